"""Adding documents, new versions of them, and what is said of them."""

from dataclasses import dataclass

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.access.models import Subject
from repaid.access.subjects import next_number
from repaid.documents import keeping
from repaid.documents.checking import Checked, check
from repaid.documents.choices import FileState
from repaid.documents.models import AccessLevel, Category, Document, Version
from repaid.documents.queries import categories, document_numbered, levels_seen
from repaid.documents.rights import ADD_DOCUMENTS, ARCHIVE_DOCUMENTS, SHARE_DOCUMENTS
from repaid.kernel.refusal import Refusal, WrongInput
from repaid.kernel.text import folded

NAME_MAX = 200
REMARKS_MAX = 2000
REMARK_MAX = 300


class DocumentArchived(Refusal):
    code = "document_archived"
    sentence = _("Document {number} is archived. Take it out of the archive first.")


class NothingToShow(Refusal):
    code = "nothing_to_show"
    sentence = _("The file of document {number} was put aside, so customers cannot see it. Add a clean version first.")


@dataclass(frozen=True, slots=True)
class DocumentAdded:
    """`state` is that of the file: one that was put aside is kept, and nobody can open it."""

    number: str
    version: int
    state: FileState
    subject_id: int | None


@dataclass(frozen=True, slots=True)
class DocumentChanged:
    number: str
    subject_id: int | None


@dataclass(frozen=True, slots=True)
class DocumentsArchived:
    """`count`: how many documents left the lists."""

    subject_id: int
    count: int


@command("documents.add_document", right=ADD_DOCUMENTS, personal=("name", "file_name", "content", "remarks"))
def add_document(
    *,
    by: Actor,
    name: str,
    category: str,
    level: str,
    file_name: str,
    content: bytes,
    subject: Subject | None = None,
    remarks: str = "",
) -> DocumentAdded:
    """Check a file and keep it as a new document, about a subject or about nothing.

    `category` and `level` are codes; an empty `name` is the name of the file. Raises FileRefused.
    """
    checked = check(file_name, content)
    named = _named(name or checked.file_name)
    row = Document(
        organisation_id=by.organisation_id,
        name=named,
        category=_category(by, category),
        level=_level(by, level),
        subject=subject,
        remarks=_short(remarks, REMARKS_MAX, "remarks"),
        added_by_id=by.user_id,
    )
    row.number = next_number(by.organisation_id, "document")
    row.save()
    return _with_version(by, row, checked, content, "")


@command("documents.add_version", right=ADD_DOCUMENTS, personal=("file_name", "content", "remark"))
def add_version(*, by: Actor, number: str, file_name: str, content: bytes, remark: str = "") -> DocumentAdded:
    """Check a file and keep it as the latest version of a document; the same file again changes nothing."""
    row = _locked(by, number)
    checked = check(file_name, content)
    latest = row.latest
    if latest is not None and latest.digest == keeping.digest_of(content):
        return DocumentAdded(row.number, latest.number, FileState(latest.state), row.subject_id)
    return _with_version(by, row, checked, content, _short(remark, REMARK_MAX, "remark"))


@command("documents.change_document", right=ADD_DOCUMENTS, personal=("name", "remarks"))
def change_document(
    *, by: Actor, number: str, name: str, category: str, level: str, remarks: str = ""
) -> DocumentChanged:
    """Give a document another name, category, access level or remarks."""
    row = _locked(by, number)
    if category != row.category.code:
        row.category = _category(by, category)
    if level != row.level.code:
        row.level = _level(by, level)
    row.name, row.remarks = _named(name), _short(remarks, REMARKS_MAX, "remarks")
    row.search = _words(row)
    row.save(update_fields=["name", "category", "level", "remarks", "search"])
    return DocumentChanged(row.number, row.subject_id)


@command("documents.share_document", right=SHARE_DOCUMENTS)
def share_document(*, by: Actor, number: str, shared: bool) -> DocumentChanged:
    """Let the customer it is about see a document (all customers, when it is about nothing), or no longer."""
    row = _locked(by, number)
    if shared and row.latest is not None and row.latest.is_aside:
        raise NothingToShow(number=number)
    row.is_shared = shared
    row.save(update_fields=["is_shared"])
    return DocumentChanged(row.number, row.subject_id)


@command("documents.archive_document", right=ARCHIVE_DOCUMENTS)
def archive_document(*, by: Actor, number: str) -> DocumentChanged:
    """Take a document out of every list; it stays in the archive with all its versions."""
    row = _locked(by, number)
    row.archived_at = timezone.now()
    row.save(update_fields=["archived_at"])
    return DocumentChanged(row.number, row.subject_id)


@command("documents.archive_documents_about", right=ARCHIVE_DOCUMENTS)
def archive_documents_about(*, by: Actor, subject: Subject) -> DocumentsArchived:
    """Take every document about a subject out of every list, of whatever level; `subject` was found within scope."""
    rows = Document.objects.filter(subject=subject, organisation=by.organisation_id, archived_at__isnull=True)
    return DocumentsArchived(subject.pk, rows.update(archived_at=timezone.now()))


@command("documents.bring_back_document", right=ARCHIVE_DOCUMENTS)
def bring_back_document(*, by: Actor, number: str) -> DocumentChanged:
    """Take a document out of the archive."""
    row = _locked(by, number, archived=True)
    row.archived_at = None
    row.save(update_fields=["archived_at"])
    return DocumentChanged(row.number, row.subject_id)


def _locked(by: Actor, number: str, *, archived: bool = False) -> Document:
    """The document, locked; NotFound outside the scope, DocumentArchived where it must not be in the archive."""
    row = document_numbered(by, number)
    Document.objects.select_for_update(no_key=True).values_list("pk").get(pk=row.pk)
    row.refresh_from_db(fields=["archived_at", "latest"])
    if row.archived_at is not None and not archived:
        raise DocumentArchived(number=number)
    return row


def _with_version(by: Actor, row: Document, checked: Checked, content: bytes, remark: str) -> DocumentAdded:
    last = row.versions.aggregate(last=Max("number"))["last"] or 0
    version = Version.objects.create(
        document=row,
        number=last + 1,
        file_name=checked.file_name,
        media=checked.media,
        size=len(content),
        digest=keeping.keep(content),
        state=checked.state,
        findings=list(checked.findings),
        remark=remark,
        added_by_id=by.user_id,
    )
    row.latest = version
    row.search = _words(row)
    row.save(update_fields=["latest", "search"])
    return DocumentAdded(row.number, version.number, checked.state, row.subject_id)


def _words(row: Document) -> str:
    file_name = row.latest.file_name if row.latest else ""
    return folded(" ".join([row.number, row.name, file_name, row.remarks]))


def _category(by: Actor, code: str) -> Category:
    found = categories(by).filter(code=code).first()
    if found is None:
        raise WrongInput(reason=_("Choose one of the categories."), field="category")
    return found


def _level(by: Actor, code: str) -> AccessLevel:
    """One of the levels that the actor may see: nobody puts a document where he could not find it again."""
    found = levels_seen(by).filter(code=code, closed_at__isnull=True).first()
    if found is None:
        raise WrongInput(reason=_("Choose one of the access levels."), field="level")
    return found


def _named(name: str) -> str:
    return _short(" ".join(name.split()), NAME_MAX, "name")


def _short(text: str, length_max: int, field: str) -> str:
    if len(text) > length_max:
        raise WrongInput(reason=_("The text is too long. Shorten it."), field=field)
    return text.strip()
