"""Takes the vendor files of the pages out of a `node_modules` folder: how a version is raised or an icon added.

    npm install --ignore-scripts @tabler/core@1.6.1 ... && python -m repaid.interfaces.ui.vendoring node_modules

Needs fonttools and brotli. Fonts are cut down to the letters of the four languages, icons to those of `icons.txt`;
references to source maps go, since the static files are stored under names with a hash. The versions and sizes stand
in `vendor/manifest.json`, the licences beside it.
"""

import json
import re
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

HERE = Path(__file__).parent
VENDOR = HERE / "static" / "vendor"
ICONS = HERE / "icons.txt"
SPRITE = VENDOR / "icons.svg"

FILES = {
    "@tabler/core": ["dist/css/tabler.min.css", "dist/css/tabler.rtl.min.css"],
    "htmx.org": ["dist/htmx.min.js"],
    "chart.js": ["dist/chart.umd.min.js"],
    "flatpickr": ["dist/flatpickr.min.js", "dist/flatpickr.min.css", "dist/l10n/pl.js", "dist/l10n/nl.js"],
    "@majidh1/jalalidatepicker": ["dist/jalalidatepicker.min.js", "dist/jalalidatepicker.min.css"],
}
RENAMED = {"pl.js": "flatpickr.pl.js", "nl.js": "flatpickr.nl.js"}
LICENCES = ("LICENSE", "LICENSE.md", "OFL.txt")

INTER = "@fontsource-variable/inter"
VAZIRMATN = "vazirmatn"
LATIN = "U+20-7E, U+A0-FF, U+131, U+152-153, U+2BB-2BC, U+2C6, U+2DA, U+2DC, U+2009-200B, U+2010-2014, U+2018-201E, "
LATIN += "U+2022, U+2026, U+202F, U+2030, U+2039-203A, U+20AC, U+2122, U+2190-2193, U+2212, U+21B5, U+2303"
POLISH = "U+104-107, U+118-119, U+141-144, U+15A-15B, U+179-17C, U+132-133"
PERSIAN = "U+20-2F, U+3A, U+5B-5D, U+A0, U+AB, U+B7, U+BB, U+600-6FF, U+200C-200F, U+2010-2026, U+2212, U+2066-2069, "
PERSIAN += "U+FB50-FBFF, U+FE70-FEFF"
FONTS = {
    "inter-latin.woff2": (INTER, "files/inter-latin-wght-normal.woff2", LATIN),
    "inter-polish.woff2": (INTER, "files/inter-latin-ext-wght-normal.woff2", POLISH),
    "vazirmatn.woff2": (VAZIRMATN, "fonts/webfonts/Vazirmatn[wght].woff2", PERSIAN),
}
WEIGHTS = (400, 700)
FEATURES = ["kern", "liga", "calt", "ccmp", "locl", "mark", "mkmk", "rlig", "init", "medi", "fina", "isol", "tnum"]
FEATURES += ["case", "cv11", "ss03"]


def take_files(modules: Path) -> None:
    """Copy the dist files, without references to source maps."""
    for package, names in FILES.items():
        for name in names:
            source = modules / package / name
            text = re.sub(r"(/\*#|//#) sourceMappingURL=\S+( \*/)?", "", source.read_text())
            (VENDOR / RENAMED.get(source.name, source.name)).write_text(text.rstrip() + "\n")


def cut_fonts(modules: Path) -> None:
    """Subset the variable fonts to the letters, features and weights that the pages use."""
    for target, (package, name, letters) in FONTS.items():
        options = subset.Options(flavor="woff2", layout_features=FEATURES, hinting=False, notdef_outline=True)
        font = TTFont(modules / package / name)
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=subset.parse_unicodes(letters.replace("U+", "")))
        cutter.subset(font)
        narrowed = instancer.instantiateVariableFont(font, {"wght": WEIGHTS})
        subset.save_font(narrowed, str(VENDOR / target), options)


def make_sprite(modules: Path) -> None:
    """One svg with a symbol for each icon named in `icons.txt`."""
    symbols = []
    for name in sorted(set(ICONS.read_text().split())):
        drawing = (modules / "@tabler/icons/icons/outline" / f"{name}.svg").read_text()
        paths = re.findall(r"<(?:path|circle|line|rect|polyline)[^>]*/>", drawing)
        shapes = "".join(path for path in paths if 'stroke="none"' not in path)
        symbols.append(f'<symbol id="{name}" viewBox="0 0 24 24">{shapes}</symbol>')
    SPRITE.write_text('<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n")


def write_manifest(modules: Path) -> None:
    """Keep the licences and list the versions."""
    versions = {}
    for package in [*FILES, INTER, VAZIRMATN, "@tabler/icons"]:
        about = json.loads((modules / package / "package.json").read_text())
        versions[package] = {"version": about["version"], "licence": about["license"]}
        texts = [modules / package / name for name in LICENCES if (modules / package / name).exists()]
        if texts:
            plain = package.strip("@").replace("/", "-")
            (VENDOR / "licences" / f"{plain}.txt").write_text(texts[0].read_text())
    sizes = {path.name: path.stat().st_size for path in sorted(VENDOR.iterdir()) if path.is_file()}
    sizes.pop("manifest.json", None)
    manifest = {"packages": versions, "bytes": sizes}
    (VENDOR / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    VENDOR.joinpath("licences").mkdir(parents=True, exist_ok=True)
    for step in (take_files, cut_fonts, make_sprite, write_manifest):
        step(folder)
