"""Taking the journal of some days out as a file."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import connection
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from repaid.access import exports
from repaid.access.actors import Actor
from repaid.access.business_day import hold_still, today
from repaid.access.choices import ExportKind, ScopeLevel
from repaid.access.command import command
from repaid.access.models import Organisation
from repaid.kernel.refusal import Refusal, WrongInput
from repaid.ledger.journal.reading import control
from repaid.ledger.journal.writing import WRITERS, span_of
from repaid.ledger.queries import book_settings, closed_period_until
from repaid.ledger.rights import EXPORT_JOURNAL

WHOLE_BOOKS: Final = (ScopeLevel.ORGANISATION, ScopeLevel.EVERYTHING)
LAYOUT: Final = "jpk_kr"
"""The layout where the administrator chose none."""


class PartOfBooks(Refusal):
    code = "part_of_books"
    sentence = _("You see a part of the accounts only. A journal holds all of them: ask somebody who sees them all.")
    status = 403


@dataclass(frozen=True, slots=True)
class JournalExported:
    """`is_final`: every day of it lies in a closed month."""

    export_id: int
    rows: int
    is_final: bool


@command("ledger.export_journal", right=EXPORT_JOURNAL)
def export_journal(*, by: Actor, since: date, until: date, format: str) -> JournalExported:
    """Ask for the journal of the booking days [since, until]; `journal.writing` writes it.

    The lines are those of this moment: no posting is under way when it is asked for a day that still takes some.
    """
    if by.scope not in WHOLE_BOOKS:
        raise PartOfBooks()
    if since > until:
        raise WrongInput(reason=_("“From” is later than “to”. Please change one of them."), field="until")
    if format not in WRITERS:
        raise WrongInput(reason=_("Choose one of the formats."), field="format")
    if until >= today(by.organisation_id):
        hold_still(by.organisation_id)
    settings, closed = book_settings(by.organisation_id), closed_period_until(by.organisation_id)
    is_final = closed is not None and until <= closed
    asked: dict[str, Any] = {
        "since": since.isoformat(), "until": until.isoformat(), "format": format, "last": _last_transfer(),
        "layout": settings.layout if settings else LAYOUT, "tax_number": settings.tax_number if settings else "",
        "is_final": is_final,
    }  # fmt: skip
    rows = sum(row.lines for row in control(span_of(Organisation.objects.get(pk=by.organisation_id), asked)))
    begun = exports.begin(
        by, ExportKind.JOURNAL, title=gettext("Journal {since} – {until}").format(since=since, until=until),
        name=f"journal-{since}-{until}.{format}", asked=asked, rows=rows,
    )  # fmt: skip
    return JournalExported(begun.pk, rows, is_final)


def _last_transfer() -> int:
    """The id of the newest transfer of all; whatever is booked later has a greater one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM ledger_transfer")
        return int(cursor.fetchone()[0])
