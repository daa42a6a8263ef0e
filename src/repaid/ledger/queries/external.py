"""The chart of another system: what each line of ours is called there, and since when."""

from datetime import date

from django.db.models import QuerySet

from repaid.access.actors import Actor
from repaid.ledger.models import BookSettings, ExternalCode
from repaid.ledger.queries.books import line_named


def external_codes(organisation_id: int, on: date) -> dict[int, ExternalCode]:
    """What holds on a day, by line of the chart; lines without a code there are left out."""
    rows = ExternalCode.objects.filter(line__organisation=organisation_id, valid_from__lte=on)
    newest = rows.order_by("line", "-valid_from").distinct("line")
    return {row.line_id: row for row in newest if row.code}


def external_history(by: Actor, code: str) -> QuerySet[ExternalCode]:
    """Every row of one line of the chart, newest first."""
    return ExternalCode.objects.filter(line=line_named(by, code)).order_by("-valid_from")


def book_settings(organisation_id: int) -> BookSettings | None:
    """What an administrator said about the books, if anything."""
    return BookSettings.objects.filter(organisation=organisation_id).first()
