"""A text while it is being written: what the builder's form says, and what each of its buttons does to it.

The form carries every piece, so that nothing is kept between two presses: piece n has `n-part` and `n-token` or
`n-text`. A button is `act` with "text", "token:<code>", "up:<n>", "down:<n>", "remove:<n>", "save" or "test".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from repaid.interfaces.backoffice.pages import Text
from repaid.messages.choices import Channel, Part
from repaid.messages.composing import Sheet
from repaid.messages.pieces import Piece, from_data
from repaid.messages.tokens import Token

PIECES_MAX = 200
TEXT_MAX = 5_000


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece in its part of the text."""

    part: str
    piece: Piece


@dataclass(frozen=True, slots=True)
class Draft:
    """The pieces in order, to which part a new one goes, what is typed and not added yet."""

    pieces: Sequence[Placed] = ()
    part: str = Part.BODY
    free: str = ""
    is_plain: bool = False
    specimen: str = ""

    def sheet(self, language: str) -> Sheet:
        """The text as composing takes it."""
        title, body = (tuple(each.piece for each in self.pieces if each.part == part) for part in Part.values)
        return Sheet(language, title, body, self.is_plain)


def draft_of(version: Any, channel: str) -> Draft:
    """The newest version of a text, to be changed; an empty text when there is none."""
    if version is None:
        return Draft(part=Part.BODY, is_plain=False)
    pieces = [Placed(Part.SUBJECT, piece) for piece in from_data(version.subject)] if channel != Channel.SMS else []
    pieces += [Placed(Part.BODY, piece) for piece in from_data(version.body)]
    return Draft(pieces, is_plain=version.is_plain)


def draft_in(sent: Mapping[str, Any], channel: str) -> Draft:
    """The text as the form brings it."""
    count = min(int(sent.get("count", "0") or 0), PIECES_MAX) if str(sent.get("count", "0")).isdecimal() else 0
    pieces = [_placed(sent, number, channel) for number in range(count)]
    part = sent.get("part", Part.BODY)
    return Draft(
        [each for each in pieces if each.piece.token or each.piece.text],
        part if part in Part.values and channel != Channel.SMS else Part.BODY,
        _text(sent.get("free", "")),
        sent.get("plain") == "on",
        str(sent.get("specimen", "")).strip()[:40],
    )


def _placed(sent: Mapping[str, Any], number: int, channel: str) -> Placed:
    part = sent.get(f"{number}-part", Part.BODY)
    piece = Piece(_text(sent.get(f"{number}-text", "")), str(sent.get(f"{number}-token", ""))[:60])
    return Placed(part if part in Part.values and channel != Channel.SMS else Part.BODY, piece)


def _text(typed: Any) -> str:
    return str(typed).replace("\r\n", "\n")[:TEXT_MAX]


def pressed(draft: Draft, act: str) -> Draft:
    """The text after a press of one of the buttons."""
    name, _colon, what = act.partition(":")
    pieces = list(draft.pieces)
    match name:
        case "text" if draft.free:
            return replace(draft, pieces=[*pieces, Placed(draft.part, Piece(text=draft.free))], free="")
        case "token" if what:
            return replace(draft, pieces=[*pieces, Placed(draft.part, Piece(token=what))])
        case "up" | "down" | "remove" if what.isdecimal() and int(what) < len(pieces):
            return replace(draft, pieces=_moved(pieces, name, int(what)))
    return draft


def _moved(pieces: list[Placed], name: str, place: int) -> list[Placed]:
    piece = pieces.pop(place)
    if name == "remove":
        return pieces
    same = [number for number, each in enumerate(pieces) if each.part == piece.part]
    before = [number for number in same if number < place]
    after = [number for number in same if number >= place]
    if name == "up":
        pieces.insert(before[-1] if before else place, piece)
    else:
        pieces.insert(after[0] + 1 if after else place, piece)
    return pieces


@dataclass(frozen=True, slots=True)
class ShownPiece:
    """A piece as the form shows it, with its place among all."""

    number: int
    part: str
    text: str
    token: str
    label: Text
    is_first: bool = False
    is_last: bool = False

    @property
    def rows(self) -> int:
        """How high the box of a free text is."""
        return min(self.text.count("\n") + 1 + len(self.text) // 60, 12)


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A part of the text with its pieces."""

    part: str
    label: Text
    pieces: Sequence[ShownPiece] = field(default_factory=list)


def shown_parts(draft: Draft, tokens: Mapping[str, Token], channel: str) -> list[ShownPart]:
    """The parts that a text on this channel has."""
    parts = [Part.BODY] if channel == Channel.SMS else list(Part)
    return [ShownPart(part.value, part.label, _shown(draft, tokens, part)) for part in parts]


def _shown(draft: Draft, tokens: Mapping[str, Token], part: str) -> list[ShownPiece]:
    mine = [(number, each.piece) for number, each in enumerate(draft.pieces) if each.part == part]
    return [
        ShownPiece(
            number, part, piece.text, piece.token, _label(piece, tokens),
            is_first=place == 0, is_last=place == len(mine) - 1,
        )
        for place, (number, piece) in enumerate(mine)
    ]  # fmt: skip


def _label(piece: Piece, tokens: Mapping[str, Token]) -> Text:
    if not piece.token:
        return piece.text.strip()
    return tokens[piece.token].label if piece.token in tokens else piece.token
