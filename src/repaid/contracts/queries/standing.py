"""From the life of a contract to straight lines: what it earns by itself until something happens to it.

The engine stays the only one who computes. A line is made of the exact fraction it carries on a day and of what one
more day adds, and holds as long as the engine would go on adding just that: until a due date, a change of rate, the
turn of a year where the day count asks for it.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from math import lcm
from typing import Final, NamedTuple

from loanmath.book import Reference
from loanmath.components import Component
from loanmath.dates import add_months, nth_date
from loanmath.daycount import DayCount, Period, basis_days, year_fraction
from loanmath.facts import Accrual, Facts, Instalment
from loanmath.life import accrued_interest
from loanmath.rates import PPM, rates_between
from loanmath.rounding import Rounding, round_fraction
from loanmath.terms import LoanTerms, Method, Penalty
from loanmath.vector.dates import days_of
from loanmath.vector.daycount import NUMBERED, day_numbers

DAY: Final = timedelta(days=1)
BASES: Final = (DayCount.ACT_365, DayCount.NL_365, DayCount.THIRTY_E_360, DayCount.THIRTY_E_360_ISDA)
"""The ways in which days are numbered; a line stores the place of its own."""
ROUNDINGS: Final = tuple(Rounding)
SPAN_DAYS: Final = 4_000
"""How far a line is drawn at most; within it nothing may leave bigint."""
ROOM: Final = 1 << 62

_LIKE: Final = {
    DayCount.NL_360: DayCount.NL_365,
    DayCount.THIRTY_E_365: DayCount.THIRTY_E_360_ISDA,
}


class Line(NamedTuple):
    """round((top + slope x (n - origin)) / bottom), n being the number of a day on the basis."""

    top: int
    slope: int
    bottom: int
    origin: int
    basis: int
    rounding: int


class Course(NamedTuple):
    """How a contract goes on from a day: contract interest, the other lines by component and number, and the last day
    on which all of them hold."""

    interest: Line
    others: dict[tuple[Component, int], Line]
    until: date


@lru_cache(maxsize=64)
def numbers_of(day: date) -> tuple[int, ...]:
    """The number of a day on each of BASES."""
    return tuple(int(day_numbers(basis, days_of([day]))[0]) for basis in BASES)


def course_of(view: Facts, terms: LoanTerms, reference: Reference, *, defers_fees: bool = False) -> Course:
    """The course of a contract from the day its facts are counted to.

    Where no straight line can be drawn it holds on that day only, and the engine is asked again on the next.
    """
    on = view.today
    interest = _interest_line(view, terms)
    penalties = {each.instalment: _penalty_line(each, view, terms, reference) for each in view.accruals}
    is_straight = not (interest is None or None in penalties.values() or _moves_by_itself(view))
    others = {
        (Component.PENALTY, each.instalment): penalties[each.instalment] if is_straight else None
        for each in view.accruals
    }
    flat = {(Component.PENALTY, each.instalment): _flat(each.carried, on, terms) for each in view.accruals}
    lines = {key: line or flat[key] for key, line in others.items()}
    if defers_fees and view.disbursed:
        lines |= {(Component.FEES, place): line for place, line in enumerate(_fee_lines(view, terms))}
    if not is_straight or interest is None:
        return Course(_still(view, terms), lines, on)
    ends = [on + SPAN_DAYS * DAY, *_interest_ends(view, terms)]
    for each in view.accruals:
        ends += _penalty_ends(each, on, terms.penalty, reference)
    if defers_fees and view.plan:
        ends.append(view.plan[-1].due)
    return Course(interest, lines, min(end for end in ends if end > on))


def _moves_by_itself(view: Facts) -> bool:
    """Waiting credit meets what is billed from day to day: no straight line."""
    return bool(view.credits) and view.oldest < view.next


# ---------------------------------------------------------------- interest


def _interest_line(view: Facts, terms: LoanTerms) -> Line | None:
    written = _written(view)
    if written is not None:
        return _written_line(view, written, terms)
    row = _running(view, terms)
    if row is None:
        return _still(view, terms)
    base = view.lent + view.repaid_before if terms.method is Method.FLAT else view.bearing
    rate = Fraction(base * rate_on(view, view.today), PPM)
    return _line(view.carried, rate, terms.day_count, _period(row, view), view.today, terms.rounding)


def _written(view: Facts) -> Instalment | None:
    """The coming line whose interest accrues in proportion to its period (see `loanmath.life.accrued_interest`)."""
    return next((row for row in view.coming if row.written and not row.fixed), None)


def _written_line(view: Facts, row: Instalment, terms: LoanTerms) -> Line | None:
    passed, whole = (view.today - row.start).days, (row.due - row.start).days
    if passed < 0 or whole <= 0:
        return _flat(Fraction(0), view.today, terms)
    a_day = Fraction(row.owed.interest, whole)
    return _fitting(passed * a_day, a_day, view.today, DayCount.ACT_365, terms.rounding)


def _running(view: Facts, terms: LoanTerms) -> Instalment | None:
    """The line in whose period interest is earned; None when none is (see `loanmath.accrual.earn`)."""
    if view.next < len(view.plan):
        return view.plan[view.next]
    return view.plan[-1] if view.plan and terms.bears_after_last_due else None


def rate_on(view: Facts, day: date) -> int:
    """The contract rate of a day, parts per million; nothing in a pause."""
    if any(pause.start <= day and (pause.end is None or day < pause.end) for pause in view.pauses):
        return 0
    return next((ppm for since, ppm in reversed(view.rates) if since <= day), 0)


def _interest_ends(view: Facts, terms: LoanTerms) -> Iterator[date]:
    yield from (since for since, _ppm in view.rates)
    for pause in view.pauses:
        yield pause.start
        if pause.end is not None:
            yield pause.end
    coming = view.coming[:1] if view.suspended_on is None else ()
    yield from (row.due for row in coming)
    if (written := _written(view)) is not None:
        yield from (written.start, written.due)
    yield from _turn_of_year(terms.day_count, view.today)


def _turn_of_year(basis: DayCount, on: date) -> Iterator[date]:
    if basis is DayCount.ACT_ACT_ISDA:
        yield date(on.year + 1, 1, 1)


# ----------------------------------------------------------------- penalty


_BY_PERIOD: Final = (DayCount.PERIOD, DayCount.ACT_ACT_FEB29)
"""Day counts that look at a whole period, which an overdue amount does not have."""


def _penalty_line(each: Accrual, view: Facts, terms: LoanTerms, reference: Reference) -> Line | None:
    penalty, on = terms.penalty, view.today
    assert penalty is not None, "an accrual of penalty interest has terms"
    if view.penalty_paused:
        return _flat(each.carried, on, terms)
    if penalty.day_count in _BY_PERIOD:
        return None
    ppm = rates_between(penalty.rate, reference.tables, on, on + DAY)[0].ppm
    rate = Fraction((each.base + each.compounded) * ppm, PPM)
    return _line(each.carried, rate, penalty.day_count, Period(on, on + DAY, view.every), on, terms.rounding)


def _penalty_ends(each: Accrual, on: date, penalty: Penalty | None, reference: Reference) -> Iterator[date]:
    assert penalty is not None, "an accrual of penalty interest has terms"
    far = on + SPAN_DAYS * DAY
    for name in (penalty.rate.table, penalty.rate.cap):
        if name in reference.tables:
            yield from reference.tables[name].changes(on, far)
    if penalty.compounds_yearly and each.overdue_since is not None:
        years = range(1, far.year - each.overdue_since.year + 1)
        yield from (add_months(each.overdue_since, 12 * n) for n in years)
    yield from _turn_of_year(penalty.day_count, on)


def follows_law(view: Facts, terms: LoanTerms) -> bool:
    """Whether a line rests on a table that an administrator may extend."""
    return bool(view.accruals and terms.penalty and (terms.penalty.rate.table or terms.penalty.rate.cap))


# ---------------------------------------------------------- deferred fees


def _fee_lines(view: Facts, terms: LoanTerms) -> Iterator[Line]:
    """What is left to be earned of each financed fee (see `loanmath.early.unused_cost`)."""
    start, end = view.plan[0].start, view.plan[-1].due
    left, whole = max((end - view.today).days, 0), (end - start).days
    for fee in terms.financed_fees:
        a_day = Fraction(fee.portion.of(terms.amount, terms.rounding), whole) if left else Fraction(0)
        line = _fitting(a_day * left, -a_day, view.today, DayCount.ACT_365, terms.rounding)
        assert line is not None, "a fee is spread over days"
        yield line


# ------------------------------------------------------------------- lines


def _line(carried: Fraction, rate: Fraction, basis: DayCount, period: Period, on: date, rule: Rounding) -> Line | None:
    """A line that adds `rate` (minor units a year) by the days of the basis."""
    year = basis_days(basis)
    if year is not None and basis in NUMBERED:
        return _fitting(carried, rate / year, on, basis, rule)
    a_day = year_fraction(basis, on, on + DAY, period)
    return _fitting(carried, rate * a_day, on, DayCount.ACT_365, rule)


def _period(row: Instalment, view: Facts) -> Period:
    end = row.due if row.due > row.start else nth_date(row.start, view.every, 1)
    return row.nominal or Period(row.start, end, view.every)


def _fitting(carried: Fraction, slope: Fraction, on: date, basis: DayCount, rule: Rounding) -> Line | None:
    """A line through `carried` on a day, or None where bigint has no room for it."""
    bottom = lcm(carried.denominator, slope.denominator)
    top, step = int(carried * bottom), int(slope * bottom)
    if bottom >= ROOM or abs(top) + abs(step) * SPAN_DAYS >= ROOM:
        return None
    place = place_of(basis)
    return Line(top, step, bottom, numbers_of(on)[place], place, ROUNDINGS.index(rule))


def place_of(basis: DayCount) -> int:
    """Where the numbering of a basis stands among BASES; all that count actual days share one."""
    alike = _LIKE.get(basis, basis)
    return BASES.index(alike) if alike in BASES else 0


def _flat(amount: Fraction, on: date, terms: LoanTerms) -> Line:
    """A line that stays where it is."""
    return Line(round_fraction(amount, terms.rounding), 0, 1, numbers_of(on)[0], 0, ROUNDINGS.index(terms.rounding))


def _still(view: Facts, terms: LoanTerms) -> Line:
    """Contract interest as it is, without a future."""
    return _flat(Fraction(accrued_interest(view, terms)), view.today, terms)
