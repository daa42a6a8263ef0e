"""Contracts of another system as stories: taken over, their books are right, and life goes on.

The positions are those of loans that were computed here from their first day, so that every figure can be compared.
"""

from datetime import date

import pytest

from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.contracts.commands.billing import bill_due
from repaid.contracts.commands.ground import BeforeTakeOver
from repaid.contracts.commands.payments import receive_payment
from repaid.contracts.imports.positions.tests.rows import (
    ALL,
    BALLOON,
    CREDIT,
    CURRENT,
    FLAT,
    JALALI,
    LATE,
    MATURED,
    ON,
    Row,
    new_lender,
    taken,
)
from repaid.contracts.models import Contract
from repaid.contracts.proof import proofs
from repaid.contracts.queries.contracts import contract_named
from repaid.contracts.queries.life import life_of
from repaid.contracts.queries.owed import Owed, owed
from repaid.contracts.tests.books import assert_books_balance
from repaid.contracts.tests.lender import day_comes, pay
from repaid.ledger.choices import Role
from repaid.ledger.queries import balances_of, role_codes, trial_balance

DUE = date(2015, 9, 21)


@pytest.fixture
def by(db: None) -> Actor:
    return new_lender()


def owed_on(by: Actor, number: str, day: date) -> Owed:
    return owed(life_of(contract_named(by, number), day))


def assert_in_order(by: Actor) -> None:
    """The books balance, and every contract follows from its terms and events."""
    assert_books_balance(by)
    assert [proof for proof in proofs(by.organisation_id, date.min) if proof.wrong] == []


# row, to repay everything, due and unpaid, days late, instalments late, next instalment
STORIES = {
    "current": (CURRENT, 919_461, 0, 0, 0, 106_657),
    "two instalments late": (LATE, 1_134_267, 214_806, 51, 2, 106_657),
    "with a credit balance": (CREDIT, 869_461, 0, 0, 0, 106_657),
    "flat": (FLAT, 908_087, 0, 0, 0, 112_033),
    "balloon": (BALLOON, 991_616, 0, 0, 0, 83_002),
    "past its term": (MATURED, 615_832, 615_832, 51, 1, 0),
    "rials by the Jalali calendar": (JALALI, 92_879_960, 0, 0, 0, 11_006_014),
}


@pytest.mark.parametrize("name", STORIES)
def test_it_is_owed_what_the_row_says_and_lives_on(by: Actor, name: str) -> None:
    row, everything, due, late, instalments, following = STORIES[name]
    taken(by, row)
    seen = owed_on(by, row["number"], ON)
    assert seen.to_repay_everything == everything
    assert (seen.total_indebtedness, seen.days_late, seen.overdue_instalments) == (due, late, instalments)
    assert seen.next_amount == following
    assert_in_order(by)
    assert_lives_on(by, row)


def assert_lives_on(by: Actor, row: Row) -> None:
    """The next instalment is billed, and a payment of all that is due pays it."""
    number, is_over = row["number"], not row["next_due"]
    day = date(2015, 9, 23) if row is JALALI else DUE
    day_comes(by, day)
    assert bill_due(by=by).contracts == (0 if is_over else 1)
    assert_in_order(by)
    due = Money(owed_on(by, number, day).total_indebtedness, row["currency"])
    receive_payment(by=by, number=number, amount=due, value_date=day, receipt="all that is due")
    assert owed_on(by, number, day).total_indebtedness == 0
    assert_in_order(by)


def test_the_next_instalment_asks_the_interest_of_the_whole_period(by: Actor) -> None:
    taken(by, CURRENT)
    day_comes(by, DUE)
    bill_due(by=by)
    assert owed_on(by, "S-1", DUE).by_component[:2] == (97_348, 9_309)


def test_penalty_interest_goes_on_from_the_day_of_the_take_over(by: Actor) -> None:
    taken(by, LATE)
    day = date(2015, 9, 20)
    # 14.92 of the other system, and twice 960.59 at 8 % for ten days: 2.11.
    assert owed_on(by, "S-2", day).by_component.penalty == 1_492 + 2 * 211


def test_the_oldest_instalment_is_paid_first_and_the_next_one_is_the_oldest(by: Actor) -> None:
    taken(by, LATE)
    pay(by, "S-2", "1081.49", ON)
    assert owed_on(by, "S-2", ON).oldest_due_on == date(2015, 8, 21)
    assert_in_order(by)


def test_the_credit_balance_pays_the_next_instalment(by: Actor) -> None:
    taken(by, CREDIT)
    day_comes(by, DUE)
    bill_due(by=by)
    assert owed_on(by, "S-3", DUE).total_indebtedness == 106_657 - 50_000
    assert_in_order(by)


def test_everything_comes_over_the_clearing_account_of_the_take_over(by: Actor) -> None:
    taken(by, LATE)
    codes = role_codes(by.organisation_id)
    moved = {row.code: row.closing_minor for row in trial_balance(by, date.min, ON).rows}
    assert moved.pop(codes[Role.TAKEOVER_CLEARING]) == -1_134_267
    assert Role.INTEREST_INCOME not in moved
    assert sum(moved.values()) == 1_134_267
    found = balances_of(contract_named(by, "S-2").subject_id)
    assert found[codes[Role.LOANS_PRINCIPAL], "principal"] == 1_105_573
    assert found[codes[Role.INTEREST_RECEIVABLE], "interest"] == 21_196 + 6_006
    assert found[codes[Role.PENALTY_RECEIVABLE], "penalty"] == 1_492


def test_what_is_earned_after_the_position_is_income_here(by: Actor) -> None:
    day_comes(by, date(2015, 9, 15))
    taken(by, CURRENT, day=ON)
    codes = role_codes(by.organisation_id)
    rows = {row.code: row.closing_minor for row in trial_balance(by, date.min, date(2015, 9, 15)).rows}
    # 9 134.55 at 12 % for five days: 15.02.
    assert rows[codes[Role.INTEREST_INCOME]] == -1_502
    assert rows[codes[Role.TAKEOVER_CLEARING]] == -919_461
    assert_in_order(by)


def test_a_payment_of_before_is_refused_with_a_way_out(by: Actor) -> None:
    taken(by, CURRENT)
    with pytest.raises(BeforeTakeOver, match="taken over from Stary System on 2015-09-10"):
        pay(by, "S-1", "10.00", date(2015, 9, 9))


def test_all_of_them_in_one_file(by: Actor) -> None:
    done = taken(by, *ALL)
    assert (done.taken, done.known, done.wrong) == (7, 0, 0)
    assert Contract.objects.count() == 7
    assert_in_order(by)
