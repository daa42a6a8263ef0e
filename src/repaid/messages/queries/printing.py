"""Reading the print buffer: letters, jobs and their files."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, QuerySet
from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.scope import visible
from repaid.kernel.paper.head import Head
from repaid.kernel.refusal import NotFound
from repaid.messages.channels.letter.page import Heads, Letter, pages_of, pdf_of, pictures_of
from repaid.messages.choices import PrintState
from repaid.messages.models import Letterhead, PrintItem, PrintJob, PrintLine
from repaid.messages.rights import PRINT


def letters(by: Actor) -> QuerySet[PrintItem]:
    """Letters that were ordered: the print unit sees those in its scope, everybody else the own ones (CC-57)."""
    rows = PrintItem.objects.filter(organisation=by.organisation_id)
    rows = visible(rows, by) if by.may(PRINT.code) else rows.filter(ordered_by=by.user_id)
    return rows.select_related("subject", "ordered_by", "printed_by", "message").order_by("id")


def waiting_letters(by: Actor) -> QuerySet[PrintItem]:
    """The print buffer: letters waiting to be printed, oldest first."""
    return letters(by).filter(state=PrintState.WAITING)


def letter_numbered(by: Actor, item: int) -> PrintItem:
    """One letter."""
    found = letters(by).filter(pk=item).first()
    if found is None:
        raise NotFound(kind=_("letter"), number=item)
    return found


def next_job_number(organisation_id: int) -> int:
    """The number of the next job of an organisation."""
    last = PrintJob.objects.filter(organisation=organisation_id).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def jobs(by: Actor) -> QuerySet[Any]:
    """Print jobs all of whose letters the actor may see, newest first; `letters` is how many each has."""
    rows = PrintJob.objects.filter(organisation=by.organisation_id)
    unseen = PrintLine.objects.filter(job__in=rows).exclude(item__in=letters(by).order_by().values("pk"))
    return (
        rows.exclude(pk__in=unseen.values("job"))
        .select_related("made_by")
        .annotate(letters=Count("lines"))
        .order_by("-number")
    )


def job_numbered(by: Actor, number: int) -> PrintJob:
    """One print job."""
    found: PrintJob | None = jobs(by).filter(number=number).first()
    if found is None:
        raise NotFound(kind=_("print job"), number=number)
    return found


@dataclass(frozen=True, slots=True)
class Sheaf:
    """A letter in a job: how many copies, and from which page of the file to which."""

    item: PrintItem
    copies: int
    first: int
    last: int


def sheaves_of(job: PrintJob) -> list[Sheaf]:
    """The letters of a job in the order of their pages."""
    items = _items(job)
    counts = pages_of([Letter.from_data(item.letter) for item in items], heads_of(items))
    found, page = [], 1
    for item, count in zip(items, counts, strict=True):
        pages = count * item.copies
        found.append(Sheaf(item, item.copies, page, page + pages - 1))
        page += pages
    return found


def pdf_of_job(job: PrintJob) -> bytes:
    """The file of a job: the same whenever it is asked for."""
    items = _items(job)
    sheaf = [Letter.from_data(item.letter) for item in items for _copy in range(item.copies)]
    return pdf_of(sheaf, job.made_at, heads_of(items))


def pdf_of_letter(item: PrintItem, made_at: datetime) -> bytes:
    """One letter as a file, to be looked at."""
    return pdf_of([Letter.from_data(item.letter)], made_at, heads_of([item]))


def pages_of_letter(item: PrintItem) -> int:
    """How many pages a letter takes."""
    return pages_of([Letter.from_data(item.letter)], heads_of([item]))[0]


def pages_drawn(item: PrintItem, width: int) -> list[bytes]:
    """The pages of a letter as PNG, so many pixels wide."""
    return pictures_of(Letter.from_data(item.letter), heads_of([item]), width)


def heads_of(items: Sequence[PrintItem]) -> Heads:
    """The heads that letters of one organisation are printed with; one query."""
    digests = {item.letter.get("head", "") for item in items} - {""}
    if not digests:
        return {}
    rows = Letterhead.objects.filter(organisation=items[0].organisation_id, digest__in=digests)
    return {row.digest: Head(row.accent, row.ground, bytes(row.logo)) for row in rows}


def _items(job: PrintJob) -> list[PrintItem]:
    return [line.item for line in job.lines.select_related("item__subject").order_by("place")]
