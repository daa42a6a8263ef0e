"""The schedule of a contract, row by row, as it stands on a day (CZ-59)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from loanmath.components import Amounts
from loanmath.facts import Instalment, Origin
from loanmath.life import Life
from repaid.contracts.choices import RowState


@dataclass(frozen=True, slots=True)
class ScheduleRow:
    """An instalment; amounts in minor units per component. `balance` is the principal left after it."""

    number: int
    due: date
    owed: Amounts
    paid: Amounts
    given_up: Amounts
    open: Amounts
    balance: int
    state: RowState
    settled_on: date | None
    origin: Origin


def schedule_rows(life: Life) -> list[ScheduleRow]:
    """The schedule on the day of the life: what was asked, and what will be if everybody pays from that day on."""
    rows, balance, upcoming = [], life.view.lent, False
    for instalment in life.schedule:
        state = _state(instalment, life.as_of, upcoming)
        upcoming = upcoming or state is RowState.NEXT
        balance -= instalment.owed.principal
        rows.append(_row(instalment, balance, state))
    return rows


def totals(rows: list[ScheduleRow]) -> Amounts:
    """What all rows ask together."""
    return Amounts(*(sum(column) for column in zip(*(row.owed for row in rows), strict=True)))


Difference = tuple[ScheduleRow | None, ScheduleRow | None]


def changed_rows(before: list[ScheduleRow], after: list[ScheduleRow]) -> Iterator[Difference]:
    """Rows that differ between two schedules, by their number: (before, after), None where there is none."""
    was = {row.number: row for row in before}
    now = {row.number: row for row in after}
    for number in sorted(was.keys() | now.keys(), key=lambda number: ((now.get(number) or was[number]).due, number)):
        if was.get(number) != now.get(number):
            yield was.get(number), now.get(number)


def _row(instalment: Instalment, balance: int, state: RowState) -> ScheduleRow:
    return ScheduleRow(
        number=instalment.number,
        due=instalment.due,
        owed=instalment.owed,
        paid=instalment.paid,
        given_up=instalment.waived.plus(instalment.written_off),
        open=instalment.open,
        balance=balance,
        state=state,
        settled_on=instalment.settled_on,
        origin=instalment.origin,
    )


def _state(row: Instalment, on: date, upcoming: bool) -> RowState:
    if not any(row.open) and (row.fixed or any(row.owed)):
        return RowState.PAID_LATE if row.settled_on and row.settled_on > row.due else RowState.PAID
    if row.due < on:
        return RowState.PARTLY_PAID if any(row.paid) else RowState.OVERDUE
    return RowState.TO_COME if upcoming else RowState.NEXT
