"""Peer events of money: out, in, back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from loanmath.components import Amounts
from loanmath.dates import Unit, nth_date
from loanmath.early import quote
from loanmath.events import (
    Capitalised,
    Disbursed,
    Event,
    MoneyReturned,
    Received,
    Refunded,
    Reversed,
)
from loanmath.life import earned, returned_parts
from loanmath.replay import replay
from tests.peers.reading import ADVANCES, Vector, day, minor
from tests.peers.story import INTEREST, Story


def first_due(story: Story) -> dict[str, Any]:
    """The peer counts due dates from the disbursement or from the application."""
    submitted, every = day(story.vector["loan"]["submitted_date"]), story.terms.every
    if not story.from_submission:
        return {}
    aim = submitted.day if every.unit is Unit.MONTHS else None
    return {"first_due": nth_date(submitted, every, 1), "due_day": aim}


def disburse(story: Story, event: Vector) -> None:
    if not story.launched:
        story.launched = True
        story.terms = replace(story.terms, start=day(event["date"]), **first_due(story))
    story.events.append(Disbursed(value_date=day(event["date"]), key=story.key(event), amount=minor(event["amount"])))


def start_type(story: Story, event: Vector) -> None:
    """Only what is in force at the first disbursement counts."""
    if not story.launched:
        story.from_submission = event["value"] == "SUBMITTED_ON_DATE"


def capitalised(story: Story, event: Vector) -> None:
    story.events.append(Capitalised(value_date=day(event["date"]), key=story.key(event), amount=minor(event["amount"])))


def received(story: Story, event: Vector) -> None:
    kind = event.get("transaction_type", "REPAYMENT")
    amount = minor(event["amount"])
    _receive(story, event, kind, amount)
    if kind in story.rules.interest_refund and event.get("interest_refund_calculation") != "false":
        key = story.key(event)
        scheme = story.scheme("INTEREST_REFUND" if "INTEREST_REFUND" in story.rules.schemes else kind)
        story.events.append(Received(value_date=day(event["date"]), key=key + INTEREST, amount=0, scheme=scheme))


def _receive(story: Story, event: Vector, kind: str, amount: int) -> None:
    story.events.append(
        Received(value_date=day(event["date"]), key=story.key(event), amount=amount, scheme=story.scheme(kind))
    )


def payoff(story: Story, event: Vector) -> None:
    on = day(event["date"])
    life = replay(story.terms, story.events, on)
    amount = quote(life.facts, life.terms, on).total
    if not story.rules.recalculates:
        amount = sum(row.open.total for row in life.schedule) - life.view.credit
    _receive(story, event, "REPAYMENT", amount)


def refresh(story: Story) -> None:
    """The peer splits chargebacks and computes refunds of interest again whenever the past changes."""
    for place, event in enumerate(story.events):
        if isinstance(event, MoneyReturned):
            before = [e for e in story.events if e.key != event.key and not isinstance(e, MoneyReturned)]
            parts = _parts(story, before, event.receipt, event.amounts.total)
            story.events[place] = replace(event, amounts=parts)
        if isinstance(event, Received) and event.key.endswith(INTEREST):
            refund = next(e for e in [*story.live(Received), None] if e is None or e.key + INTEREST == event.key)
            before = [e for e in story.events if e.value_date <= event.value_date and e.key < event.key[:4]]
            amount = _interest_refund(story, before, event.value_date, refund.amount) if refund else 0
            story.events[place] = replace(event, amount=amount)


def _interest_refund(story: Story, before: list[Event], on: date, amount: int) -> int:
    """Interest to date less interest to date if the money now refunded had never been lent."""
    events = [e for e in before if e.key not in story.reversed and not isinstance(e, Reversed)]
    never, left = [], amount
    for event in events:
        if isinstance(event, Disbursed):
            less = min(left, event.amount)
            left -= less
            never.append(replace(event, amount=event.amount - less))
        else:
            never.append(event)
    interest = [earned(replay(story.terms, some, on), on).interest for some in (events, never)]
    return max(interest[0] - interest[1], 0)


def undo_last_repayment(story: Story, event: Vector) -> None:
    payments = story.live(Received)
    story.undo(payments[-1] if payments else None)


def undo_nth(story: Story, event: Vector) -> None:
    on = [e for e in story.live(Received) if e.value_date == day(event["date"])]
    place = int(event["nth"]) - 1
    story.undo(on[min(place, len(on) - 1)] if on else None)


def undo_last_disbursal(story: Story, event: Vector) -> None:
    story.undo(story.live(Disbursed)[-1])


def undo_disbursal(story: Story, event: Vector) -> None:
    for live in [e for e in story.events if e.key not in story.reversed and not isinstance(e, Reversed)]:
        story.undo(live)


def undo_refund(story: Story, event: Vector) -> None:
    story.undo(next(e for e in reversed(story.live(Received)) if e.key in story.refunds))


def refund(story: Story, event: Vector) -> None:
    story.refunds.add(story.key(event))
    received(story, event)


def refund_credit(story: Story, event: Vector) -> None:
    story.events.append(Refunded(value_date=day(event["date"]), key=story.key(event), amount=minor(event["amount"])))


def chargeback(story: Story, event: Vector) -> None:
    payments = story.live(Received)
    receipt = payments[int(event.get("payment_nr") or len(payments)) - 1].key
    parts = _parts(story, story.events, receipt, minor(event["amount"]))
    story.events.append(MoneyReturned(value_date=story.today, key=story.key(event), receipt=receipt, amounts=parts))


def _parts(story: Story, events: list[Event], receipt: str, amount: int) -> Amounts:
    allocation = replay(story.terms, events, story.today).allocation_of(receipt)
    return returned_parts(allocation, amount, story.rules.chargeback)


def submit(story: Story, event: Vector) -> None:
    """Before the first disbursement the peer shows the plan of the amount applied for."""


def set_rule(story: Story, event: Vector) -> None:
    """The product's rule for money in advance, of one kind of transaction."""
    if event["product"] != story.vector["product"]["product"]:
        return
    kind, rule = event["transaction_type"], event["rule"]
    scheme = replace(story.scheme(kind), advance=ADVANCES[rule])
    story.rules.schemes[kind] = scheme
    if kind == "DEFAULT":
        story.terms = replace(story.terms, allocation=scheme)
