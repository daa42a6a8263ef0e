"""Taking contracts over from another system."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from loanmath.daycount import DayCount
from loanmath.events import Disbursed, Received
from loanmath.rates import RateStep
from loanmath.terms import AnnuityFactor, LoanTerms
from repaid.access.actors import Actor
from repaid.access.models import AuditRecord
from repaid.contracts.choices import State
from repaid.contracts.commands.ground import LaterThanToday
from repaid.contracts.commands.takeover import NeverLaunched, NumberTwice, TakenOver, import_contracts
from repaid.contracts.models import Contract
from repaid.contracts.queries.contracts import contract_named
from repaid.contracts.tests.books import assert_books_balance
from repaid.contracts.tests.lender import day_comes, lender, pay
from repaid.parties.commands.register import NewParty

START, TODAY = date(2015, 6, 1), date(2015, 9, 15)
TERMS = LoanTerms(
    currency="PLN", amount=1_000_000, start=START, count=36, rates=(RateStep(None, Decimal("9.44")),),
    day_count=DayCount.PERIOD, annuity_factor=AnnuityFactor.EVEN,
)  # fmt: skip


@pytest.fixture
def by(db: None) -> Actor:
    return lender(TODAY)


def loan(number: str, payments: int = 3, name: str = "Ewa") -> TakenOver:
    paid = [
        Received(value_date=date(2015, 6 + k, 1), key=f"{number}-{k}", amount=32_005) for k in range(1, payments + 1)
    ]
    return TakenOver(
        number=number,
        borrower=NewParty(given_names=name, family_name="Nowak"),
        terms=TERMS,
        events=(Disbursed(value_date=START, key=f"{number}-out", amount=1_000_000), *paid),
    )


def test_it_works(by: Actor) -> None:
    done = import_contracts(by=by, product="na-raty", batch=[loan("A-1"), loan("A-2", payments=0)], branch="KR")
    assert (done.taken, done.known) == (2, ())
    late = contract_named(by, "A-2")
    assert (late.state, late.launched_on, late.subject.title) == (State.ACTIVE, START, "Ewa Nowak")
    assert late.balance.oldest_due_on == date(2015, 7, 1)
    assert contract_named(by, "A-1").balance.oldest_due_on is None
    assert_books_balance(by)


def test_life_goes_on(by: Actor) -> None:
    import_contracts(by=by, product="na-raty", batch=[loan("A-1")])
    day_comes(by, date(2015, 10, 1))
    pay(by, "A-1", "320.05", date(2015, 10, 1))
    assert_books_balance(by)


def test_the_same_batch_twice_is_one(by: Actor) -> None:
    import_contracts(by=by, product="na-raty", batch=[loan("A-1")])
    again = import_contracts(by=by, product="na-raty", batch=[loan("A-1"), loan("A-2")])
    assert (again.taken, again.known) == (1, ("A-1",))
    assert Contract.objects.count() == 2
    assert_books_balance(by)


def test_one_audit_record_a_batch(by: Actor) -> None:
    import_contracts(by=by, product="na-raty", batch=[loan(f"A-{k}") for k in range(5)])
    assert AuditRecord.objects.filter(command="contracts.import_contracts").count() == 1


def test_the_same_number_twice_in_a_batch(by: Actor) -> None:
    with pytest.raises(NumberTwice, match="A-1"):
        import_contracts(by=by, product="na-raty", batch=[loan("A-1"), loan("A-1")])


def test_one_impossible_contract_and_nothing_is_kept(by: Actor) -> None:
    never = replace(loan("A-2"), events=())
    with pytest.raises(NeverLaunched, match="A-2"):
        import_contracts(by=by, product="na-raty", batch=[loan("A-1"), never])
    assert Contract.objects.count() == 0


def test_an_event_of_tomorrow(by: Actor) -> None:
    with pytest.raises(LaterThanToday):
        import_contracts(by=by, product="na-raty", batch=[loan("A-1", payments=4)])
