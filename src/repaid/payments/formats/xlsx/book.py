"""What the parts beside the sheets say: which part is which sheet, the shared texts, which styles show days."""

import posixpath
import re
from typing import Final

from ..findings import unreadable
from ..markup import stream
from .package import WORKBOOK, Package

_SHARED_MAX: Final = 1_000_000
_DAY_FORMATS: Final = frozenset((*range(14, 18), 22, *range(27, 37), *range(50, 59)))
_QUOTED: Final = re.compile(r'(?:"[^"]*"|\[[^\]]*\]|\\.)')
_SHEET_TYPE: Final = "/worksheet"


class Book:
    """Which part of the package holds which sheet."""

    def __init__(self, package: Package) -> None:
        self._sheets: list[tuple[str, str]] = []
        self._targets: dict[str, str] = {}
        self.is_1904 = False
        self._names = package.names
        stream(package.pieces(WORKBOOK), self._sheet, _ignore)
        stream(package.pieces("xl/_rels/workbook.xml.rels"), self._target, _ignore)

    def _sheet(self, _namespace: str, name: str, attributes: dict[str, str], _row: int) -> None:
        if name == "sheet":
            relation = next((value for key, value in attributes.items() if key.endswith(" id")), "")
            self._sheets.append((attributes.get("name", ""), relation))
        elif name == "workbookPr":
            self.is_1904 = attributes.get("date1904") in ("1", "true")

    def _target(self, _namespace: str, name: str, attributes: dict[str, str], _row: int) -> None:
        if name == "Relationship" and attributes.get("Type", "").endswith(_SHEET_TYPE):
            target = attributes.get("Target", "")
            self._targets[attributes.get("Id", "")] = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")

    def part(self, wanted: str) -> str:
        """The part of the sheet named `wanted`, or of the first sheet."""
        for name, relation in self._sheets:
            if wanted in ("", name) and (part := self._targets.get(relation, "")) in self._names:
                return part
        raise unreadable("columns_missing" if wanted else "zip_refused", text=wanted)


def _ignore(*_event: object) -> None:
    """Nothing to do at the end of an element."""


def shared_texts(package: Package) -> list[str]:
    """The shared texts of the workbook; the pieces of a formatted text are one text, its reading aid is none."""
    texts: list[str] = []
    pieces: list[str] = []
    silent = 0

    def start(_namespace: str, name: str, _attributes: dict[str, str], row: int) -> None:
        nonlocal silent
        silent += name == "rPh"
        if len(texts) > _SHARED_MAX:
            raise unreadable("too_much_xml", line=row)

    def end(_namespace: str, name: str, text: str) -> None:
        nonlocal silent
        if name == "t" and not silent:
            pieces.append(text)
        elif name == "si":
            texts.append("".join(pieces))
            pieces.clear()
        silent -= name == "rPh"

    if "xl/sharedStrings.xml" in package.names:
        stream(package.pieces("xl/sharedStrings.xml"), start, end)
    return texts


def day_styles(package: Package) -> frozenset[int]:
    """The cell styles that show a number as a day."""
    formats: set[int] = set(_DAY_FORMATS)
    styles: list[int] = []
    inside: list[str] = []

    def start(_namespace: str, name: str, attributes: dict[str, str], _row: int) -> None:
        inside.append(name)
        if name == "numFmt" and re.search("[dy]", _QUOTED.sub("", attributes.get("formatCode", "")), re.IGNORECASE):
            formats.add(number(attributes.get("numFmtId", "")))
        elif name == "xf" and "cellXfs" in inside:
            styles.append(number(attributes.get("numFmtId", "")))

    if "xl/styles.xml" in package.names:
        stream(package.pieces("xl/styles.xml"), start, lambda *_: inside.pop())
    return frozenset(place for place, style in enumerate(styles) if style in formats)


def number(text: str) -> int:
    """A whole number written in digits; -1 when it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else -1
