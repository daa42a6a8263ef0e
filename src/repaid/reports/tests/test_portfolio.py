"""The portfolio and its ageing table."""

from datetime import date

import pytest

from loanmath.components import Component
from repaid.access.actors import Actor
from repaid.contracts.commands.billing import bill_due
from repaid.contracts.commands.charges import charge_fee, waive
from repaid.contracts.commands.losses import write_off
from repaid.contracts.commands.payments import return_money
from repaid.contracts.commands.terms import reamortise
from repaid.contracts.models import Contract
from repaid.contracts.queries.life import life_of
from repaid.contracts.sql.arrears import ContractArrears, arrears
from repaid.contracts.tests.lender import day_comes, instalment_loan, lender, loan_11, pay, pln
from repaid.reports.queries import BUCKET_DAYS, portfolio

AROUND = [date(2015, month, day) for month in (6, 7, 8, 9) for day in (20, 21, 22, 28)]
DAYS = [date(2015, 5, 30), *AROUND, date(2015, 10, 5)]


@pytest.fixture
def by(db: None) -> Actor:
    """Six borrowers: punctual, never paying, paying a part, paying late and bouncing, given up, with a new plan."""
    by = lender()
    punctual, _never, partly, bouncing, lost, replanned = (instalment_loan(by, number=f"B-{k}") for k in range(6))
    loan_11(by)
    for month in (6, 7, 8, 9):
        due = date(2015, month, 21)
        day_comes(by, due)
        bill_due(by=by)
        pay(by, punctual, "1066.57", due)
        pay(by, partly, "600.00", due)
        day_comes(by, date(2015, month, 28))
        pay(by, bouncing, "1066.57", date(2015, month, 28))
    waive(
        by=by,
        number=partly,
        component=Component.PENALTY,
        amount=pln("0.50"),
        value_date=date(2015, 9, 28),
        reason="goodwill",
    )
    charge_fee(by=by, number=partly, amount=pln("25.00"), value_date=due, due=due, name="reminder")
    return_money(by=by, number=bouncing, receipt="receipt-2015-08-28", value_date=date(2015, 9, 28), reason="bounced")
    write_off(by=by, number=lost, value_date=date(2015, 9, 28), reason="bankrupt")
    reamortise(by=by, number=replanned, value_date=date(2015, 9, 28))
    day_comes(by, date(2015, 10, 5))
    bill_due(by=by)
    return by


def engine_says(contract: Contract, on: date) -> ContractArrears:
    life = life_of(contract, on)
    overdue = life.arrears.overdue
    return ContractArrears(
        contract.pk,
        life.balances.outstanding.principal,
        overdue.total - overdue.penalty,
        life.arrears.days_past_due,
    )


def test_the_sql_twin_equals_the_engine_on_every_day(by: Actor) -> None:
    contracts = list(Contract.objects.order_by("pk"))
    for day in DAYS:
        assert arrears([each.pk for each in contracts], day) == [engine_says(each, day) for each in contracts], day


def test_ageing_by_bucket(by: Actor) -> None:
    report = portfolio(by, date(2015, 10, 5))
    assert report.unbilled == 0
    counts = {total.bucket: total.contracts for total in report.buckets}
    assert BUCKET_DAYS == ((0, 0), (1, 30), (31, 60), (61, 90), (91, None))
    assert sum(counts.values()) == 6  # the written-off contract owes nothing any more
    assert counts[4] == 2  # Anna who never paid (since 21 June) and contract 11
    assert {row.branch for row in report.rows if row.product == "na-raty"} == {"KR(Kraków)"}
    assert sum(row.principal for row in report.rows) == sum(
        life_of(each, report.on).balances.outstanding.principal for each in Contract.objects.all()
    )


def test_contracts_not_billed_yet_are_counted(by: Actor) -> None:
    day_comes(by, date(2015, 10, 22))
    assert portfolio(by, date(2015, 10, 22)).unbilled > 0
    bill_due(by=by)
    assert portfolio(by, date(2015, 10, 22)).unbilled == 0


def test_three_queries(by: Actor, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(3):  # type: ignore[operator]
        portfolio(by, date(2015, 10, 5))
