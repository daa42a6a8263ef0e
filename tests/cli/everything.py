"""Documents that hold every field, every kind of event and every kind of change: ground for what is wrong in one."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from loanmath import changes, events
from loanmath.calendars import WorkingDayRule
from loanmath.codec import event_to_data, terms_to_data
from loanmath.components import Amounts, Component
from loanmath.dates import Every, Unit
from loanmath.rates import RateRule, RateStep
from loanmath.scheme import SCHEME_NL
from loanmath.terms import FinancedFee, GivenInstalment, InstalmentFee, LoanTerms, Method, Penalty, Portion

START = date(2024, 1, 31)
Document = dict[str, Any]


def rich_terms() -> LoanTerms:
    """Terms that use most of what there is."""
    return LoanTerms(
        currency="EUR",
        amount=100_000_00,
        start=START,
        rates=(RateStep(None, Decimal("9.5")), RateStep(date(2025, 1, 1), Decimal("10"))),
        count=24,
        first_due=date(2024, 2, 29),
        due_day=31,
        working_days=WorkingDayRule.FOLLOWING,
        calendar="EU",
        financed_fees=(FinancedFee("commission", Portion(50_00, Fraction(1, 10))),),
        instalment_fees=(InstalmentFee("service", Portion(1_00, Fraction(1, 100))),),
        balloon=Portion(1_000_00),
        down_payment=Portion(0, Fraction(1, 10)),
        penalty=Penalty(RateRule(Decimal(9), "statutory", Decimal(2), Decimal("3.5"), "most"), compounds_yearly=True),
        grace_principal=2,
        grace_interest=1,
        interest_free=1,
    )


def all_changes() -> list[changes.Change]:
    """One of every kind."""
    return [
        changes.RateChange(percent=Decimal(8)),
        changes.InterestPause(start=date(2024, 6, 4), until=date(2024, 7, 4)),
        changes.Postponed(due=date(2024, 6, 30), periods=2),
        changes.DueDatesMoved(due=date(2024, 9, 2), to=date(2024, 9, 10)),
        changes.Extended(periods=3),
        changes.InstalmentSet(amount=6_000_00),
        changes.GracePeriods(principal=1),
        changes.Reamortised(),
        changes.Restructured(first_due=date(2024, 8, 1), count=20),
        changes.NewPlan(given=(GivenInstalment(date(2025, 1, 1), 9_000_00, 50_00, Amounts(fees=1_00)),)),
        changes.BorrowerChanged(party="90010112349"),
    ]


def all_events() -> list[events.Event]:
    """One of every kind, in an order in which they can happen."""
    day, on = date(2024, 3, 10), date(2024, 6, 3)
    return [
        events.Disbursed(value_date=START, key="launch", amount=100_000_00),
        events.Received(value_date=day, key="receipt", amount=5_000_00, scheme=SCHEME_NL),
        events.FeeCharged(value_date=day, key="fee", amount=10_00, due=day),
        events.CostAwarded(value_date=day, key="costs", amount=10_00),
        events.Waived(value_date=day, key="waived", component=Component.FEES, amount=5_00, instalment=1),
        events.MoneyReturned(
            value_date=date(2024, 4, 1), key="back", receipt="receipt", amounts=Amounts(principal=100_00, interest=1)
        ),
        events.EarlyRepaid(
            value_date=date(2024, 4, 2), key="early", amount=1_000_00, mode=events.Repayment.SHORTER_TERM
        ),
        events.Refunded(value_date=date(2024, 4, 3), key="refund", amount=1_00),
        events.Suspended(value_date=date(2024, 5, 1), key="stop"),
        events.Resumed(value_date=date(2024, 6, 1), key="go"),
        events.Capitalised(value_date=date(2024, 6, 2), key="capital", amount=100_00),
        *(
            events.TermsChanged(value_date=on + timedelta(n), key=f"change {n}", change=change)
            for n, change in enumerate(all_changes())
        ),
        events.Reversed(value_date=date(2024, 7, 1), key="undo", of="capital"),
        events.SettledEarly(value_date=date(2024, 12, 1), key="settled", amount=1),
        events.WrittenOff(value_date=date(2025, 1, 1), key="loss", amount=5_00),
        events.Recovered(value_date=date(2025, 2, 1), key="recovered", amount=5_00),
        events.Terminated(value_date=date(2025, 3, 1), key="end"),
        events.Sold(value_date=date(2025, 4, 1), key="sale", price=100_00),
    ]


def rich_story() -> Document:
    """Everything in one story."""
    return {
        "terms": terms_to_data(rich_terms()),
        "events": [event_to_data(event, "EUR") for event in all_events()],
        "as_of": "2025-06-01",
        "tables": {
            "statutory": [{"since": "2020-01-01", "percent": "5", "source": "the law"}],
            "most": [{"since": "2020-01-01", "percent": "11"}],
        },
        "calendars": {"EU": {"weekend": [5, 6], "holidays": ["2024-05-01"]}},
    }


def taken_over() -> Document:
    """A typed table that goes on from another system's position."""
    given = (GivenInstalment(date(2024, 3, 1), 500_00, 5_00), GivenInstalment(date(2024, 4, 1), 500_00))
    terms = LoanTerms(currency="PLN", amount=1_000_00, start=START, method=Method.GIVEN, given=given, count=2)
    items = (events.OpenItem(date(2024, 1, 1), Amounts(principal=100_00)),)
    opened = events.Opened(value_date=START, key="o", principal=900_00, interest=1_00, items=items, credit=5_00)
    return {"terms": terms_to_data(terms), "events": [event_to_data(opened, "PLN")], "as_of": "2024-05-01"}


def in_rials() -> Document:
    """Flat interest by Jalali months, in a currency without decimals."""
    rates = (RateStep(None, Decimal(18)),)
    every = Every(1, Unit.JALALI_MONTHS)
    terms = LoanTerms(currency="IRR", amount=10**9, start=START, every=every, count=12, rates=rates, method=Method.FLAT)
    return {"terms": terms_to_data(terms), "events": [], "as_of": "2024-05-01"}


def flows(rule: str) -> Document:
    """Flows of an annual rate."""
    return {
        "rule": rule,
        "advances": [{"on": "2026-01-01", "amount": "100.00"}],
        "payments": [{"on": "2026-02-01", "amount": "60"}, {"on": "2026-03-01", "amount": "60.00"}],
    }


def flows_in_years() -> Document:
    """The same with times in years."""
    return {
        "rule": "eu",
        "advances": [{"t": "0", "amount": "100.00"}],
        "payments": [{"t": "1/12+3/365", "amount": "110"}],
    }
