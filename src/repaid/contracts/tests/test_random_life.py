"""Random lives of a contract, by commands alone: whatever happens, rows equal a replay and the books balance.

A refusal is an answer; everything else that is raised is a bug.
"""

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal

import pytest

from loanmath.changes import Keep, Overdue
from loanmath.components import Component
from loanmath.events import Repayment
from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.access.business_day import today
from repaid.contracts.commands import billing, charges, losses, payments, reversal, settlement, standing, terms
from repaid.contracts.queries.contracts import contract_named
from repaid.contracts.queries.life import quote_of
from repaid.contracts.queries.timeline import timeline
from repaid.contracts.tests.books import assert_books_balance
from repaid.contracts.tests.lender import day_comes, instalment_loan, lender
from repaid.kernel.refusal import Refusal

STEPS = 25


class Story:
    """One contract and the dice."""

    def __init__(self, by: Actor, seed: int) -> None:
        self.by, self.dice = by, random.Random(seed)
        self.number = instalment_loan(by)
        self.count = 0

    @property
    def now(self) -> date:
        return today(self.by.organisation_id)

    def some_day(self) -> date:
        """Today most often, else a day of the last two months."""
        return self.now - timedelta(days=self.dice.choice([0, 0, 0, 1, 5, 20, 60]))

    def money(self, most: int) -> Money:
        return Money(self.dice.randint(1, most), "PLN")

    def key(self) -> str:
        self.count += 1
        return f"K-{self.count}"

    def days_pass(self) -> None:
        day_comes(self.by, self.now + timedelta(days=self.dice.choice([1, 3, 10, 31, 45])))
        billing.bill_due(by=self.by)

    def pay(self) -> None:
        payments.receive_payment(
            by=self.by, number=self.number, amount=self.money(250_000), value_date=self.some_day(), receipt=self.key()
        )

    def repay_early(self) -> None:
        payments.repay_early(
            by=self.by, number=self.number, amount=self.money(300_000), value_date=self.some_day(), receipt=self.key(),
            mode=self.dice.choice(list(Repayment)),
        )  # fmt: skip

    def charge(self) -> None:
        day = self.some_day()
        due = day + timedelta(days=self.dice.choice([0, 0, 14]))
        charges.charge_fee(
            by=self.by, number=self.number, amount=self.money(5_000), value_date=day, due=due, name="fee",
            component=self.dice.choice([Component.FEES, Component.TAX, Component.PENALTY]),
        )  # fmt: skip

    def waive(self) -> None:
        charges.waive(
            by=self.by, number=self.number, component=self.dice.choice(list(Component)), amount=self.money(3_000),
            value_date=self.some_day(), reason="goodwill",
        )  # fmt: skip

    def rate(self) -> None:
        terms.change_rate(
            by=self.by, number=self.number, percent=Decimal(self.dice.randint(0, 20)), value_date=self.some_day(),
            keep=self.dice.choice(list(Keep)),
        )  # fmt: skip

    def restructure(self) -> None:
        day = self.some_day()
        terms.restructure(
            by=self.by, number=self.number, first_due=day + timedelta(days=20), count=self.dice.randint(3, 20),
            value_date=day, overdue=self.dice.choice(list(Overdue)),
        )  # fmt: skip

    def reamortise(self) -> None:
        terms.reamortise(by=self.by, number=self.number, value_date=self.some_day())

    def stand_still(self) -> None:
        standing.suspend(by=self.by, number=self.number, value_date=self.some_day(), reason="illness")

    def go_on(self) -> None:
        standing.resume(by=self.by, number=self.number, value_date=self.some_day())

    def refund(self) -> None:
        payments.refund_credit(by=self.by, number=self.number, amount=self.money(5_000), value_date=self.now)

    def bounce(self) -> None:
        receipt = f"K-{self.dice.randint(1, max(self.count, 1))}"
        payments.return_money(by=self.by, number=self.number, receipt=receipt, value_date=self.now, reason="bounced")

    def undo(self) -> None:
        rows = [row for row in timeline(contract_named(self.by, self.number)) if row.reversible]
        if len(rows) > 1:
            reversal.reverse_event(
                by=self.by, number=self.number, of=self.dice.choice(rows[:-1]).event.key, reason="mistake"
            )

    def end(self) -> None:
        match self.dice.randint(0, 5):
            case 0:
                standing.terminate(by=self.by, number=self.number, value_date=self.now, reason="unpaid")
            case 1:
                losses.write_off(by=self.by, number=self.number, value_date=self.now, reason="bankrupt")
            case 2:
                total = quote_of(contract_named(self.by, self.number), self.now).total
                settlement.settle_early(
                    by=self.by, number=self.number, amount=Money(total, "PLN"), value_date=self.now, receipt=self.key()
                )

    def step(self) -> Callable[[], None]:
        often = [self.days_pass] * 5 + [self.pay] * 5 + [self.undo] * 2
        seldom = [
            self.repay_early, self.charge, self.waive, self.rate, self.restructure, self.reamortise, self.stand_still,
            self.go_on, self.refund, self.bounce, self.end,
        ]  # fmt: skip
        return self.dice.choice(often + seldom)


@pytest.mark.parametrize("seed", range(6))
def test_a_random_life(db: None, seed: int) -> None:
    story = Story(lender(), seed)
    done = 0
    for _ in range(STEPS):
        step = story.step()
        with suppress(Refusal):
            step()
            done += 1
        assert_books_balance(story.by)
    assert done > STEPS / 3
