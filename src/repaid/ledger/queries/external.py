"""The chart of another system: what each line of ours is called there, and since when."""

from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery

from repaid.access.actors import Actor
from repaid.ledger.models import BookSettings, ChartLine, ExternalCode
from repaid.ledger.queries.books import chart, line_named


def external_codes(organisation_id: int, on: date) -> dict[int, ExternalCode]:
    """What holds on a day, by line of the chart; lines without a code there are left out."""
    rows = ExternalCode.objects.filter(line__organisation=organisation_id, valid_from__lte=on)
    newest = rows.order_by("line", "-valid_from").distinct("line")
    return {row.line_id: row for row in newest if row.code}


def chart_with_external(by: Actor, on: date) -> QuerySet[ChartLine]:
    """The chart with what each line is called in the other one on a day, as `external` and `external_name`."""
    held = ExternalCode.objects.filter(line=OuterRef("pk"), valid_from__lte=on).order_by("-valid_from")
    named = {"external": held.values("code")[:1], "external_name": held.values("name")[:1]}
    return chart(by).annotate(**{name: Subquery(found) for name, found in named.items()})


def external_history(by: Actor, code: str) -> QuerySet[ExternalCode]:
    """Every row of one line of the chart, newest first."""
    return ExternalCode.objects.filter(line=line_named(by, code)).order_by("-valid_from")


def book_settings(organisation_id: int) -> BookSettings | None:
    """What an administrator said about the books, if anything."""
    return BookSettings.objects.filter(organisation=organisation_id).first()
