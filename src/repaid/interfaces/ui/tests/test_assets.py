"""Icons that are used are in the sprite, states have a look, files are small and licensed."""

import json
import re
from pathlib import Path

import brotli
import pytest

from repaid.interfaces import ui
from repaid.interfaces.ui.states import KINDS, state_of

HERE = Path(ui.__file__).parent
STATIC = HERE / "static"
INTERFACES = HERE.parent
SPRITE = (STATIC / "vendor" / "icons.svg").read_text()
IN_TEMPLATE = re.compile(r"""(?:<c-icon name="|\{% icon "|(?<!:)\bicon="|(?<!:)\bicon=')([a-z0-9-]+)""")
MANIFEST = json.loads((STATIC / "vendor" / "manifest.json").read_text())
KILOBYTE = 1024


def squeezed(*names: str) -> float:
    """Kilobytes of files as a browser gets them."""
    fonts = (".woff2",)
    sizes = [
        len(data) if path.suffix in fonts else len(brotli.compress(data))
        for path in (STATIC / name for name in names)
        for data in [path.read_bytes()]
    ]
    return sum(sizes) / KILOBYTE


def test_every_icon_of_a_template_is_in_the_sprite() -> None:
    used = {name for path in INTERFACES.rglob("*.html") for name in IN_TEMPLATE.findall(path.read_text())}
    assert used and {name for name in used if f'<symbol id="{name}"' not in SPRITE} == set()


def test_every_state_has_an_icon_of_the_sprite() -> None:
    used = {state.icon for states in KINDS.values() for state in states.values()}
    assert {name for name in used if f'<symbol id="{name}"' not in SPRITE} == set()


def test_a_state_without_a_look_is_our_mistake() -> None:
    with pytest.raises(KeyError):
        state_of("contract", "unheard_of")


def test_every_vendor_file_is_on_the_manifest_as_it_is() -> None:
    files = {path.name: path.stat().st_size for path in (STATIC / "vendor").iterdir() if path.is_file()}
    files.pop("manifest.json")
    assert files == MANIFEST["bytes"]


def test_every_package_has_its_licence() -> None:
    kept = {path.stem for path in (STATIC / "vendor" / "licences").iterdir()}
    assert {package.strip("@").replace("/", "-") for package in MANIFEST["packages"]} == kept


def test_a_page_weighs_less_than_two_hundred_kilobytes() -> None:
    """Design 18: everything before the cache, without the page itself (6 kilobytes at most)."""
    common = ["ui/tokens.css", "ui/components.css", "ui/parts.css", "vendor/htmx.min.js", "vendor/icons.svg"]
    common += ["ui/theme.js", "ui/page.js", "ui/forms.js", "ui/shortcuts.js"]
    latin = squeezed(*common, "vendor/tabler.min.css", "vendor/inter-latin.woff2", "vendor/inter-polish.woff2")
    persian = squeezed(*common, "vendor/tabler.rtl.min.css", "vendor/vazirmatn.woff2", "vendor/inter-latin.woff2")
    assert latin < 194 and persian < 194
