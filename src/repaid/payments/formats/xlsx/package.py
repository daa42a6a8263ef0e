"""The parts of a workbook, unpacked only as far as a workbook may reach.

Size and ratio stand in the directory of the zip and are looked at before anything is unpacked; what is then unpacked
is counted again, since a directory may lie. Zips inside the zip are never opened.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

from ..findings import unreadable

UNPACKED_MAX: Final = 200 << 20
RATIO_MAX: Final = 100
_RATIO_FROM: Final = 1 << 20
_PARTS_MAX: Final = 2_000
_PIECE: Final = 1 << 16
WORKBOOK: Final = "xl/workbook.xml"


class Package:
    """An opened workbook; Unreadable when it is no zip, no workbook, or too large unpacked."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise unreadable("zip_refused") from error
        parts = self._zip.infolist()
        self.names = frozenset(part.filename for part in parts)
        if WORKBOOK not in self.names or len(parts) > _PARTS_MAX or any(map(_is_hostile, parts)):
            raise unreadable("zip_refused")
        if sum(part.file_size for part in parts) > UNPACKED_MAX:
            raise unreadable("zip_refused")
        self._left = UNPACKED_MAX

    def pieces(self, name: str) -> Iterator[bytes]:
        """The bytes of a part, piece by piece."""
        try:
            with self._zip.open(name) as part:
                while piece := part.read(_PIECE):
                    self._left -= len(piece)
                    if self._left < 0:
                        raise unreadable("zip_refused")
                    yield piece
        except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, RuntimeError, NotImplementedError) as error:
            raise unreadable("zip_refused") from error


def _is_hostile(part: zipfile.ZipInfo) -> bool:
    encrypted = bool(part.flag_bits & 1)
    swollen = part.file_size > _RATIO_FROM and part.file_size > RATIO_MAX * max(1, part.compress_size)
    return encrypted or swollen or part.filename.startswith("/") or ".." in part.filename.split("/")
