"""Field 86, which every country fills in its own way: one module for each way, tried in turn.

`subfields`: numbered subfields behind `?`, `~`, `^`, `<` or `>` (Germany, Poland, Luxembourg, Triodos).
`slashes`: words between slashes (Dutch banks since SEPA). `labels`: mBank's `OD: ...; TYT.: ...`.
`dutch`: the free text of Dutch banks. What none of them knows is remittance text as it stands.
"""

from collections.abc import Callable, Sequence
from typing import Final

from ...wording import joined
from ..fields import Field
from . import dutch, labels, slashes, subfields
from .model import Details

__all__ = ["Details", "read_details"]

TEXT_WIDTH: Final = 65
"""Characters of a line of field 86; a line of that length goes on in the next one, even inside a word."""

_WAYS: Final[tuple[Callable[[Sequence[str]], Details | None], ...]] = (
    subfields.split,
    slashes.split,
    labels.split,
    dutch.split,
)


def read_details(remarks: Sequence[Field]) -> Details:
    """What the fields 86 of one entry say. A bank that sends several means one text, or repeats itself better."""
    for remark in remarks:
        for way in (subfields.split, slashes.split):
            if (details := way(remark.lines)) is not None:
                return details
    lines = [line for remark in remarks for line in remark.lines]
    found = (way(lines) for way in _WAYS)
    return next(filter(None, found), None) or Details(remittance=joined(lines, TEXT_WIDTH))
