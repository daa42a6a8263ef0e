"""Fees and costs: charged, awarded, given up."""

from datetime import date

import pytest

from loanmath.components import Component
from repaid.access.actors import Actor
from repaid.access.command import NeedsSecondPerson
from repaid.access.commands.proposals import approve_proposal, propose
from repaid.access.models import User
from repaid.access.tests.people import member
from repaid.contracts.commands.billing import bill_due
from repaid.contracts.commands.charges import DueBeforeValueDate, MoreThanOwed, award_costs, charge_fee, waive
from repaid.contracts.commands.ground import ReasonMissing
from repaid.contracts.models import EventNote
from repaid.contracts.queries.contracts import contract_named
from repaid.contracts.queries.life import life_of
from repaid.contracts.tests.books import assert_books_balance
from repaid.contracts.tests.lender import day_comes, instalment_loan, lender, pln

FIRST, LATER = date(2015, 6, 21), date(2015, 7, 1)


@pytest.fixture(scope="module")
def made(module_db: None) -> Actor:
    return lender()


@pytest.fixture
def by(db: None, made: Actor) -> Actor:
    return made


@pytest.fixture
def loan(by: Actor) -> str:
    """Anna's loan, ten days after an unpaid due date."""
    number = instalment_loan(by)
    day_comes(by, LATER)
    bill_due(by=by)
    return number


class TestChargeFee:
    def test_it_works(self, by: Actor, loan: str) -> None:
        done = charge_fee(by=by, number=loan, amount=pln("25.00"), value_date=LATER, due=LATER, name="reminder")
        assert done.is_new
        life = life_of(contract_named(by, loan), LATER)
        assert life.schedule[1].owed.fees == 2500  # it is asked with the instalment of its due date
        assert_books_balance(by)

    def test_due_later(self, by: Actor, loan: str) -> None:
        charge_fee(by=by, number=loan, amount=pln("25.00"), value_date=LATER, due=date(2015, 7, 15), name="reminder")
        assert life_of(contract_named(by, loan), LATER).balances.billed.fees == 0
        assert_books_balance(by)

    def test_due_before_it_is_charged(self, by: Actor, loan: str) -> None:
        with pytest.raises(DueBeforeValueDate):
            charge_fee(by=by, number=loan, amount=pln("25.00"), value_date=LATER, due=FIRST, name="reminder")

    def test_tax_goes_to_the_state(self, by: Actor, loan: str) -> None:
        charge_fee(
            by=by, number=loan, amount=pln("5.75"), value_date=LATER, due=LATER, name="VAT", component=Component.TAX
        )
        assert_books_balance(by)


def test_award_costs(by: Actor, loan: str) -> None:
    award_costs(by=by, number=loan, amount=pln("450.00"), value_date=LATER, name="I Nc 123/15")
    assert life_of(contract_named(by, loan), LATER).balances.billed.fees == 45000
    assert_books_balance(by)


class TestWaive:
    def test_penalty_interest(self, by: Actor, loan: str) -> None:
        owed = life_of(contract_named(by, loan), LATER).balances.billed.penalty
        assert owed == 207  # 943,89 of principal x 8 % x 10/365 = 2,069
        waive(by=by, number=loan, component=Component.PENALTY, amount=pln("2.07"), value_date=LATER, reason="goodwill")
        assert life_of(contract_named(by, loan), LATER).balances.billed.penalty == 0
        assert EventNote.objects.get(contract__subject__number=loan).reason == "goodwill"
        assert_books_balance(by)

    def test_principal_of_one_instalment(self, by: Actor, loan: str) -> None:
        waive(
            by=by, number=loan, component=Component.PRINCIPAL, amount=pln("100.00"), value_date=LATER,
            reason="settlement", instalment=1,
        )  # fmt: skip
        assert life_of(contract_named(by, loan), LATER).balances.outstanding.principal == 1_190_000
        assert_books_balance(by)

    def test_more_than_is_owed(self, by: Actor, loan: str) -> None:
        with pytest.raises(MoreThanOwed, match=r"owes 2\.07 PLN"):
            waive(by=by, number=loan, component=Component.PENALTY, amount=pln("2.08"), value_date=LATER, reason="g")

    def test_without_a_reason(self, by: Actor, loan: str) -> None:
        with pytest.raises(ReasonMissing):
            waive(by=by, number=loan, component=Component.PENALTY, amount=pln("1.00"), value_date=LATER, reason="")

    def test_it_takes_two(self, by: Actor, loan: str) -> None:
        clerk = member(by, "Olga", ("contracts.waive",))
        arguments = {
            "number": loan, "component": Component.PENALTY, "amount": pln("2.07"), "value_date": LATER, "reason": "g",
        }  # fmt: skip
        with pytest.raises(NeedsSecondPerson):
            waive(by=clerk, **arguments)  # type: ignore[arg-type]
        proposal = propose(by=clerk, name="contracts.waive", arguments=arguments)
        manager = member(by, "Marek", ("contracts.waive", "access.approve"))
        approve_proposal(by=manager, proposal=proposal.proposal_id)
        assert life_of(contract_named(by, loan), LATER).balances.billed.penalty == 0
        assert User.objects.count() == 2
        assert_books_balance(by)
