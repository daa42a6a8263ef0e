"""A second system's figures (../shared/vectors/peer-lending): those its README calls good."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from loanmath.components import Component
from loanmath.dates import Every, Unit
from loanmath.daycount import DayCount
from loanmath.early import QuoteItem, quote
from loanmath.events import Disbursed, EarlyRepaid, Received, Repayment
from loanmath.life import Life
from loanmath.rates import RateRule, RateStep
from loanmath.replay import replay
from loanmath.rounding import Rounding
from loanmath.terms import AnnuityFactor, LoanTerms, Method, Penalty, PenaltyBase
from tests.peers.reading import minor

VECTORS = Path(__file__).resolve().parents[3] / "shared" / "vectors" / "peer-lending"
pytestmark = pytest.mark.skipif(not VECTORS.is_dir(), reason="the vectors of the peer are not at hand")


def vector(number: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(next(VECTORS.glob(f"{number}_*.json")).read_text())
    return found


def terms_of(data: dict[str, Any], **more: Any) -> LoanTerms:
    """Monthly annuity, rounded up to whole units, interest by days (actual/365)."""
    terms = data["terms"]
    instalment = terms.get("instalment")
    values: dict[str, Any] = {
        "currency": "INR",
        "amount": minor(terms["principal"]),
        "start": date.fromisoformat(terms["disbursed"]),
        "first_due": date.fromisoformat(terms["first_due"]),
        "rates": (RateStep(None, Decimal(str(terms["rate_pct"]))),),
        "count": terms.get("periods") or data["asserted_upstream"]["rows"],
        "annuity_factor": AnnuityFactor.EVEN,
        "instalment_rounding": Rounding.UP,
        "multiple": 100,
        "instalment": minor(instalment) if instalment else None,
    }
    return LoanTerms(**{**values, **more})


def life(terms: LoanTerms, *events: Any, on: date | None = None) -> Life:
    lent = Disbursed(value_date=terms.start, key="lent", amount=terms.amount)
    return replay(terms, [lent, *events], on or terms.start)


def table(seen: Life) -> list[tuple[str, int, int]]:
    return [(str(row.due), row.owed.principal, row.owed.interest) for row in seen.schedule]


def peer_table(data: dict[str, Any], schedule: int = 0) -> list[tuple[str, int, int]]:
    rows = data["observed"]["schedules"][schedule]["rows"]
    return [(row[0], minor(f"{row[2]:.2f}"), minor(f"{row[3]:.2f}")) for row in rows]


def paid(on: str, amount: object, key: str) -> Received:
    return Received(value_date=date.fromisoformat(on), key=key, amount=minor(amount))


@pytest.mark.parametrize("number", ["01", "02"])
def test_schedules(number: str) -> None:
    data = vector(number)
    assert table(life(terms_of(data))) == peer_table(data)


def test_flat_rate() -> None:
    data = vector("03")
    flat = terms_of(data, method=Method.FLAT, day_count=DayCount.PERIOD)
    assert table(life(flat)) == peer_table(data)


def test_broken_period_interest_with_the_first_instalment() -> None:
    """The peer adds two days to the first instalment beside its amount; so do we for the interest of it."""
    data = vector("05")
    assert life(terms_of(data)).schedule[0].owed.interest == minor(data["asserted_upstream"]["row0_interest"])


def test_penalty_interest_on_the_whole_instalment() -> None:
    """Three missed instalments; the peer rounds each day, the unrounded sum differs by less than 2 cents a day."""
    data = vector("08")
    rate = RateRule(Decimal(str(data["terms"]["penal_rate_pct"])))
    terms = terms_of(data, penalty=Penalty(rate, PenaltyBase.WHOLE_INSTALMENT))
    on = date(2024, 7, 7)
    overdue = life(terms, on=on)
    unrounded = sum(47_523_00 * 25 * (on - date(2024, month, 5)).days / 36500 for month in (5, 6, 7))
    assert abs(overdue.balances.overdue.penalty - unrounded) <= 1.5


def test_a_prepayment_smaller_than_the_interest_pays_interest_alone() -> None:
    data = vector("10")
    payments = [paid(on, amount, f"p{n}") for n, (kind, on, amount) in enumerate(data["events"]) if kind == "pay"]
    kind, on, amount = data["events"][-1]
    assert kind == "prepay"
    first = terms_of(data).first_due
    assert first is not None
    prepaid = EarlyRepaid(
        value_date=date.fromisoformat(on), key="early", amount=minor(amount), mode=Repayment.SHORTER_TERM
    )
    seen = life(terms_of(data), *payments, prepaid, on=date.fromisoformat(on))
    one = seen.allocation_of("early")
    demanded = data["asserted_upstream"]["interest_demand_2025-05-21"]
    assert abs(one.of(Component.INTEREST) - minor(demanded)) <= 100


def test_a_drawn_line_pays_interest_first() -> None:
    """171 000 at 17 per cent for two days: 159.29; the peer rounds each day and comes to 159.28."""
    data = vector("11")
    draw = data["terms"]
    terms = LoanTerms(
        currency="INR",
        amount=minor(draw["draw"]),
        start=date.fromisoformat(draw["drawn"]),
        first_due=date.fromisoformat(draw["due"]),
        rates=(RateStep(None, Decimal(str(draw["rate_pct"]))),),
        method=Method.BULLET,
    )
    repaid = EarlyRepaid(value_date=date(2024, 12, 2), key="early", amount=3859_00)
    seen = life(terms, repaid, on=date(2024, 12, 2))
    peer = minor(data["asserted_upstream"]["first_prepay_interest_paid"])
    assert seen.allocation_of("early").of(Component.INTEREST) == 159_29 == peer + 1
    assert seen.schedule[-1].owed.principal == 167_300_29


def test_days_past_due_with_part_payments() -> None:
    """The peer counts the due date as day 1 at the start of a day; we count the days after it at the end."""
    data = vector("12")
    payments = [event for event in data["events"] if event[0] == "pay"]
    for day, expected in data["asserted_upstream"]["dpd"].items():
        on = date.fromisoformat(day)
        events = [paid(when, amount, f"p{n}") for n, (_, when, amount) in enumerate(payments)]
        ours = life(terms_of(data), *events, on=on).arrears.days_past_due
        assert ours == max(expected - 1, 0)


def test_closure_quote_counts_interest_to_its_day() -> None:
    data = vector("13")
    seen = life(terms_of(data))
    lines = {line.item: line.amount for line in quote(seen.facts, seen.terms, date(2024, 4, 6)).lines}
    assert lines[QuoteItem.INTEREST_TO_DATE] == round(500_000_00 * 12 * 12 / 36500)


def test_due_dates_of_other_periods() -> None:
    for every, expected in ((Every(1, Unit.WEEKS), "2024-10-08"), (Every(2, Unit.WEEKS), "2024-10-15")):
        terms = LoanTerms(currency="INR", amount=100_00, start=date(2024, 10, 1), count=3, every=every)
        assert str(life(terms).schedule[0].due) == expected


def test_a_back_dated_payment_equals_one_in_order() -> None:
    data = vector("01")
    terms = terms_of(data)
    rows = life(terms).schedule[:3]
    payments = [Received(value_date=row.due, key=f"p{n}", amount=row.owed.total) for n, row in enumerate(rows)]
    on = rows[-1].due
    assert life(terms, *payments, on=on).view == life(terms, *reversed(payments), on=on).view


def test_demand_loan_for_31_days() -> None:
    """1 000 000 at 13.5 per cent for 31 days: 11 465.75; 50.00 are missing from the payment."""
    data = vector("18")
    terms = LoanTerms(
        currency="INR",
        amount=minor(data["terms"]["principal"]),
        start=date(2019, 10, 1),
        rates=(RateStep(None, Decimal("13.5")),),
    )
    seen = life(terms, paid("2019-11-01", "1011415.75", "all"), on=date(2019, 11, 1))
    assert seen.schedule[0].owed.interest == minor(data["asserted_upstream"]["interest_31_days"])
    assert seen.balances.billed.total == 50_00
