"""The colours of an organisation as a style sheet: the brand tokens of `ui/tokens.css`, for both themes."""

from collections.abc import Iterable

from repaid.branding.colours import Shades, dark_accent, dark_shades, ink_on, light_shades
from repaid.branding.queries import Look


def styles_of(look: Look, light: str = ":root", dark: str = '[data-bs-theme="dark"]') -> str:
    """Rules for the two selectors; empty where the look is the product's. Printed pages stay black on white."""
    rules = []
    if look.accent:
        rules.append(_rule(light, _shades(light_shades(look.accent))))
    if look.accent or look.accent_dark:
        rules.append(_rule(dark, _shades(dark_shades(look.accent_dark or dark_accent(look.accent)))))
    if look.header:
        header = (("header", look.header), ("on-header", ink_on(look.header)))
        rules.append(_rule(f"{light}, {dark}", header))
    return "@media screen {\n" + "\n".join(rules) + "\n}\n" if rules else ""


def _shades(shades: Shades) -> Iterable[tuple[str, str]]:
    return (
        ("brand", shades.brand), ("brand-strong", shades.strong), ("brand-soft", shades.soft),
        ("brand-line", shades.line), ("on-brand", shades.on_brand), ("on-brand-soft", shades.on_soft),
    )  # fmt: skip


def _rule(selector: str, colours: Iterable[tuple[str, str]]) -> str:
    told = " ".join(f"--rp-{name}: {colour};" for name, colour in colours)
    return f"{selector} {{ {told} }}"
