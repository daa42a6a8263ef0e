"""Contract 11 of the requirements, from its launch to its last payment."""

from datetime import date

import pytest

from loanmath.components import Amounts
from repaid.access.actors import Actor
from repaid.contracts.choices import State
from repaid.contracts.commands.billing import bill_due
from repaid.contracts.queries.contracts import contract_named, states_of
from repaid.contracts.queries.life import life_of
from repaid.contracts.tests.books import assert_books_balance
from repaid.contracts.tests.lender import LAUNCH, day_comes, lender, loan_11, pay

DUE = date(2015, 6, 21)


@pytest.fixture
def by(db: None) -> Actor:
    return lender()


def test_cz_60_schedule(by: Actor) -> None:
    """CZ-60: 500,00 with a financed fee of 50,00 at 5 % gives 550 / 2,34 / 552,34 on 2015-06-21."""
    life = life_of(loan_11(by), LAUNCH)
    (row,) = life.schedule
    assert (row.due, row.owed.principal, row.owed.interest, row.owed.total) == (DUE, 55000, 234, 55234)
    assert_books_balance(by)


def test_cz_44_states(by: Actor) -> None:
    """CZ-44: launched it is active, paid it is settled, each with its day."""
    loan_11(by)
    day_comes(by, DUE)
    pay(by, "11", "552.34", DUE)
    contract = contract_named(by, "11")
    assert contract.state == State.SETTLED
    assert [(each.state, each.since) for each in states_of(contract)] == [
        (State.TO_BE_LAUNCHED, LAUNCH),
        (State.ACTIVE, LAUNCH),
        (State.SETTLED, DUE),
    ]
    assert_books_balance(by)


def test_cz_57_account(by: Actor) -> None:
    """CZ-57: the repayment account has valid check digits."""
    assert loan_11(by).account == "72999900010000000000001234"


def test_cz_62_deposit(by: Actor) -> None:
    """CZ-62: paying 600,00 against 552,34 leaves a deposit of 47,66."""
    loan_11(by)
    day_comes(by, DUE)
    done = pay(by, "11", "600.00", DUE)
    assert done.paid == Amounts(principal=55000, interest=234)
    assert done.credit.minor == 4766
    assert_books_balance(by)


def test_cl_43_penalty(by: Actor) -> None:
    """CL-43: 552,34 paid 10 days late at 4 % costs 0,61."""
    loan_11(by)
    day_comes(by, date(2015, 7, 1))
    bill_due(by=by)
    assert_books_balance(by)
    done = pay(by, "11", "552.95", date(2015, 7, 1))
    assert done.paid == Amounts(principal=55000, interest=234, penalty=61)
    assert done.credit.minor == 0
    assert contract_named(by, "11").state == State.SETTLED
    assert_books_balance(by)
