"""Looking at a file before it is taken: what it is by its content, whether that agrees with its name, what it could do.

    checked = check("umowa.pdf", content)      # FileRefused, in words, for what is not taken

One module a family of files; each refuses what is wrong and returns the findings that its reader should know.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from django.conf import settings

from repaid.documents.checking import harm, images, names, packages, pdf, texts
from repaid.documents.checking.flaws import FINDINGS, FileRefused, Flaw, refused
from repaid.documents.choices import FileState

__all__ = ["ACCEPTED", "FINDINGS", "Checked", "FileRefused", "Flaw", "check"]

MEGABYTE: Final = 1 << 20
Look = Callable[[str, bytes], list[str]]

KINDS: Final[Mapping[str, tuple[str, Look]]] = {
    "pdf": ("application/pdf", pdf.look),
    "jpg": ("image/jpeg", images.look),
    "jpeg": ("image/jpeg", images.look),
    "png": ("image/png", images.look),
    "webp": ("image/webp", images.look),
    "gif": ("image/gif", images.look),
    "tif": ("image/tiff", images.look),
    "tiff": ("image/tiff", images.look),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", packages.look),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", packages.look),
    "pptx": ("application/vnd.openxmlformats-officedocument.presentationml.presentation", packages.look),
    "odt": ("application/vnd.oasis.opendocument.text", packages.look),
    "ods": ("application/vnd.oasis.opendocument.spreadsheet", packages.look),
    "txt": ("text/plain", texts.look),
    "csv": ("text/csv", texts.look),
    "xml": ("application/xml", texts.look_xml),
}
"""What is taken, by the ending of its name: its media type, and what looks at it."""

ACCEPTED: Final = ",".join(f".{ending}" for ending in KINDS)
"""For the box in which a file is chosen."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that may be kept: a name that is safe to show, its media type by content, what was found."""

    file_name: str
    media: str
    state: FileState
    findings: tuple[str, ...] = ()


def check(file_name: str, content: bytes) -> Checked:
    """Look at a file. Raises FileRefused; what looks harmful is not refused but to be put aside."""
    limit = settings.UPLOADS["bytes_max"]
    if not content:
        raise refused(Flaw.EMPTY)
    if len(content) > limit:
        raise refused(Flaw.LARGE, limit=limit // MEGABYTE)
    name = names.clean(file_name)
    if harm.found_in(content):
        return Checked(name, "application/octet-stream", FileState.ASIDE, ("harm",))
    ending = names.ending(name)
    if ending not in KINDS:
        raise refused(Flaw.KIND, endings=", ".join(KINDS))
    media, look = KINDS[ending]
    findings = look(ending, content)
    state = FileState.ASIDE if "harm" in findings else FileState.ACTIVE if findings else FileState.CLEAN
    return Checked(name, media, state, tuple(findings))
