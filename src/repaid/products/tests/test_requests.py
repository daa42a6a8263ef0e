"""From a version and a request to terms, findings and a live example."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from loanmath.money import Money
from loanmath.terms import PenaltyBase
from repaid.access.actors import Actor
from repaid.products.queries import TermsRequest, calendar_name, example, findings_of, terms_for
from repaid.products.queries.legal import calendar
from repaid.products.tests.offers import FEE, UPFRONT, lender, published

DAY = date(2015, 5, 21)
REQUEST = TermsRequest(amount=Money(50_000, "PLN"), count=1, start=DAY)


@pytest.fixture
def machine(db: None) -> Actor:
    return lender()


def test_terms_of_the_short_loan(machine: Actor) -> None:
    terms = terms_for(published(machine), REQUEST)
    assert (terms.amount, terms.financed, terms.count, terms.start) == (50_000, 5_000, 1, DAY)
    assert terms.rates[0].percent == Decimal(5)
    assert terms.penalty is not None
    assert (terms.penalty.base, terms.penalty.rate.cap) == (PenaltyBase.WHOLE_INSTALMENT, "PL:max_delay")


def test_fees_may_be_left_out(machine: Actor) -> None:
    assert terms_for(published(machine), replace(REQUEST, fees=frozenset())).financed == 0


def test_example_of_the_short_loan(machine: Actor) -> None:
    """CZ-60: 500,00 with a financed fee of 50,00 at 5 % for a month: 550 / 2,34 / 552,34 on 2015-06-21."""
    shown = example(published(machine), Money(50_000, "PLN"), 1, DAY)
    (row,) = shown.rows
    assert (row.due, row.owed.principal, row.owed.interest, row.owed.total) == (date(2015, 6, 21), 55_000, 234, 55_234)
    assert (shown.paid_out, shown.interest, shown.fees) == (50_000, 234, 5_000)
    assert (shown.to_pay, shown.total_cost) == (55_234, 5_234)
    assert shown.apr == Decimal("230.246250")  # (552,34 / 500,00) ** 12 - 1


def test_fees_of_the_first_day_are_not_in_hand(machine: Actor) -> None:
    shown = example(published(machine, fees=(FEE, UPFRONT)), Money(50_000, "PLN"), 12, DAY)
    assert (shown.paid_out, shown.fees) == (49_000, 6_000)
    assert sum(row.owed.principal for row in shown.rows) == 55_000


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({}, []),
        ({"amount": Money(9_999, "PLN")}, ["amount_outside_limits"]),
        ({"amount": Money(300_001, "PLN"), "count": 25}, ["amount_outside_limits", "count_outside_limits"]),
        ({"rate": Decimal("10.0001")}, ["rate_outside_limits"]),
        ({"amount": Money(50_000, "EUR")}, ["wrong_currency"]),
        ({"first_due": date(2015, 5, 20)}, ["due_before_start"]),
    ],
)
def test_findings_of_a_request(machine: Actor, changes: dict[str, Any], codes: list[str]) -> None:
    found = findings_of(published(machine), replace(REQUEST, **changes))
    assert [finding.code for finding in found] == codes


def test_the_law_is_a_limit_too(machine: Actor) -> None:
    """The maximum of 14.5 % holds in Poland from 2026-03-05 (KC art. 359)."""
    version = published(machine, rate_max=Decimal(30))
    request = replace(REQUEST, start=date(2026, 3, 5), rate=Decimal("14.5"))
    assert findings_of(version, request) == []
    (finding,) = findings_of(version, replace(request, rate=Decimal("14.5001")))
    assert finding.code == "rate_above_law"
    assert "14.5000" in str(finding) or "14.50" in str(finding)


def test_the_calendar_of_the_organisation(machine: Actor) -> None:
    organisation = published(machine).product.organisation
    assert calendar_name(organisation) == "PL:56"
    days = calendar("PL:56")
    assert date(2026, 11, 11) in days.holidays
    assert days.weekend == {5, 6}
