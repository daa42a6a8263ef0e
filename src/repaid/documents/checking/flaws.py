"""What can be wrong with a file, and what its reader should know of one that is kept: each in one sentence."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from repaid.kernel.refusal import Refusal


class Flaw(StrEnum):
    """Why a file is not taken."""

    EMPTY = "empty"
    LARGE = "large"
    KIND = "kind"
    OTHER_CONTENT = "other_content"
    TWO_KINDS = "two_kinds"
    BROKEN = "broken"
    PIXELS = "pixels"
    UNPACKED = "unpacked"
    PATHS = "paths"
    MACROS = "macros"
    DECLARATIONS = "declarations"
    CONTROL = "control"


SENTENCES: Final[Mapping[Flaw, Promise]] = {
    Flaw.EMPTY: _("The file is empty. Choose another one."),
    Flaw.LARGE: _("The file is larger than {limit} MB. Make it smaller, or divide it."),
    Flaw.KIND: _("Files of this kind are not taken. Possible endings: {endings}."),
    Flaw.OTHER_CONTENT: _(
        "What is in the file is not what its name says ({ending}). Save it anew in the right format."
    ),
    Flaw.TWO_KINDS: _("The file is two things at once, which only a forged file is. Save it anew."),
    Flaw.BROKEN: _("The file is damaged or not whole. Send it again."),
    Flaw.PIXELS: _("The picture has {width} × {height} points, which is too many. Make it smaller."),
    Flaw.UNPACKED: _("The file becomes too large when it is opened. Make it smaller, or divide it."),
    Flaw.PATHS: _("There are files in the file that would be written to strange places. Save it anew."),
    Flaw.MACROS: _("There are macros (programs) in the file. Save it without macros."),
    Flaw.DECLARATIONS: _(
        "There are declarations in the file that a reader would have to follow. Save it without them."
    ),
    Flaw.CONTROL: _("Line {line} holds signs that are not text. Save the file as plain text, UTF-8."),
}

FINDINGS: Final[Mapping[str, Promise]] = {
    "harm": _("The file looks harmful. It was put aside, and nobody can open it."),
    "actions": _("The file would do something when it is opened. Open it only when you know who sent it."),
    "attached": _("There are other files in this file."),
    "locked": _("The file is locked with a password, so nothing of it could be checked."),
}
"""What a reader should know of a version, by code."""


class FileRefused(Refusal):
    """A file that is not taken; `flaw` says why, for machines."""

    code = "file_refused"
    sentence = _("{reason}")
    status = 422
    is_recorded = True


def refused(flaw: Flaw, **facts: object) -> FileRefused:
    """The refusal of a file, in the reader's language."""
    return FileRefused(flaw=flaw.value, reason=str(SENTENCES[flaw]).format(**facts), field="file")
