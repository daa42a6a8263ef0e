"""Writing the file of a journal that was asked for."""

import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from importlib.metadata import version
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.utils import timezone, translation

from repaid.access.exports import Listener, Writing, silent, written
from repaid.access.models import Export, Organisation
from repaid.kernel.sheets import write_csv, write_xlsx
from repaid.ledger.journal.fields import Journal, Owner
from repaid.ledger.journal.layout import layouts
from repaid.ledger.journal.naming import Documents, accounts_named
from repaid.ledger.journal.reading import Control, Line, Span, control, lines
from repaid.ledger.journal.sheets import as_one_sheet, as_sheets, journal_rows
from repaid.ledger.months import year_start


def write_journal(export: Export, listener: Listener = silent) -> None:
    """Write a journal into the file of its export, in the language and the time zone of its organisation."""
    here = export.organisation
    with (
        translation.override(here.language),
        timezone.override(ZoneInfo(here.time_zone)),
        written(export, listener) as writing,
    ):
        journal = _journal(export, writing)
        writing.control = [list(row) for row in journal.control]
        WRITERS[export.asked["format"]](journal, writing)


def span_of(organisation: Organisation, asked: Mapping[str, Any]) -> Span:
    """The lines that were asked for."""
    since, until = (date.fromisoformat(str(asked[name])) for name in ("since", "until"))
    return Span(organisation.pk, since, until, int(asked["last"]), year_start(since, organisation.country))


def _journal(export: Export, writing: Writing) -> Journal:
    organisation = export.organisation
    owner = Owner(
        organisation.code, organisation.name, organisation.country, organisation.currency, export.asked["tax_number"]
    )
    span = span_of(organisation, export.asked)
    sums = control(span)

    def read() -> Iterator[Line]:
        return checked(writing.counted(lines(span)), sums)

    return Journal(span, owner, sums, accounts_named(organisation.pk, span.until), Documents(span), read)


def checked(found: Iterable[Line], expected: Sequence[Control]) -> Iterator[Line]:
    """The same lines; they come to what the journal says that they come to, or the file is not kept."""
    counts, amounts = dict.fromkeys((row.currency for row in expected), 0), {row.currency: 0 for row in expected}
    for line in found:
        counts[line.currency] += 1
        amounts[line.currency] += line.amount
        yield line
    assert counts == {row.currency: row.lines for row in expected}, "lines are missing"
    assert amounts == {row.currency: row.amount for row in expected}, "amounts differ"


def _write_csv(journal: Journal, writing: Writing) -> None:
    rows = journal_rows(journal.read(), journal.accounts, journal.documents)
    write_csv(writing.stream, as_one_sheet(rows, journal.control))


def _write_xlsx(journal: Journal, writing: Writing) -> None:
    rows = journal_rows(journal.read(), journal.accounts, journal.documents)
    write_xlsx(writing.stream, *as_sheets(rows, journal.control))


def _write_xml(journal: Journal, writing: Writing) -> None:
    layout = layouts()[writing.export.asked["layout"]]
    writing.passes = layout.passes
    made = timezone.localtime(writing.export.begun_at)
    header = journal.header(
        system="Repaid", version=version("repaid"), made_at=made.isoformat(timespec="seconds"), made_on=str(made.date())
    )
    text = io.TextIOWrapper(writing.stream, encoding="utf-8", newline="")
    text.writelines(layout.pieces(header, journal.lists))
    text.detach()


WRITERS: Final[Mapping[str, Callable[[Journal, Writing], None]]] = {
    "csv": _write_csv,
    "xlsx": _write_xlsx,
    "xml": _write_xml,
}
"""What writes a journal, by format."""
