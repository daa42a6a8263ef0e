"""Contrast as WCAG 2.2 computes it, and the shades that follow from one colour of an organisation.

Colours are "#rrggbb". Floats are fine here: no money is near.

>>> round(contrast("#000000", "#ffffff"), 1), round(contrast("#777777", "#ffffff"), 2)
(21.0, 4.48)
>>> nearest("#777777", "#ffffff", 4.5)
'#757575'
"""

import re
from colorsys import hls_to_rgb, rgb_to_hls
from dataclasses import dataclass
from typing import Final

READABLE: Final = 4.5
"""The least contrast of text that WCAG 2.2 asks for (1.4.3, level AA)."""

EASY: Final = 7.0
WHITE, BLACK = "#ffffff", "#000000"
LIGHT_GROUND: Final = "#edf1f2"
"""The darkest surface of the light look on which the accent is read; the tests hold it to the tokens."""

DARK_GROUND: Final = "#192729"
"""The lightest surface of the dark look on which the accent is read."""

_HEX = re.compile(r"#[0-9a-f]{6}")
_STEPS = 200
Channels = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Shades:
    """The six colours of a brand in one theme (see `ui/tokens.css`)."""

    brand: str
    strong: str
    soft: str
    line: str
    on_brand: str
    on_soft: str


def is_colour(text: str) -> bool:
    """Whether the text is "#rrggbb"."""
    return bool(_HEX.fullmatch(text))


def luminance(colour: str) -> float:
    """Relative luminance, 0 (black) to 1 (white)."""
    red, green, blue = (
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in _channels(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def nearest(colour: str, ground: str, least: float) -> str:
    """The colour itself where it is readable on `ground`, else its nearest shade that is: same hue, other lightness."""
    if contrast(colour, ground) >= least:
        return colour
    hue, lightness, saturation = rgb_to_hls(*_channels(colour))
    step = (-1 if ink_on(ground) == BLACK else 1) / _STEPS
    found = colour
    while contrast(found, ground) < least and 0 <= lightness + step <= 1:
        lightness += step
        found = _hex(hls_to_rgb(hue, lightness, saturation))
    return found if contrast(found, ground) >= least else (BLACK if step < 0 else WHITE)


def ink_on(colour: str) -> str:
    """White or black, whichever is read better on the colour; one of them always reaches `READABLE`."""
    return WHITE if contrast(WHITE, colour) >= contrast(BLACK, colour) else BLACK


def light_shades(accent: str) -> Shades:
    """The shades of the light look."""
    soft = _mixed(accent, WHITE, 0.88)
    return Shades(
        accent, _mixed(accent, BLACK, 0.28), soft, _mixed(accent, WHITE, 0.62), ink_on(accent),
        nearest(accent, soft, EASY),
    )  # fmt: skip


def dark_shades(accent: str) -> Shades:
    """The shades of the dark look."""
    soft = _mixed(accent, DARK_GROUND, 0.82)
    return Shades(
        accent, _mixed(accent, WHITE, 0.3), soft, _mixed(accent, DARK_GROUND, 0.6), ink_on(accent),
        nearest(accent, soft, EASY),
    )  # fmt: skip


def dark_accent(accent: str) -> str:
    """The accent for the dark look where none was chosen."""
    return nearest(accent, DARK_GROUND, EASY)


def _channels(colour: str) -> Channels:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue


def _mixed(colour: str, other: str, share: float) -> str:
    red, green, blue = (
        one * (1 - share) + two * share for one, two in zip(_channels(colour), _channels(other), strict=True)
    )
    return _hex((red, green, blue))


def _hex(channels: Channels) -> str:
    return "#" + "".join(f"{round(each * 255):02x}" for each in channels)
