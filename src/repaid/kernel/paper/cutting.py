"""Cuts the fonts of papers and letters out of those of the pages: plain files of one weight, as Typst reads them.

    python -m repaid.kernel.paper.cutting

Needs fonttools and brotli. To be run when the fonts of the pages were raised to another version.
"""

from pathlib import Path
from typing import Final

from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

HERE: Final = Path(__file__).parent
PAGES: Final = HERE.parents[1] / "interfaces" / "ui" / "static" / "vendor"
FAMILIES: Final = {"inter-latin": "Inter", "inter-polish": "Inter Ext", "vazirmatn": "Vazirmatn"}
WEIGHTS: Final = {400: "Regular", 700: "Bold"}
_REGULAR, _BOLD, _STYLES = 0x40, 0x20, 0x61  # bits of OS/2 fsSelection


def cut(source: str, family: str, weight: int, style: str) -> None:
    """One weight of a variable font, under a name of its own."""
    font = TTFont(PAGES / f"{source}.woff2")
    font.flavor = None
    font = instancer.instantiateVariableFont(font, {"wght": weight})
    names = {
        1: family,
        16: family,
        2: style,
        17: style,
        4: f"{family} {style}",
        6: f"{family}-{style}".replace(" ", ""),
    }
    for record in font["name"].names:
        record.string = names.get(record.nameID, record.string)
    font["OS/2"].usWeightClass = weight
    font["OS/2"].fsSelection = font["OS/2"].fsSelection & ~_STYLES | (_BOLD if weight > 400 else _REGULAR)
    font["head"].macStyle = int(weight > 400)
    font.save(HERE / "fonts" / f"{family.replace(' ', '')}-{style}.ttf")


if __name__ == "__main__":
    for source, family in FAMILIES.items():
        for weight, style in WEIGHTS.items():
            cut(source, family, weight, style)
    for name in ("fontsource-variable-inter.txt", "vazirmatn.txt"):
        (HERE / "fonts" / name).write_text((PAGES / "licences" / name).read_text())
