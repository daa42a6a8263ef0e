"""Letters as PDF, by Typst: the content goes in as data, never as markup; one compilation for many letters."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from repaid.kernel.formats import RIGHT_TO_LEFT
from repaid.kernel.paper import compiled, pictured, queried
from repaid.kernel.paper.head import PLAIN, Head
from repaid.kernel.qr import own_address_in, qr_svg

SOURCE: Final = Path(__file__).parent / "letter.typ"
Heads = Mapping[str, Head]
"""Heads of letters by their digests."""
NO_HEADS: Final[Heads] = {}


@dataclass(frozen=True, slots=True)
class Letter:
    """All that stands on a letter, in the words of its language. `address` is one line or several; `head` is the digest
    of the head that it is printed with."""

    language: str
    lender: str
    addressee: str
    address: str
    day: str
    reference: str
    title: str
    body: str
    head: str = ""

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "Letter":
        """A letter as it was stored."""
        return cls(**data)

    def to_data(self) -> dict[str, str]:
        """The letter to be stored."""
        return asdict(self)


def pdf_of(letters: Sequence[Letter], made_at: datetime, heads: Heads = NO_HEADS) -> bytes:
    """One file with all letters, each beginning on a new page. The same letters and moment give the same bytes."""
    return compiled(SOURCE, _inputs(letters, heads), made_at)


def pictures_of(letter: Letter, heads: Heads, width: int) -> list[bytes]:
    """The pages of a letter as PNG, so many pixels wide."""
    return pictured(SOURCE, _inputs([letter], heads), width)


def pages_of(letters: Sequence[Letter], heads: Heads = NO_HEADS) -> list[int]:
    """How many pages each letter takes."""
    found = queried(SOURCE, _inputs(letters, heads), "<letter>")
    first = [each["first"] for each in found if "first" in each]
    last = next(each["pages"] for each in found if "pages" in each)
    return [after - before for before, after in zip(first, [*first[1:], last + 1], strict=True)]


def _inputs(letters: Sequence[Letter], heads: Heads) -> dict[str, str]:
    pages = [asdict(letter) | {"rtl": letter.language in RIGHT_TO_LEFT, "qr": _qr(letter)} for letter in letters]
    wanted = {letter.head: heads.get(letter.head, PLAIN).to_data() for letter in letters}
    return {"letters": json.dumps(pages, ensure_ascii=False), "heads": json.dumps(wanted)}


def _qr(letter: Letter) -> str:
    """The picture of the address of ours in a letter, so that nobody has to type it; "" where there is none."""
    address = own_address_in(letter.body)
    return qr_svg(address) if address else ""
