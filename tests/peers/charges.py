"""Peer events of charges: fees, fees of each instalment, fees of overdue instalments."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from loanmath.components import Component
from loanmath.events import (
    FeeCharged,
    Received,
    Waived,
)
from loanmath.replay import replay
from loanmath.rounding import round_fraction
from tests.peers.reading import Vector, day, minor
from tests.peers.story import Story, instalment_fee


def add_charge(story: Story, event: Vector) -> None:
    penalty = "NSF" in event["charge"] or "LATE" in event["charge"]
    story.events.append(
        FeeCharged(
            value_date=min(story.today, day(event["due_date"])),
            key=story.key(event),
            amount=minor(event["amount"]),
            due=day(event["due_date"]),
            component=Component.PENALTY if penalty else Component.FEES,
            name=event["charge"],
        )
    )


def instalment_charge(story: Story, event: Vector) -> None:
    fee = instalment_fee(event["charge"], event["amount"])
    story.terms = replace(story.terms, instalment_fees=(*story.terms.instalment_fees, fee))


def charge_adjustment(story: Story, event: Vector) -> None:
    """The peer pays a charge back into the loan, that charge first."""
    penalty = "NSF" in event["charge"] or "LATE" in event["charge"]
    first = Component.PENALTY if penalty else Component.FEES
    order = story.scheme("CHARGE_ADJUSTMENT").order
    scheme = replace(
        story.scheme("CHARGE_ADJUSTMENT"), order=tuple(sorted(order, key=lambda s: s.component is not first))
    )
    story.events.append(
        Received(value_date=story.today, key=story.key(event), amount=minor(event["amount"]), scheme=scheme)
    )


def percentage_charge(story: Story, event: Vector) -> None:
    """A share of what is lent and its interest over the term."""
    life = replay(story.terms, story.events, story.today)
    base = sum(row.owed.principal + row.owed.interest for row in life.schedule)
    share = Fraction(str(event["percent"])) / 100
    add_charge(story, {**event, "amount": str(Decimal(round_fraction(base * share)) / 100)})


def waive_last_charge(story: Story, event: Vector) -> None:
    charge = story.live(FeeCharged)[-1]
    story.events.append(
        Waived(value_date=story.today, key=story.key(event), component=charge.component, amount=charge.amount)
    )


def undo_waive(story: Story, event: Vector) -> None:
    story.undo(story.live(Waived)[-1])


def close_of_day(story: Story, event: Vector) -> None:
    """Time passes, the table is printed in another order, and overdue instalments get their fee once."""
    story.closed = story.today
    for charge in story.vector["product"].get("product_charges") or ():
        if charge["time"] == "OVERDUE_FEES":
            _overdue_fees(story, charge)


def _overdue_fees(story: Story, charge: Vector) -> None:
    life = replay(story.terms, story.events, story.today)
    for line in life.schedule:
        key = f"overdue-{line.due}"
        if line.due < story.today and any(line.open) and key not in {e.key for e in story.events}:
            amount = round_fraction((line.owed.principal + line.owed.interest) * Fraction(str(charge["value"])) / 100)
            fee = FeeCharged(value_date=story.today, key=key, amount=amount, due=line.due, component=Component.PENALTY)
            story.events.append(fee)
