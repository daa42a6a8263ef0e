"""Life -> the rows the peer would print."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date

from loanmath.changes import NewPlan, Restructured
from loanmath.events import Disbursed, TermsChanged, event_order
from loanmath.facts import Instalment, MovementKind, Origin
from loanmath.life import Life
from loanmath.money import format_minor
from loanmath.replay import replay
from tests.peers.story import Story

Row = dict[str, str | None]


def rows(story: Story) -> list[Row]:
    """The schedule table at this point of the story."""
    events = list(story.events)
    if not story.live(Disbursed):
        events = [Disbursed(value_date=story.terms.start, key="planned", amount=story.terms.amount)]
        terms = replace(story.terms, down_payment_automatic=False)
        return _rows(replay(terms, events, terms.start), date.min)
    return _rows(replay(story.terms, events, max(story.counted, story.terms.start)), story.closed)


def _rows(life: Life, closed: date) -> list[Row]:
    """Money lent on a due date counts after that line; a close of day prints it before."""
    timing = _early_and_late(life)
    lent = [(m.value_date, m.amount) for m in life.movements if m.kind in _LENT]
    found: list[Row] = []
    shown = counted = balance = 0
    for nr, line in enumerate(_with_cuts(life), start=1):
        at_once = line.start == line.due and line.origin is Origin.DOWN_PAYMENT
        while shown < len(lent) and _comes_first(lent[shown][0], line, at_once or closed >= line.due):
            found.append(_lent_row(*lent[shown]))
            shown += 1
        while counted < len(lent) and _comes_first(lent[counted][0], line, at_once):
            balance += lent[counted][1]
            counted += 1
        balance -= line.owed.principal - line.returned
        found.append(_row(nr, line, balance, *timing[line.number]))
    return found


def _comes_first(on: date, line: Instalment, same_day: bool) -> bool:
    return on < line.due or (same_day and on == line.due)


_LENT = (MovementKind.DISBURSED, MovementKind.CAPITALISED)


def _with_cuts(life: Life) -> list[Instalment]:
    """The peer prints a line of the day on which a running instalment was cut by a new plan."""
    lines = list(life.schedule)
    for event in life.events:
        if isinstance(event, TermsChanged) and isinstance(event.change, (Restructured, NewPlan)):
            on = event.value_date
            place = sum(line.due <= on for line in lines)
            was_running = any(on < due for due in _dues_before(life, event))
            if was_running and on not in {line.due for line in lines[:place]}:
                lines.insert(place, Instalment(0, on, on, fixed=True, settled_on=on))
    return lines


def _dues_before(life: Life, event: TermsChanged) -> list[date]:
    earlier = [e for e in life.events if event_order(e) < event_order(event)]
    return [line.due for line in replay(life.terms, earlier, event.value_date).schedule]


def _early_and_late(life: Life) -> dict[int, tuple[int, int]]:
    due = {line.number: line.due for line in life.schedule}
    found: dict[int, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for movement in life.movements:
        if movement.kind is not MovementKind.PAID or movement.instalment not in due:
            continue
        early, late = found[movement.instalment]
        if movement.value_date < due[movement.instalment]:
            early += movement.amount
        elif movement.value_date > due[movement.instalment]:
            late += movement.amount
        found[movement.instalment] = early, late
    return found


def _lent_row(on: date, amount: int) -> Row:
    empty = dict.fromkeys(
        ("nr", "paid_date", "principal", "interest", "penalties", "in_advance", "late", "outstanding")
    )
    zero = dict.fromkeys(("fees", "due", "paid"), "0.00")
    return {"row": "disbursement", "date": on.isoformat(), "balance": format_minor(amount, "EUR"), **empty, **zero}


def _row(nr: int, line: Instalment, balance: int, early: int, late: int) -> Row:
    def text(amount: int) -> str:
        return format_minor(amount, "EUR")

    owed, paid = line.owed, line.paid.total
    return {
        "nr": str(nr),
        "date": line.due.isoformat(),
        "paid_date": line.settled_on.isoformat() if line.settled_on else None,
        "balance": text(balance),
        "principal": text(owed.principal),
        "interest": text(owed.interest),
        "fees": text(owed.fees),
        "penalties": text(owed.penalty),
        "due": text(owed.total),
        "paid": text(paid),
        "in_advance": text(early),
        "late": text(late),
        "outstanding": text(owed.total - paid - line.waived.total - line.written_off.total),
    }
