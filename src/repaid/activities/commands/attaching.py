"""Files that come with an event or an announcement: kept in the document store, in its checked way."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.models import Subject
from repaid.documents.choices import FileState
from repaid.documents.commands.documents import add_document
from repaid.documents.queries import FilePutAside, categories, document_numbered, levels_seen
from repaid.kernel.refusal import Refusal

USUAL = "other"
"""The category of files that say nothing of themselves."""


class NowhereToKeep(Refusal):
    code = "nowhere_to_keep"
    sentence = _("There is no category or no open access level of documents yet. An administrator can add them.")


class Attached(NamedTuple):
    """A file as it was brought."""

    name: str
    content: bytes


def attach(by: Actor, file: Attached, subject: Subject | None = None, category: str = USUAL) -> int:
    """Keep a file as a document that everybody who sees documents may see; returns its id.

    Raises what the store says of the file, at the box "file".
    """
    kept = categories(by).filter(code=category).first()
    if kept is None and category == USUAL:
        kept = categories(by).first()
    level = levels_seen(by).filter(is_open=True, closed_at=None).order_by("code").first()
    if kept is None or level is None:
        raise NowhereToKeep(field="file")
    added = add_document(
        by=by, name="", category=kept.code, level=level.code, file_name=file.name, content=file.content, subject=subject
    )
    if added.state == FileState.ASIDE:
        raise FilePutAside(name=file.name, field="file")
    return document_numbered(by, added.number).pk
