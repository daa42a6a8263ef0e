"""Reading a CSV file that a stranger wrote: UTF-8, comma, a header; plain or gzipped.

Nothing is held in memory but one row. What makes the whole file useless is a `TableRefused`; a row that cannot be
read is a `BadRow` among the rows, so that the others can go on.
"""

import csv
import gzip
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from repaid.kernel.refusal import Refusal

GZIP_MAGIC: Final = b"\x1f\x8b"
LINE_BYTES_MAX: Final = 64 * 1024
FILE_BYTES_MAX: Final = 256 * 1024 * 1024
ROWS_MAX: Final = 1_000_000


class TableRefused(Refusal):
    """The file as a whole cannot be used."""

    code = "table_refused"
    sentence = gettext_lazy("{file}: {said}")
    status = 422


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the file: the line it begins on, its texts by column."""

    line: int
    fields: dict[str, str]


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be read, and why."""

    line: int
    said: str


def count_rows(file: Path) -> int:
    """Lines after the header, for a progress bar."""
    with _opened(file) as lines:
        return max(sum(1 for _line in _bounded(lines, file)) - 1, 0)


def read_table(file: Path, columns: Sequence[str]) -> Iterator[Row | BadRow]:
    """The rows of a file, which must have these columns; further columns are left alone, empty lines skipped."""
    with _opened(file) as lines:
        decoded = _decoded(_bounded(lines, file))
        header = _header(next(decoded, (1, "")), file, columns)
        for line, text in decoded:
            if isinstance(text, BadRow) or text.strip():
                yield _row(line, text, header)


@contextmanager
def _opened(file: Path) -> Iterator[IO[bytes]]:
    try:
        with file.open("rb") as raw:
            zipped = raw.read(len(GZIP_MAGIC)) == GZIP_MAGIC
            raw.seek(0)
            yield gzip.GzipFile(fileobj=raw) if zipped else raw  # type: ignore[misc]
    except (EOFError, gzip.BadGzipFile, zlib.error):
        raise TableRefused(file=file, said=_("the gzip file is damaged")) from None
    except OSError as wrong:
        raise TableRefused(file=file, said=wrong.strerror or type(wrong).__name__) from None


def _bounded(lines: IO[bytes], file: Path) -> Iterator[bytes]:
    size = 0
    for number in range(1, ROWS_MAX + 2):
        line = lines.readline(LINE_BYTES_MAX + 1)
        if not line:
            return
        size += len(line)
        if len(line) > LINE_BYTES_MAX:
            said = _("line {line} is longer than {most} bytes").format(line=number, most=LINE_BYTES_MAX)
            raise TableRefused(file=file, said=said)
        if size > FILE_BYTES_MAX:
            raise TableRefused(file=file, said=_("it is larger than {most} MB").format(most=FILE_BYTES_MAX >> 20))
        yield line
    raise TableRefused(file=file, said=_("it has more than {most} lines").format(most=ROWS_MAX))


def _decoded(lines: Iterator[bytes]) -> Iterator[tuple[int, str | BadRow]]:
    for number, line in enumerate(lines, 1):
        if b"\x00" in line:
            yield number, BadRow(number, _("a NUL byte stands in it"))
            continue
        try:
            yield number, line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as wrong:
            yield number, BadRow(number, _("byte {place} is no UTF-8 text").format(place=wrong.start + 1))


def _header(first: tuple[int, str | BadRow], file: Path, columns: Sequence[str]) -> list[str]:
    text = first[1]
    if isinstance(text, BadRow):
        raise TableRefused(file=file, said=_("line {line}: {said}").format(line=1, said=text.said))
    header = _cells(text)
    if isinstance(header, str):
        raise TableRefused(file=file, said=_("line {line}: {said}").format(line=1, said=header))
    names = [name.strip() for name in header]
    for name in columns:
        if names.count(name) != 1:
            said = _("line 1 must name the column {column} once").format(column=name)
            raise TableRefused(file=file, said=said)
    return names


def _row(line: int, text: str | BadRow, header: list[str]) -> Row | BadRow:
    if isinstance(text, BadRow):
        return text
    cells = _cells(text)
    if isinstance(cells, str):
        return BadRow(line, cells)
    if len(cells) != len(header):
        said = _("it has {found} columns, the header has {expected}")
        return BadRow(line, said.format(found=len(cells), expected=len(header)))
    return Row(line, dict(zip(header, cells, strict=True)))


def _cells(text: str) -> list[str] | str:
    """The cells of one line, or what is wrong with it. A line break inside quotation marks is not accepted."""
    try:
        return next(csv.reader([text], strict=True), [])
    except csv.Error as wrong:
        return _("it is no CSV row ({words})").format(words=wrong)
