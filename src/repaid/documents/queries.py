"""Reading documents: always within the actor's scope, and only of the levels that the actor may see."""

from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.choices import Audience
from repaid.access.models import Subject
from repaid.access.scope import visible
from repaid.documents import keeping
from repaid.documents.checking.images import reencoded
from repaid.documents.choices import FileState, StepState
from repaid.documents.models import AccessLevel, Category, Document, Step, Version
from repaid.documents.rights import VIEW_DOCUMENTS
from repaid.kernel.refusal import NotFound, Refusal

PREVIEW_SIDE = 1400


class FilePutAside(Refusal):
    code = "file_put_aside"
    sentence = _("The file “{name}” looks harmful and was put aside. Ask for a clean one and add it as a new version.")


class NoPreview(Refusal):
    code = "no_preview"
    sentence = _("This file is not shown here. Download it.")
    status = 404


def documents(by: Actor, subject: Subject | None = None, *, archived: bool = False) -> QuerySet[Document]:
    """The documents an actor may see, newest first: all of them, or those about one subject."""
    rows = _within_scope(by).filter(archived_at__isnull=not archived)
    if subject is not None:
        rows = rows.filter(subject=subject)
    return rows.select_related("category", "level", "subject", "latest", "added_by").order_by("-id")


def document_numbered(by: Actor, number: str) -> Document:
    """The document with this number, archived ones included."""
    rows = _within_scope(by).select_related("category", "level", "subject", "latest__added_by", "added_by")
    found = rows.filter(number=number, organisation=by.organisation_id).first()
    if found is None:
        raise NotFound(kind=_("document"), number=number)
    return found


def versions_of(document: Document) -> QuerySet[Version]:
    """Every version of a document that was found within scope, newest first."""
    return document.versions.select_related("added_by").order_by("-number")


def version_of(document: Document, number: int | None = None) -> Version:
    """One version of a document, by default the latest."""
    wanted = document.latest if number is None else document.versions.filter(number=number).first()
    if wanted is None:
        raise NotFound(kind=_("version"), number=number or "")
    return wanted


def content_of(version: Version) -> bytes:
    """The file as it was brought. Raises FilePutAside; Outage when the store has lost it."""
    if version.is_aside:
        raise FilePutAside(name=version.file_name)
    return keeping.read(version.digest)


def preview_of(version: Version) -> bytes:
    """A picture drawn anew as JPEG. Raises NoPreview for everything else."""
    if not version.is_picture:
        raise NoPreview
    return reencoded(content_of(version), PREVIEW_SIDE)


def shared_documents(by: Actor) -> QuerySet[Document]:
    """What a customer may see: the own shared documents, and those that all customers of the organisation see."""
    return documents(by).exclude(latest__state="aside")


def steps_of(document: Document) -> QuerySet[Step]:
    """The way of a document that was found within scope, the last step first."""
    return document.steps.select_related("asked_by", "to_user", "to_group", "answered_by").order_by("-id")


def steps_waiting(by: Actor, *, answered: bool = False) -> QuerySet[Step]:
    """What was passed to the actor or to one of his groups, of documents that he still sees; the oldest first.

    With `answered` also what is answered already.
    """
    mine = Q(to_user=by.user_id) | Q(to_group__members=by.user_id)
    rows = Step.objects.filter(mine, document__in=_within_scope(by)).distinct()
    rows = rows if answered else rows.filter(state=StepState.WAITING, document__archived_at__isnull=True)
    return rows.select_related("document__subject", "asked_by", "to_group").order_by("id")


def categories(by: Actor, *, closed: bool = False) -> QuerySet[Category]:
    """The categories of the organisation with the number of their documents (`used`)."""
    rows = Category.objects.filter(organisation=by.organisation_id)
    rows = rows if closed else rows.filter(closed_at__isnull=True)
    return rows.annotate(used=Count("documents")).order_by("code")


def levels(by: Actor, *, closed: bool = False) -> QuerySet[AccessLevel]:
    """Every access level of the organisation, for those who set them."""
    rows = AccessLevel.objects.filter(organisation=by.organisation_id)
    rows = rows if closed else rows.filter(closed_at__isnull=True)
    return rows.annotate(used=Count("documents", distinct=True)).prefetch_related("groups").order_by("-is_open", "code")


def levels_seen(by: Actor) -> QuerySet[AccessLevel]:
    """The levels whose documents an actor may see, and so may give to a document."""
    rows = AccessLevel.objects.filter(organisation=by.organisation_id)
    return rows if by.user_id is None else rows.filter(_may_see(by))


def categories_about(subjects: Iterable[Subject]) -> set[tuple[int, str]]:
    """Pairs of a subject's id and a category of which there is a document about it that can be opened.

    Whoever asks is told only that there is one, so scope and level are not asked.
    """
    rows = Document.objects.filter(subject__in=list(subjects), archived_at=None).exclude(latest__state=FileState.ASIDE)
    return set(rows.values_list("subject_id", "category__code"))


def counted_about(by: Actor, subjects: Iterable[Subject]) -> dict[int, int]:
    """How many documents an actor sees about each of these subjects; one query."""
    rows = _within_scope(by).filter(archived_at__isnull=True, subject__in=list(subjects))
    return dict(rows.values_list("subject").annotate(Count("id")).order_by())


def _may_see(by: Actor) -> Q:
    mine = AccessLevel.objects.filter(groups__members=by.user_id)
    return Q(is_open=True) | Q(pk__in=mine)


def _within_scope(by: Actor) -> QuerySet[Document]:
    """Documents about what the actor may see, or about nothing; of levels that the actor may see.

    A customer sees what is shared with customers, whatever its level.
    """
    if by.audience == Audience.CUSTOMER:
        about = Q(subject__isnull=True) | Q(subject=by.person_id) | Q(subject__in=_things(by))
        return Document.objects.filter(about, organisation=by.organisation_id, is_shared=True, archived_at__isnull=True)
    if not by.may(VIEW_DOCUMENTS.code):
        return Document.objects.none()
    loose = Document.objects.filter(subject__isnull=True, organisation=by.organisation_id)
    seen = visible(Document.objects.all(), by, organisation="organisation") | loose
    return seen if by.user_id is None else seen.filter(level__in=AccessLevel.objects.filter(_may_see(by)))


def _things(by: Actor) -> QuerySet[Subject]:
    return visible(Subject.objects.all(), by, subject="").values("pk")  # type: ignore[return-value]
