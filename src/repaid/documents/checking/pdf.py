"""PDF: whole, nothing else at the same time, and what it would do when it is opened.

Names are looked for as they stand and in object streams, where they may hide; `#4A` in a name is a letter.
"""

import re
import zlib
from collections.abc import Iterator
from typing import Final

from repaid.documents.checking.flaws import Flaw, refused
from repaid.documents.checking.packages import is_package_too

MAGIC: Final = b"%PDF-"
END: Final = b"%%EOF"
OBJECTS_BYTES_MAX: Final = 16 << 20
WATCHED: Final = {
    b"JavaScript": "actions",
    b"OpenAction": "actions",
    b"Launch": "actions",
    b"SubmitForm": "actions",
    b"ImportData": "actions",
    b"RichMedia": "actions",
    b"XFA": "actions",
    b"EmbeddedFile": "attached",
    b"EmbeddedFiles": "attached",
    b"Encrypt": "locked",
}
_NAME: Final = re.compile(rb"/([A-Za-z#][A-Za-z0-9#]{2,40})")
_HEX: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
_OBJECTS: Final = re.compile(rb"/ObjStm\b[^>]{0,300}>>\s*stream\r?\n|/ObjStm\b.{0,300}?stream\r?\n", re.DOTALL)


def look(ending: str, content: bytes) -> list[str]:
    """What a reader should know: actions, attached, locked."""
    if not content.startswith(MAGIC):
        raise refused(Flaw.OTHER_CONTENT, ending=ending)
    if is_package_too(content):
        raise refused(Flaw.TWO_KINDS)
    if END not in content:
        raise refused(Flaw.BROKEN)
    names = {name for part in (content, *_objects(content)) for name in _names(part)}
    return sorted({WATCHED[name] for name in names if name in WATCHED})


def _names(part: bytes) -> Iterator[bytes]:
    for found in _NAME.finditer(part):
        name = found[1]
        yield _HEX.sub(lambda sign: bytes([int(sign[1], 16)]), name) if b"#" in name else name


def _objects(content: bytes) -> Iterator[bytes]:
    """The object streams, unpacked, up to a bound that a real document does not reach."""
    left = OBJECTS_BYTES_MAX
    for found in _OBJECTS.finditer(content):
        try:
            part = zlib.decompressobj().decompress(content[found.end() :], left)
        except zlib.error:
            continue
        left -= len(part)
        yield part
        if left <= 0:
            raise refused(Flaw.UNPACKED)
