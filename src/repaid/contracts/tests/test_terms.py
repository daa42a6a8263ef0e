"""Changes of the agreement."""

from datetime import date
from decimal import Decimal

import pytest

from loanmath.changes import Keep, Overdue
from loanmath.components import Component
from loanmath.terms import GivenInstalment
from repaid.access.actors import Actor
from repaid.contracts.choices import PartyRole
from repaid.contracts.commands import terms
from repaid.contracts.commands.billing import bill_due
from repaid.contracts.commands.borrowers import AlreadyBorrower, change_borrower
from repaid.contracts.commands.standing import terminate
from repaid.contracts.queries.contracts import borrowers_of, contract_named
from repaid.contracts.queries.life import life_of
from repaid.contracts.queries.schedule import ScheduleRow, schedule_rows
from repaid.contracts.tests.books import assert_books_balance, outstanding
from repaid.contracts.tests.lender import day_comes, instalment_loan, lender, pay, person, pln
from repaid.kernel.refusal import Forbidden, WrongInput

FIRST, SECOND, DAY = date(2015, 6, 21), date(2015, 7, 21), date(2015, 7, 1)


@pytest.fixture(scope="module")
def made(module_db: None) -> Actor:
    return lender()


@pytest.fixture
def by(db: None, made: Actor) -> Actor:
    return made


@pytest.fixture
def loan(by: Actor) -> str:
    """Anna's loan of twelve instalments, the first one paid, ten days later."""
    number = instalment_loan(by)
    day_comes(by, FIRST)
    pay(by, number, "1066.57", FIRST)
    day_comes(by, DAY)
    return number


def coming(by: Actor, number: str) -> list[ScheduleRow]:
    return [row for row in schedule_rows(life_of(contract_named(by, number), DAY)) if row.due > DAY]


class TestChangeRate:
    def test_the_term_stays(self, by: Actor, loan: str) -> None:
        before = coming(by, loan)[0].owed.total
        terms.change_rate(by=by, number=loan, percent=Decimal("6.5"), value_date=DAY)
        after = coming(by, loan)
        assert len(after) == 11
        assert after[0].owed.total < before
        assert_books_balance(by)

    def test_the_instalment_stays(self, by: Actor, loan: str) -> None:
        terms.change_rate(by=by, number=loan, percent=Decimal(0), value_date=DAY, keep=Keep.INSTALMENT)
        assert coming(by, loan)[0].owed.total == 106657
        assert_books_balance(by)

    def test_too_fine(self, by: Actor, loan: str) -> None:
        with pytest.raises(WrongInput, match=r"finer than 0\.0001"):
            terms.change_rate(by=by, number=loan, percent=Decimal("6.50001"), value_date=DAY)

    def test_told_twice(self, by: Actor, loan: str) -> None:
        given = {"number": loan, "percent": Decimal("6.5"), "value_date": DAY, "key": "decision-7"}
        assert terms.change_rate(by=by, **given).is_new  # type: ignore[arg-type]
        assert not terms.change_rate(by=by, **given).is_new  # type: ignore[arg-type]

    def test_a_terminated_contract(self, by: Actor, loan: str) -> None:
        terminate(by=by, number=loan, value_date=DAY, reason="unpaid")
        with pytest.raises(Forbidden, match="terminated"):
            terms.change_rate(by=by, number=loan, percent=Decimal(5), value_date=DAY)


def test_pause_interest(by: Actor, loan: str) -> None:
    terms.pause_interest(by=by, number=loan, value_date=DAY, until=date(2015, 7, 11))
    assert coming(by, loan)[0].owed.interest < 7500
    assert_books_balance(by)


def test_postpone_instalments(by: Actor, loan: str) -> None:
    terms.postpone_instalments(by=by, number=loan, due=SECOND, periods=2, value_date=DAY)
    assert [row.due for row in coming(by, loan)][:2] == [date(2015, 9, 21), date(2015, 10, 21)]
    assert_books_balance(by)


def test_postpone_from_a_day_that_is_no_due_date(by: Actor, loan: str) -> None:
    with pytest.raises(terms.NoDueDate):
        terms.postpone_instalments(by=by, number=loan, due=date(2017, 1, 1), periods=2, value_date=DAY)
    assert_books_balance(by)


