"""A position taken over goes on as the loan would have gone on in the other system."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanmath.checks import check
from loanmath.components import Amounts
from loanmath.dates import Unit
from loanmath.daycount import DayCount
from loanmath.early import quote
from loanmath.events import Disbursed, Event, Opened, OpenItem, Received
from loanmath.life import Life
from loanmath.replay import replay
from loanmath.rounding import round_fraction
from loanmath.terms import AnnuityFactor, InterestOn, LoanTerms, Method, OverduePrincipal, Portion
from loanmath.testing import loan_terms
from tests.loanmath.loans import day, loan

START = day("2024-01-31")


def carried_over(before: Life) -> tuple[LoanTerms, Opened]:
    """What another system would tell of a loan on a day: the terms from then on, and the position."""
    terms, view = before.terms, before.view
    late = [row for row in view.plan[: view.next] if any(row.open)]
    due = sum(row.open.principal for row in late)
    left = view.lent - sum(row.met.principal for row in view.plan) - due
    opened = Opened(
        value_date=before.as_of, key="position", principal=left,
        interest=max(round_fraction(view.carried, terms.rounding), 0),
        items=tuple(OpenItem(row.due, row.open) for row in late), credit=view.credit,
        repaid=view.lent - due - left,
    )  # fmt: skip
    passed, count = view.next, max(len(view.plan) - view.next, 1)
    rest = replace(
        terms, count=count, first_due=(view.coming or view.plan)[0].due,
        balloon=Portion(terms.balloon.of(terms.amount)),
        due_day=START.day if terms.every.unit is Unit.MONTHS else None,
        grace_principal=min(max(terms.grace_principal - passed, 0), count - 1),
    )  # fmt: skip
    return rest, opened


def life(terms: LoanTerms, events: list[Event], on: date) -> Life:
    return replay(terms, events, on)


LOANS = {
    "annuity": {},
    "annuity over 30/360": {"day_count": DayCount.THIRTY_E_360},
    "even annuity, months as twelfths": {"day_count": DayCount.PERIOD, "annuity_factor": AnnuityFactor.EVEN},
    "interest on the schedule": {"interest_on": InterestOn.SCHEDULE},
    "flat": {"method": Method.FLAT},
    "flat, split evenly": {"method": Method.FLAT, "annuity_factor": AnnuityFactor.EVEN, "day_count": DayCount.PERIOD},
    "equal principal": {"method": Method.EQUAL_PRINCIPAL},
    "interest only": {"method": Method.INTEREST_ONLY},
    "balloon": {"balloon": Portion(400_00)},
    "grace": {"grace_principal": 6},
}


@pytest.mark.parametrize("name", LOANS)
def test_in_the_middle_of_a_period_the_plan_goes_on(name: str) -> None:
    terms = loan(1200, "12", "2024-01-31", 12, **LOANS[name])
    paid: list[Event] = [Disbursed(value_date=START, key="out", amount=1200_00)]
    for row in life(terms, paid, START).schedule[:4]:
        paid.append(Received(value_date=row.due, key=str(row.due), amount=row.owed.total))
    before = life(terms, paid, day("2024-06-10"))
    rest, opened = carried_over(before)
    after = life(rest, [opened], day("2024-06-10"))
    ahead = [row for row in before.schedule if row.due > before.as_of]
    assert [row.due for row in after.schedule] == [row.due for row in ahead]
    for was, now in zip(ahead[:-1], after.schedule, strict=False):
        assert abs(was.owed.total - now.owed.total) <= 2, (was.due, was.owed, now.owed)
    assert abs(ahead[-1].owed.total - after.schedule[-1].owed.total) <= 12
    assert after.balances.outstanding.principal == before.balances.outstanding.principal
    assert abs(after.balances.unbilled.interest - before.balances.unbilled.interest) <= 1
    assert abs(quote(after.facts, rest, after.as_of).total - quote(before.facts, terms, before.as_of).total) <= 1


def test_overdue_principal_that_keeps_bearing_is_taken_over_bearing() -> None:
    terms = loan(1000, "36.5", "2024-01-01", 10, overdue_principal=OverduePrincipal.BEARS)
    item = OpenItem(day("2024-02-01"), Amounts(100_00))
    opened = Opened(value_date=day("2024-02-10"), key="position", principal=900_00, items=(item,))
    after = life(replace(terms, count=9, first_due=day("2024-03-01")), [opened], day("2024-02-11"))
    assert after.view.carried == Fraction(1_00)
    assert check(after.view, after.terms) == []


def test_flat_interest_is_counted_on_what_was_repaid_before_too() -> None:
    terms = loan(600, "12", "2024-02-01", 6, method=Method.FLAT, day_count=DayCount.PERIOD)
    opened = Opened(value_date=day("2024-02-01"), key="position", principal=600_00, repaid=600_00)
    assert [row.owed.interest for row in life(terms, [opened], day("2024-02-01")).schedule] == [12_00] * 6


@pytest.mark.parametrize("name", ["annuity", "interest on the schedule", "flat"])
def test_the_agreed_instalment_is_kept_and_the_last_takes_the_rest(name: str) -> None:
    terms = loan(1200, "12", "2024-01-01", 6, **LOANS[name])
    opened = Opened(value_date=day("2024-01-01"), key="position", principal=600_00, repaid=600_00, instalment=105_00)
    *before, last = life(terms, [opened], day("2024-01-01")).schedule
    assert [row.owed.total for row in before] == [105_00] * 5
    assert sum(row.owed.principal for row in (*before, last)) == 600_00


def test_a_bullet_began_when_it_was_paid_out() -> None:
    terms = loan(1000, "12", "2024-01-01", 12, method=Method.BULLET, day_count=DayCount.PERIOD)
    opened = Opened(value_date=day("2024-07-01"), key="position", principal=1000_00, interest=59_67)
    assert life(terms, [opened], day("2024-07-01")).schedule[0].owed.interest == 120_00


@given(loan_terms(balloon=Portion()), st.integers(0, 400), st.integers(0, 6))
def test_what_is_taken_over_is_what_was_owed(terms: LoanTerms, days: int, paid: int) -> None:
    events: list[Event] = [Disbursed(value_date=START, key="out", amount=terms.amount)]
    plan = life(terms, events, START).schedule
    events += [Received(value_date=row.due, key=str(row.due), amount=row.owed.total) for row in plan[:paid]]
    on = date.fromordinal(max([START, *(event.value_date for event in events)]).toordinal() + days)
    before = life(terms, events, on)
    rest, opened = carried_over(before)
    if not (opened.principal or opened.items):
        return
    after = life(rest, [opened], on)
    assert after.balances.billed == before.balances.billed
    assert after.balances.outstanding.principal == before.balances.outstanding.principal
    assert after.balances.credit == before.balances.credit
    assert after.arrears == before.arrears
    assert check(after.view, rest) == []
    later = date.fromordinal(on.toordinal() + 45)
    assert check(life(rest, [opened], later).view, rest) == []
