"""The head of papers, letters and e-mails: the colours and the logo of whoever writes."""

import hashlib
from dataclasses import dataclass
from struct import unpack
from typing import Any, Final

ACCENT: Final = "#0b5a5e"
"""The product's own colour for names and lines on paper."""
_SIZE: Final = slice(16, 24)
"""Where a PNG tells its width and height (its first chunk, IHDR)."""


@dataclass(frozen=True, slots=True)
class Head:
    """Colours are "#rrggbb"; an empty one is the product's. `accent` is that of the name and of lines, `ground` the one
    on which the logo stands (none: bare paper). `logo` is a PNG; empty where there is none."""

    accent: str = ""
    ground: str = ""
    logo: bytes = b""

    @property
    def digest(self) -> str:
        """Names this look among all; "" for the product's own."""
        if self == PLAIN:
            return ""
        return hashlib.sha256(b"\n".join((self.accent.encode(), self.ground.encode(), self.logo))).hexdigest()[:16]

    def logo_within(self, width: int, height: int) -> tuple[int, int]:
        """Width and height of the logo drawn as large as a box allows, in the units of the box; zeros without one."""
        if not self.logo:
            return 0, 0
        own_width, own_height = unpack(">II", self.logo[_SIZE])
        scale = min(width / own_width, height / own_height)
        return max(round(own_width * scale), 1), max(round(own_height * scale), 1)

    def to_data(self) -> dict[str, Any]:
        """The head as sources of Typst take it."""
        return {"accent": self.accent or ACCENT, "ground": self.ground, "logo": list(self.logo)}


PLAIN: Final = Head()
"""The head of whoever chose no look."""
