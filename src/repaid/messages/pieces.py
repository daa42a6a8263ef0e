"""Texts as rows of pieces: free text, or the code of a token."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Piece:
    """Free text, or a token."""

    text: str = ""
    token: str = ""


Pieces = tuple[Piece, ...]


def from_data(data: Iterable[dict[str, Any]]) -> Pieces:
    """Pieces as they are stored."""
    return tuple(Piece(str(each.get("text", "")), str(each.get("token", ""))) for each in data)


def to_data(pieces: Iterable[Piece]) -> list[dict[str, str]]:
    """Pieces to be stored."""
    return [{"token": piece.token} if piece.token else {"text": piece.text} for piece in pieces]


def from_words(text: str) -> Pieces:
    """Pieces of a text with tokens in braces, as supplied texts are written.

    >>> from_words("Loan {number}.")
    (Piece(text='Loan ', token=''), Piece(text='', token='number'), Piece(text='.', token=''))
    """
    found: list[Piece] = []
    rest = text
    while rest:
        free, brace, after = rest.partition("{")
        if free:
            found.append(Piece(text=free))
        token, _close, rest = after.partition("}")
        if brace:
            found.append(Piece(token=token))
    return tuple(found)


def tokens_in(*texts: Sequence[Piece]) -> frozenset[str]:
    """The codes of the tokens that stand in texts."""
    return frozenset(piece.token for pieces in texts for piece in pieces if piece.token)


def joined(pieces: Iterable[Piece], value_of: Callable[[str], str]) -> str:
    """The text with a value in the place of each token."""
    return "".join(value_of(piece.token) if piece.token else piece.text for piece in pieces)
