"""Documents of office programs: zip archives with known parts. They are looked through once, never unpacked to disk."""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Final

from django.conf import settings

from repaid.documents.checking.flaws import Flaw, refused
from repaid.documents.checking.harm import TEST_SIGN, has_test_sign

MAIN_PARTS: Final = {
    "docx": "word/document.xml",
    "xlsx": "xl/workbook.xml",
    "pptx": "ppt/presentation.xml",
    "odt": "content.xml",
    "ods": "content.xml",
}
OPEN_DOCUMENTS: Final = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
}
MACROS: Final = ("vbaproject.bin", "basic/", "macrosheets/", "scripts/")
SMALL: Final = 1 << 20
CHUNK_BYTES: Final = 1 << 18
DECLARATIONS: Final = tuple(sign.encode(code) for sign in ("<!DOCTYPE", "<!ENTITY") for code in ("utf-8", "utf-16-le"))


def is_package_too(content: bytes) -> bool:
    """Whether something that should not be an archive can be opened as one."""
    try:
        return bool(zipfile.ZipFile(BytesIO(content)).infolist())
    except (zipfile.BadZipFile, ValueError, OSError):
        return False


def look(ending: str, content: bytes) -> list[str]:
    """Nothing but harm is found in a document that may be kept."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            _require_size(package)
            _require_kind(ending, package)
            return ["harm"] if any(_is_harmful(package, part) for part in package.infolist()) else []
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError, EOFError) as error:
        raise refused(Flaw.OTHER_CONTENT, ending=ending) from error


def _require_size(package: zipfile.ZipFile) -> None:
    """What it would become is known before anything is unpacked."""
    limits, parts = settings.UPLOADS, package.infolist()
    swelling = any(
        part.file_size > SMALL and part.file_size > limits["ratio_max"] * max(part.compress_size, 1) for part in parts
    )
    whole = sum(part.file_size for part in parts)
    if swelling or whole > limits["unpacked_bytes_max"] or len(parts) > limits["parts_max"]:
        raise refused(Flaw.UNPACKED)


def _require_kind(ending: str, package: zipfile.ZipFile) -> None:
    names = package.namelist()
    if any(name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/") for name in names):
        raise refused(Flaw.PATHS)
    if MAIN_PARTS[ending] not in names or not _says_what_it_is(ending, package):
        raise refused(Flaw.OTHER_CONTENT, ending=ending)
    if any(name.casefold().endswith(MACROS[0]) or _stands_in(name, MACROS[1:]) for name in names):
        raise refused(Flaw.MACROS)


def _stands_in(name: str, folders: tuple[str, ...]) -> bool:
    return any(f"/{name.casefold()}".find(f"/{folder}") >= 0 for folder in folders)


def _says_what_it_is(ending: str, package: zipfile.ZipFile) -> bool:
    names = package.namelist()
    if ending in OPEN_DOCUMENTS:
        return "mimetype" in names and package.read("mimetype").strip() == OPEN_DOCUMENTS[ending]
    return "[Content_Types].xml" in names


def _is_harmful(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Whether the test sign is in a part. Raises FileRefused for declarations in one of XML."""
    is_xml = part.filename.casefold().endswith((".xml", ".rels", ".vml"))
    for piece in _pieces(package, part):
        if has_test_sign(piece):
            return True
        if is_xml and any(sign in piece for sign in DECLARATIONS):
            raise refused(Flaw.DECLARATIONS)
    return False


def _pieces(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """A part in pieces that overlap by the length of what is looked for; a long one is never in memory as a whole."""
    rest = b""
    with package.open(part) as stream:
        while chunk := stream.read(CHUNK_BYTES):
            yield rest + chunk
            rest = chunk[-len(TEST_SIGN) :]
