"""The text of an MT940 or MT942 message as fields: a tag, its lines, and the row where it begins."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

END: Final = "end"
"""The tag of the line that closes a message: `-`, `-}` or a bank's `-XXX`."""

LINE_MAX: Final = 2_000
_TAG: Final = re.compile(r":([0-9]{2}[A-Z]?|NS):(.*)", re.DOTALL)
_BLOCK: Final = re.compile(r".*\{4:")
_END: Final = re.compile(r"-(?:\}.*|X*)")
_CONTROL: Final = {ord(char): None for char in "\x01\x02\x03\x1a\r"}
_BREAKS: Final = re.compile(r"\r\n|\n|\r")


class Field(NamedTuple):
    row: int
    tag: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """The lines as one text, each apart."""
        return "\n".join(self.lines).strip()


def split(text: str) -> Iterator[Field]:
    """The fields in order. What stands before the first tag and after an end is the envelope, and passed over."""
    tag, row, lines = END, 0, [""]
    for number, raw in enumerate(_BREAKS.split(text), 1):
        line = _without_envelope(raw.translate(_CONTROL))
        match = _TAG.match(line)
        if match is None and _END.fullmatch(line) is None:
            lines.append(line)
            continue
        if tag != END or row:
            yield Field(row, tag, tuple(lines))
        tag, row, lines = (match[1], number, [match[2]]) if match else (END, number, [])
    yield Field(row, tag, tuple(lines))


def _without_envelope(line: str) -> str:
    """SWIFT wraps a message in blocks `{1:...}{2:...}{4:`; what matters begins after the last of them."""
    return _BLOCK.sub("", line) if line.startswith("{") and "{4:" in line else line


def is_message(text: str) -> bool:
    """Whether a text looks like MT940 or MT942: its first tags are those of a statement."""
    tags = set(re.findall(r"^\s*(?:\{.*\{4:)?:([0-9]{2}[A-Z]?):", text[:20_000], re.MULTILINE))
    return "61" in tags or len(tags & {"20", "25", "28C", "28", "60F", "60M", "62F"}) > 1
