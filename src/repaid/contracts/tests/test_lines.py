"""Straight lines say what the engine says, to the minor unit, on every day on which they hold."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from loanmath.book import NO_REFERENCE, Reference
from loanmath.components import Component
from loanmath.daycount import ADDITIVE, DayCount
from loanmath.early import unused_cost
from loanmath.events import Disbursed, Event, Received
from loanmath.facts import Facts
from loanmath.rates import RateRule, RateTable, TableStep
from loanmath.replay import count, replay
from loanmath.rounding import Rounding, round_ratio
from loanmath.terms import FinancedFee, LoanTerms, Penalty, PenaltyBase, Portion, Remainder
from loanmath.testing import START, Story, loan_terms, stories
from repaid.contracts.postings import charged
from repaid.contracts.queries.standing import BASES, ROUNDINGS, Line, course_of, numbers_of
from repaid.contracts.sql.lines import day_arguments, earned_on

DAY = timedelta(days=1)


def value(line: Line, day: date) -> int:
    """The line read off on a day."""
    top = line.top + line.slope * (numbers_of(day)[line.basis] - line.origin)
    return round_ratio(top, line.bottom, ROUNDINGS[line.rounding])


def days_held(view: Facts, until: date) -> Iterator[date]:
    """Some days on which the lines of a view hold, the last one too; on a due date the engine bills."""
    span = min((until - view.today).days, 500)
    due = view.coming[0].due if view.coming and view.suspended_on is None else None
    for step in sorted({1, 2, span // 3, span - 1, span}):
        day = view.today + step * DAY
        if 0 < step <= span and (due is None or day < due):
            yield day


def assert_lines_hold(view: Facts, terms: LoanTerms, reference: Reference = NO_REFERENCE) -> None:
    """What lines earn from a day on is what the engine earns."""
    course = course_of(view, terms, reference, defers_fees=True)
    start = charged(view, view, terms)
    for day in days_held(view, course.until):
        later = count(view, terms, day, reference)
        earned = charged(view, later, terms).minus(start)
        lines = {key: value(line, day) - value(line, view.today) for key, line in course.others.items()}
        assert value(course.interest, day) - value(course.interest, view.today) == earned.interest, day
        assert sum(lines[key] for key in lines if key[0] is Component.PENALTY) == earned.penalty, day
        used = unused_cost(terms, list(view.plan), view.today) - unused_cost(terms, list(later.plan), day)
        assert -sum(lines[key] for key in lines if key[0] is Component.FEES) == used, day


FEES = (FinancedFee("insurance", Portion(5_000)), FinancedFee("commission", Portion(3_333)))


@given(stories(remainder=Remainder.DROP, financed_fees=FEES))
def test_any_life_goes_on_in_straight_lines(story: Story) -> None:
    terms, events, as_of = story
    life = replay(terms, events, as_of)
    assert_lines_hold(life.view, terms)


@given(stories(remainder=Remainder.CARRY), st.sampled_from(sorted(ADDITIVE)))
def test_on_every_basis(story: Story, basis: DayCount) -> None:
    terms, events, as_of = story
    penalty = Penalty(RateRule(Decimal(8)), PenaltyBase.WHOLE_INSTALMENT, basis)
    changed = LoanTerms(**{**_fields(terms), "day_count": basis, "penalty": penalty})
    assert_lines_hold(replay(changed, events, as_of).view, changed)


@given(loan_terms(), st.integers(40, 700))
def test_capped_by_a_table_of_law(terms: LoanTerms, days: int) -> None:
    table = RateTable("PL:max_delay", tuple(TableStep(START + n * 97 * DAY, Decimal(5 + n)) for n in range(6)))
    penalty = Penalty(RateRule(Decimal(9), cap=table.name), PenaltyBase.WHOLE_INSTALMENT)
    capped = LoanTerms(**{**_fields(terms), "penalty": penalty})
    reference = Reference(tables={table.name: table})
    events: list[Event] = [
        Disbursed(value_date=START, key="out", amount=terms.amount),
        Received(value_date=START + 35 * DAY, key="in", amount=terms.amount // 10 + 1),
    ]
    assert_lines_hold(replay(capped, events, START + days * DAY, reference).view, capped, reference)


def _fields(terms: LoanTerms) -> dict[str, object]:
    return {name: getattr(terms, name) for name in terms.__dataclass_fields__}


class Row(NamedTuple):
    line: Line
    day: date


rows = st.builds(
    Row,
    st.builds(
        Line,
        st.integers(-(10**15), 10**15),
        st.integers(-(10**12), 10**12),
        st.sampled_from((1, 2, 3, 7, 360, 1461, 365_000_000, 366 * 10**6)),
        st.integers(*(numbers_of(date(2020, 1, 1))[0], numbers_of(date(2020, 1, 1))[0])),
        st.integers(0, len(BASES) - 1),
        st.integers(0, len(ROUNDINGS) - 1),
    ),
    st.dates(date(2020, 1, 1), date(2030, 12, 31)),
).map(lambda row: Row(row.line._replace(origin=numbers_of(date(2020, 1, 1))[row.line.basis]), row.day))


@pytest.mark.django_db
@given(rows)
def test_sql_reads_off_as_the_engine_rounds(row: Row) -> None:
    names = ", ".join(f"%({name})s::bigint AS {name}" for name in Line._fields)
    statement = f"SELECT {earned_on('line', 'on')} FROM (SELECT {names}) line"
    with connection.cursor() as cursor:
        cursor.execute(statement, {**row.line._asdict(), **day_arguments(on=row.day)})
        assert cursor.fetchone() == (value(row.line, row.day),)


def test_roundings_are_those_of_the_engine() -> None:
    assert ROUNDINGS == (Rounding.HALF_UP, Rounding.HALF_EVEN, Rounding.UP, Rounding.DOWN)
