"""Journals that a worker writes."""

from datetime import date

from django.db import transaction
from procrastinate.contrib.django import app

from repaid.access.actors import Actor
from repaid.access.exports import DIRECT_ROWS_MAX, waiting_export
from repaid.ledger.commands.journal import JournalExported, export_journal
from repaid.ledger.journal.writing import write_journal


@app.task(name="ledger.write_journal")
def write(export: int) -> None:
    """Write a journal; nothing where it is written already."""
    row = waiting_export(export)
    if row is not None:
        write_journal(row)


def journal_by_worker(*, by: Actor, since: date, until: date, format: str) -> JournalExported:
    """Ask for a journal; a short one is written at once, a long one is left to a worker."""
    with transaction.atomic():
        done = export_journal(by=by, since=since, until=until, format=format)
        is_long = done.rows > DIRECT_ROWS_MAX
        if is_long:
            write.defer(export=done.export_id)
    if not is_long:
        write(done.export_id)
    return done
