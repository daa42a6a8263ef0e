"""A file of positions from one end to the other: read through, then taken over part by part. At once or by a worker."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from django.db import transaction

from repaid.access.actors import Actor
from repaid.access.plain import to_plain
from repaid.contracts.choices import TakeOverState
from repaid.contracts.commands.positions import (
    RowsAreWrong,
    TakenOverFromFile,
    begin_taking_over,
    finish_taking_over,
)
from repaid.contracts.commands.taking_over import take_over_part
from repaid.contracts.imports.positions.columns import HEADER_WITHIN
from repaid.contracts.imports.positions.notes import Note
from repaid.contracts.imports.positions.position import COMPONENTS, Position
from repaid.contracts.imports.positions.reading import Candidate, Question, Reader
from repaid.contracts.models import TakeOver
from repaid.contracts.queries.takeovers import columns_kept, takeover_of
from repaid.payments.formats import table_head

NOTES_MAX: Final = 2_000
"""Notes that are kept of a file; errors go first."""

FIRST_MAX: Final = 20
"""Good rows that are kept to be shown."""

LINES_SHOWN: Final = 3
"""Lines of the schedule that are kept of each."""

Tell = Callable[[int], None]
"""Who hears how many rows were looked at."""


def _nobody(_seen: int) -> None:
    """Nobody listens."""


@dataclass(slots=True)
class Summary:
    """What a file comes to, as its rows go by."""

    fates: Counter[str] = field(default_factory=Counter)
    sums: dict[str, Counter[str]] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    first: list[dict[str, Any]] = field(default_factory=list)

    def add(self, each: Candidate) -> None:
        """Count a row."""
        self.fates[each.fate] += 1
        self.notes.extend(each.notes)
        if each.position is not None and each.fate != "wrong":
            self.sums.setdefault(each.position.currency, Counter()).update(figures_of(each.position))
        if each.fate == "new" and len(self.first) < FIRST_MAX:
            self.first.append(shown(each))


def shown(each: Candidate) -> dict[str, Any]:
    """A good row as it would be taken: who, what is owed on the day, the first lines of the schedule."""
    told, borrower, trial = each.position, each.borrower, each.trial
    assert told and borrower and trial, "a good row has all its parts"
    lines = trial.life.schedule[trial.life.view.next :][:LINES_SHOWN]
    return {
        "line": each.line, "number": each.number, "borrower": borrower.party.called, "product": told.product,
        "principal": to_plain(told.money(told.principal)), "due": to_plain(told.money(told.due.total)),
        "accrued": to_plain(told.money(trial.life.balances.unbilled.interest)),
        "credit": to_plain(told.money(told.credit)), "days_late": trial.life.arrears.days_past_due,
        "schedule": [[to_plain(row.due), to_plain(told.money(row.owed.total))] for row in lines],
    }  # fmt: skip


def figures_of(told: Position) -> dict[str, int]:
    """What one position adds to the sums of a file, minor units."""
    due = {f"{component}_due": getattr(told.due, component) for component in COMPONENTS}
    others = {"principal": told.principal, "interest_accrued": told.interest_accrued, "credit": told.credit}
    return {"contracts": 1, **others, **due}


def reader_of(by: Actor, row: TakeOver) -> Reader:
    """The reader of a file that was brought, with the columns that were chosen for its header."""
    content = bytes(row.content)
    columns = columns_kept(by, [tuple(cells) for cells in table_head(content)[:HEADER_WITHIN]])
    branch = row.branch.code if row.branch else ""
    return Reader(by, Question(content, row.source, row.day, row.prefix, branch, columns))


def read_through(by: Actor, key: int, tell: Tell = _nobody) -> None:
    """Look at every row and keep what is to be told of the file; nothing is taken over."""
    row = takeover_of(by, key)
    if row.state != TakeOverState.READING:
        return
    reader, told = reader_of(by, row), Summary()
    rows = TakeOver.objects.filter(pk=key, state=TakeOverState.READING)
    rows.update(rows=len(reader.sheet.rows), seen=0)
    for part in reader.parts():
        for each in part:
            told.add(each)
        rows.update(seen=told.fates.total())
        tell(told.fates.total())
    rows.update(state=TakeOverState.READ, **_kept(told, reader.notes))


def _kept(told: Summary, of_file: tuple[Note, ...]) -> dict[str, Any]:
    notes = sorted((*of_file, *told.notes), key=lambda note: (note.severity != "error", note.line))
    return {
        "good": told.fates["new"],
        "known": told.fates["known"],
        "wrong": told.fates["wrong"] + _faults(of_file),
        "first": told.first,
        "sums": {currency: dict(figures) for currency, figures in sorted(told.sums.items())},
        "notes": [note.as_data() for note in notes[:NOTES_MAX]],
    }


def _faults(of_file: Iterable[Note]) -> int:
    return sum(note.severity == "error" for note in of_file)


def take_over(by: Actor, key: int, *, keep_good: bool = False) -> TakenOverFromFile:
    """Take a file over at once: all that is good of it, or nothing."""
    with transaction.atomic():
        before = begin_taking_over(by=by, take_over=key, keep_good=keep_good).left_out
        done = carry_on(by, key)
        if done.wrong > before and not keep_good:
            raise RowsAreWrong(count=done.wrong, field="keep_good")
        return done


def carry_on(by: Actor, key: int, tell: Tell = _nobody) -> TakenOverFromFile:
    """Take over, part by part, what was decided on; after an interruption it goes on with what is left."""
    row, told = takeover_of(by, key), Summary()
    assert row.state == TakeOverState.TAKING, f"take-over {key} was not decided on"
    TakeOver.objects.filter(pk=key).update(seen=0)
    reader = reader_of(by, row)
    for part in reader.parts():
        take_over_part(by=by, take_over=key, part=part)
        told.fates.update(each.fate for each in part)
        tell(told.fates.total())
    return finish_taking_over(by=by, take_over=key, wrong=told.fates["wrong"] + _faults(reader.notes))


def parts_of(by: Actor, row: TakeOver) -> Iterator[list[Candidate]]:
    """The rows of a file as they stand now."""
    return reader_of(by, row).parts()
