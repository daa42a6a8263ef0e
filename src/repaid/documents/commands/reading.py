"""Taking a file out of the store: who took which."""

from dataclasses import dataclass

from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.access.rights import OWN_ACCOUNT
from repaid.documents.models import Version
from repaid.documents.queries import FilePutAside, document_numbered, version_of


@dataclass(frozen=True, slots=True)
class FileRead:
    number: str
    version: int
    digest: str
    subject_id: int | None


@command("documents.download_file", right=OWN_ACCOUNT)
def download_file(*, by: Actor, number: str, version: int | None = None) -> FileRead:
    """Download a version of a document that the actor may see, by default the latest. Raises FilePutAside."""
    document = document_numbered(by, number)
    found: Version = version_of(document, version)
    if found.is_aside:
        raise FilePutAside(name=found.file_name)
    return FileRead(number, found.number, found.digest, document.subject_id)