def test_move_due_dates(by: Actor, loan: str) -> None:
    terms.move_due_dates(by=by, number=loan, due=SECOND, to=date(2015, 7, 28), value_date=DAY)
    assert [row.due for row in coming(by, loan)][:2] == [date(2015, 7, 28), date(2015, 8, 28)]
    assert_books_balance(by)


def test_extend_term(by: Actor, loan: str) -> None:
    terms.extend_term(by=by, number=loan, periods=3, value_date=DAY)
    assert len(coming(by, loan)) == 14
    assert_books_balance(by)


def test_set_instalment(by: Actor, loan: str) -> None:
    terms.set_instalment(by=by, number=loan, amount=pln("2000.00"), value_date=DAY)
    rows = coming(by, loan)
    assert rows[0].owed.total == 200000
    assert len(rows) == 6
    assert_books_balance(by)


def test_grant_grace(by: Actor, loan: str) -> None:
    terms.grant_grace(by=by, number=loan, value_date=DAY, principal=2)
    assert [row.owed.principal for row in coming(by, loan)][:2] == [0, 0]
    assert_books_balance(by)


def test_grant_no_grace(by: Actor, loan: str) -> None:
    with pytest.raises(WrongInput, match="one or more"):
        terms.grant_grace(by=by, number=loan, value_date=DAY)


def everything_owed(by: Actor, number: str) -> int:
    life = life_of(contract_named(by, number), DAY)
    return sum(outstanding(life, component) for component in Component)


class TestRestructure:
    @pytest.fixture
    def late(self, by: Actor) -> str:
        number = instalment_loan(by)
        day_comes(by, DAY)
        bill_due(by=by)
        return number

    @pytest.mark.parametrize("overdue", [Overdue.STAYS, Overdue.INTO_PLAN, Overdue.CAPITALISED])
    def test_it_works(self, by: Actor, late: str, overdue: Overdue) -> None:
        owed = everything_owed(by, late)
        terms.restructure(by=by, number=late, first_due=date(2015, 8, 1), count=24, value_date=DAY, overdue=overdue)
        assert_books_balance(by)
        assert everything_owed(by, late) == owed
        pay(by, late, "300.00", DAY)
        assert_books_balance(by)

    def test_reamortise(self, by: Actor, late: str) -> None:
        terms.reamortise(by=by, number=late, value_date=DAY)
        assert life_of(contract_named(by, late), DAY).arrears.days_past_due == 0
        assert_books_balance(by)

    def test_a_typed_plan(self, by: Actor, late: str) -> None:
        rows = tuple(GivenInstalment(date(2015, 8, 1 + k), 400_000) for k in range(3))
        terms.replace_plan(by=by, number=late, given=rows, value_date=DAY, overdue=Overdue.INTO_PLAN)
        assert [row.due for row in coming(by, late)] == [date(2015, 8, 1 + k) for k in range(3)]
        assert_books_balance(by)

    def test_a_first_due_date_in_the_past(self, by: Actor, late: str) -> None:
        with pytest.raises(WrongInput, match="later than the value date"):
            terms.restructure(by=by, number=late, first_due=DAY, count=24, value_date=DAY)


class TestChangeBorrower:
    def test_it_works(self, by: Actor, loan: str) -> None:
        change_borrower(by=by, number=loan, borrower=person(by, "Jan", "Nowak"), value_date=DAY)
        contract = contract_named(by, loan)
        assert [each.party.name for each in borrowers_of(contract)] == ["Jan Nowak"]
        assert contract.subject.title == "Jan Nowak"
        owners = contract.subject.people.filter(role=PartyRole.BORROWER)
        assert [each.person.title for each in owners] == ["Jan Nowak"]
        assert_books_balance(by)

    def test_the_same_borrower(self, by: Actor, loan: str) -> None:
        (anna,) = borrowers_of(contract_named(by, loan))
        with pytest.raises(AlreadyBorrower, match="Anna Kowalska"):
            change_borrower(by=by, number=loan, borrower=anna.party.number, value_date=DAY)
