"""A value that cannot be, told with the name of its field."""

from __future__ import annotations


class WrongField(ValueError):
    """`field` is the name of the field, `said` what is wrong with it."""

    def __init__(self, field: str, said: str) -> None:
        super().__init__(f"{field}: {said}")
        self.field = field
        self.said = said


def shown(value: object) -> str:
    """A value as somebody wrote it, in quotation marks and cut to a readable length."""
    text = repr(value)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}..."


LONGEST_SHOWN = 40
