"""Peer events that change the plan."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from loanmath.changes import (
    Change,
    DueDatesMoved,
    Extended,
    GracePeriods,
    InterestPause,
    Keep,
    NewPlan,
    Overdue,
    RateChange,
    Reamortised,
    Restructured,
)
from loanmath.components import Amounts
from loanmath.dates import Every, nth_date
from loanmath.early import QuoteItem, quote
from loanmath.events import (
    Terminated,
    TermsChanged,
)
from loanmath.life import Life
from loanmath.replay import replay
from loanmath.rounding import Rounding, round_ratio
from loanmath.terms import GivenInstalment
from tests.peers.reading import _UNITS, Vector, day
from tests.peers.story import Story

ONE_DAY = timedelta(days=1)


def charge_off(story: Story, event: Vector) -> None:
    on = day(event["date"])
    if story.rules.charge_off == "ZERO_INTEREST":
        change = InterestPause(start=on)
        story.events.append(TermsChanged(value_date=on, key=story.key(event), change=change))
    elif story.rules.charge_off == "ACCELERATE_MATURITY":
        story.events.append(Terminated(value_date=on, key=story.key(event)))


def terminate(story: Story, event: Vector) -> None:
    story.events.append(Terminated(value_date=story.today, key=story.key(event)))


def undo_termination(story: Story, event: Vector) -> None:
    story.undo(next(iter(reversed(story.live(Terminated) or story.live(TermsChanged))), None))


def reschedule(story: Story, event: Vector) -> None:
    on = day(event["from"])
    key = story.key(event)
    if event["new_interest_rate"]:
        change = RateChange(percent=Decimal(event["new_interest_rate"]))
        story.events.append(TermsChanged(value_date=on - ONE_DAY, key=key, change=change))
    if event["adjusted_due_date"]:
        moved = DueDatesMoved(due=on, to=day(event["adjusted_due_date"]), keep=Keep.BOTH)
        story.events.append(TermsChanged(value_date=story.today, key=key + "a", change=moved))
    if event["extra_terms"]:
        longer = Extended(periods=int(event["extra_terms"]))
        story.events.append(TermsChanged(value_date=story.today, key=key + "b", change=longer))
    if event["grace_on_principal"] or event["grace_on_interest"]:
        grace = GracePeriods(
            principal=int(event["grace_on_principal"] or 0), interest=int(event["grace_on_interest"] or 0)
        )
        story.events.append(TermsChanged(value_date=story.today, key=key + "c", change=grace))


def interest_pause(story: Story, event: Vector) -> None:
    """The peer's pause runs from the day before its first to its last day."""
    start = day(event["start"]) - ONE_DAY
    change = InterestPause(start=start, until=day(event["end"]))
    story.events.append(TermsChanged(value_date=min(start, story.today), key=story.key(event), change=change))


def _pauses(story: Story) -> list[TermsChanged]:
    return [e for e in story.live(TermsChanged) if isinstance(e.change, InterestPause) and e.change.until]


def delete_pause(story: Story, event: Vector) -> None:
    story.undo(_pauses(story)[-1])


def update_pause(story: Story, event: Vector) -> None:
    delete_pause(story, event)
    interest_pause(story, event)


def reage(story: Story, event: Vector) -> None:
    every = Every(int(event["frequency_number"]), _UNITS[event["frequency_type"]])
    first, count = day(event["start"]), int(event["installments"])
    on = min(first, story.today)
    change: Change = Restructured(first_due=first, count=count, every=every)
    if (event["interest_handling"] or "DEFAULT").startswith("EQUAL_AMORTIZATION"):
        change = equal_parts(story, on, [nth_date(first, every, k) for k in range(count)], event["interest_handling"])
    story.events.append(TermsChanged(value_date=on, key=story.key(event), change=change))


def equal_parts(story: Story, on: date, dues: list[date], handling: str) -> NewPlan:
    """The peer's equal amortisation: what is owed, each component in equal parts, the last takes the rest."""
    life = replay(story.terms, story.events, on)
    principal = life.balances.outstanding.principal
    interest = sum(row.open.interest for row in life.schedule) if "FULL" in handling else _interest_to(life, on)
    fees = sum(row.open.fees for row in life.schedule)
    penalty = sum(row.open.penalty for row in life.schedule)
    parts = [_split(amount, len(dues)) for amount in (principal, interest, fees, penalty)]
    rows = zip(dues, *parts, strict=True)
    given = tuple(GivenInstalment(due, p, i, Amounts(fees=f, penalty=n)) for due, p, i, f, n in rows)
    return NewPlan(given=given, overdue=Overdue.REPLACED)


def _interest_to(life: Life, on: date) -> int:
    return quote_amount(life, on, QuoteItem.INTEREST_DUE) + quote_amount(life, on, QuoteItem.INTEREST_TO_DATE)


def quote_amount(life: Life, on: date, item: QuoteItem) -> int:
    return sum(line.amount for line in quote(life.facts, life.terms, on).lines if line.item is item)


def _split(amount: int, count: int) -> list[int]:
    part = round_ratio(amount, count, Rounding.HALF_EVEN)
    return [part] * (count - 1) + [amount - part * (count - 1)]


def reamortise(story: Story, event: Vector) -> None:
    if event["interest_handling"] == "EQUAL_AMORTIZATION_INTEREST_SPLIT":
        story.unsupported.append("reamortize EQUAL_AMORTIZATION_INTEREST_SPLIT")
    story.events.append(TermsChanged(value_date=story.today, key=story.key(event), change=Reamortised()))
