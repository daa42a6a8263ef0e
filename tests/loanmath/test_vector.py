"""The numpy twin equals the scalar engine: dates, day counts, roundings, schedules, accrual, arrears."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import count as numbers
from itertools import pairwise
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loanmath import annuity, arrears, calendars, dates, rounding
from loanmath.calendars import FRIDAY, SATURDAY_SUNDAY, THURSDAY_FRIDAY, Calendar, WorkingDayRule
from loanmath.components import Amounts
from loanmath.dates import Every, Unit
from loanmath.daycount import DayCount, basis_days, days_between
from loanmath.events import Disbursed
from loanmath.facts import Instalment
from loanmath.rates import PPM, RateStep
from loanmath.replay import replay
from loanmath.rounding import Rounding
from loanmath.terms import AnnuityFactor, FinancedFee, InterestOn, LoanTerms, Portion
from loanmath.vector import accrual as vector_accrual
from loanmath.vector import annuity as vector_annuity
from loanmath.vector import arrears as vector_arrears
from loanmath.vector import calendars as vector_calendars
from loanmath.vector import dates as vector_dates
from loanmath.vector import daycount as vector_daycount
from loanmath.vector import rounding as vector_rounding
from loanmath.vector.loans import BASES, METHODS, gather, supports
from loanmath.vector.portfolio import scalar_schedule, schedules
from loanmath.vector.schedule import schedule

DAYS = st.lists(st.dates(date(1900, 1, 1), date(2200, 1, 1)), min_size=1, max_size=20)


def ints(values: list[int]) -> np.ndarray:
    return np.array(values, dtype=np.int64)


# ------------------------------------------------------------------ parts


@given(DAYS, st.integers(1, 400), st.sampled_from(list(Unit)), st.integers(-30, 60))
def test_dates_of_a_series(days: list[date], n: int, unit: Unit, k: int) -> None:
    every = Every(n if unit is Unit.DAYS else n % 12 + 1, unit)
    found = vector_dates.nth_dates(vector_dates.days_of(days), every, ints([k] * len(days)))
    assert found.tolist() == [dates.nth_date(day, every, k) for day in days]


@given(DAYS)
def test_leap_days_gone_by(days: list[date]) -> None:
    found = vector_dates.leap_days(vector_dates.days_of(days))
    assert found.tolist() == [dates.leap_days(day) for day in days]


@pytest.mark.parametrize("rule", list(WorkingDayRule))
@pytest.mark.parametrize("weekend", [SATURDAY_SUNDAY, FRIDAY, THURSDAY_FRIDAY, frozenset()])
def test_working_days(rule: WorkingDayRule, weekend: frozenset[int]) -> None:
    days = [date(2026, 1, 1) + timedelta(n) for n in range(200)]
    calendar = Calendar(weekend, frozenset(days[::17]))
    found = vector_calendars.adjust(vector_dates.days_of(days), calendar, rule)
    assert found.tolist() == [calendars.adjust(day, calendar, rule) for day in days]


@given(st.sampled_from(sorted(vector_daycount.NUMBERED)), DAYS)
def test_days_are_differences_of_their_numbers(basis: DayCount, days: list[date]) -> None:
    days.sort()
    found = np.diff(vector_daycount.day_numbers(basis, vector_dates.days_of(days)))
    assert found.tolist() == [days_between(basis, a, b) for a, b in pairwise(days)]


@given(
    st.integers(0, 10**17), st.integers(0, 10**10), st.sampled_from([360, 364, 365]), st.sampled_from(list(Rounding))
)
def test_a_product_beyond_int64_is_rounded_exactly(base: int, factor: int, year: int, rule: Rounding) -> None:
    bottom = year * PPM
    if vector_rounding.fits(ints([base]), ints([factor]), bottom)[0]:
        found = vector_rounding.round_product(ints([base]), ints([factor]), bottom, rule)
        assert found[0] == rounding.round_ratio(base * factor, bottom, rule)
    else:
        assert bottom * factor >= 1 << 61 or base * factor // bottom >= 1 << 61


@given(st.integers(0, 10**12), st.integers(1, 10**6), st.sampled_from(list(Rounding)), st.sampled_from([1, 100, 5000]))
def test_roundings_by_name(top: int, bottom: int, rule: Rounding, multiple: int) -> None:
    assert vector_rounding.round_ratio(ints([top]), bottom, rule)[0] == rounding.round_ratio(top, bottom, rule)
    found = vector_rounding.round_to_multiple(ints([top]), multiple, rule)[0]
    assert found == rounding.round_to_multiple(top, multiple, rule)


@given(
    st.integers(1, 10**12), st.integers(0, 500_000), st.integers(1, 400), st.sampled_from(list(Rounding)), st.booleans()
)
def test_the_equal_instalment_also_on_a_tie(principal: int, ppm: int, count: int, rule: Rounding, whole: bool) -> None:
    principal = principal * count if whole else principal
    parts = [vector_annuity.Part(ints([1]), 12)] * count
    found = vector_annuity.equal_instalments(ints([principal]), ints([principal // 5]), ints([ppm]), parts, rule)
    assert found[0] == annuity.equal_instalment(principal, [(ppm, 12 * PPM)] * count, principal // 5, rule)


# ------------------------------------------------------------------ schedules

EVERY = [Every(1, Unit.MONTHS)] * 4 + [
    Every(3, Unit.MONTHS),
    Every(1, Unit.WEEKS),
    Every(14, Unit.DAYS),
    Every(1, Unit.YEARS),
    Every(1, Unit.JALALI_MONTHS),
]


def drawn(random: Random) -> LoanTerms:
    """Any loan, within what people lend: also interest of 0, tiny and rial amounts, stubs, balloons."""
    start = date(2000, 1, 1) + timedelta(random.randrange(12_000))
    return LoanTerms(
        currency="PLN",
        amount=random.choice(
            [random.randrange(1_000, 10**7), random.randrange(1, 100) * 10**4, random.randrange(10**12)]
        ),
        start=start,
        count=random.choice([1, 2, 6, 12, 24, 36, 60, 120]),
        every=random.choice(EVERY),
        first_due=None if random.random() < 0.6 else start + timedelta(random.randrange(6, 70)),
        method=random.choice(sorted(METHODS)),
        rates=(
            RateStep(
                None, Decimal(random.choice([0, random.randrange(400_000), random.randrange(40) * 5_000])) / 10_000
            ),
        ),
        day_count=random.choice(sorted(BASES)),
        annuity_factor=random.choice(list(AnnuityFactor)),
        rounding=random.choice(list(Rounding)),
        instalment_rounding=random.choice(list(Rounding)),
        multiple=random.choice([1, 1, 1, 100]),
        working_days=random.choice(list(WorkingDayRule)),
        balloon=random.choice([Portion(), Portion(), Portion(share=Fraction(1, 5))]),
        financed_fees=random.choice([(), (FinancedFee("commission", Portion(500, Fraction(1, 50))),)]),
        interest_on=random.choice(list(InterestOn)),
    )


def alike(random: Random, loans: int) -> list[LoanTerms]:
    """Loans of one batch: monthly annuities of any length."""
    return [
        LoanTerms(
            currency="EUR",
            amount=random.randrange(10_000, 10**8),
            start=date(2015, 1, 1) + timedelta(random.randrange(4_000)),
            count=random.randrange(1, 121),
            rates=(RateStep(None, Decimal(random.randrange(300_000)) / 10_000),),
        )
        for _ in range(loans)
    ]


@pytest.mark.parametrize(
    "portfolio", [[drawn(Random(n)) for n in range(1_500)], alike(Random(7), 1_500)], ids=["any", "alike"]
)
def test_thousands_of_schedules_to_the_cent(portfolio: list[LoanTerms]) -> None:
    compared = 0
    for loans in gather(portfolio)[0]:
        table = schedule(loans)
        for column, place in enumerate(loans.places.tolist()):
            if table.sure[column]:
                mine, rows = scalar_schedule(portfolio[place]), slice(loans.count[column])
                assert table.due[rows, column].tolist() == mine.due.tolist(), portfolio[place]
                assert table.principal[rows, column].tolist() == mine.principal.tolist(), portfolio[place]
                assert table.interest[rows, column].tolist() == mine.interest.tolist(), portfolio[place]
                compared += 1
    assert compared > 0.6 * len(portfolio)


def test_what_the_twin_does_not_know_or_cannot_hold_comes_from_the_scalar_engine() -> None:
    plain = LoanTerms(
        currency="IRR", amount=10**17, start=date(2026, 1, 31), count=60, rates=(RateStep(None, Decimal(300)),)
    )
    graced = LoanTerms(currency="PLN", amount=100_000, start=date(2026, 1, 31), count=12, grace_principal=3)
    assert supports(plain)
    assert not schedule(gather([plain])[0][0]).sure.any()
    assert not supports(graced)
    found = schedules([plain, graced, plain])
    for terms, rows in zip([plain, graced, plain], found, strict=True):
        assert all((a == b).all() for a, b in zip(rows, scalar_schedule(terms), strict=True))
    assert found[0].principal.sum() == plain.amount


def test_an_instalment_below_its_interest_is_left_to_the_scalar_engine() -> None:
    terms = LoanTerms(
        currency="PLN",
        amount=1_000_000,
        start=date(2026, 1, 31),
        count=6,
        instalment=10_000,
        rates=(RateStep(None, Decimal(30)),),
    )
    assert not schedule(gather([terms])[0][0]).sure[0]
    assert schedules([terms])[0].principal.tolist() == scalar_schedule(terms).principal.tolist()


def test_loans_of_every_length_share_a_batch_and_keep_their_places() -> None:
    portfolio = alike(Random(3), 300)
    (loans,), others = gather(portfolio)
    assert others == []
    assert sorted(loans.places.tolist()) == list(range(300))
    for terms, rows in zip(portfolio, schedules(portfolio), strict=True):
        assert len(rows.due) == terms.count
        assert rows.principal.sum() == terms.amount


# ------------------------------------------------------------------ accrual and arrears


@settings(max_examples=60)
@given(st.integers(1_000, 10**10), st.integers(0, 300_000), st.integers(0, 400), st.sampled_from(list(Rounding)))
def test_accrued_interest_of_a_contract_on_any_day(amount: int, ppm: int, days: int, rule: Rounding) -> None:
    """The stored facts on the last due date, and the days since, give what replay gives."""
    terms = LoanTerms(
        currency="EUR",
        amount=amount,
        start=date(2025, 1, 31),
        count=24,
        rates=(RateStep(None, Decimal(ppm) / 10_000),),
        rounding=rule,
        day_count=DayCount.THIRTY_E_360,
    )
    on = terms.start + timedelta(days)
    life = replay(terms, [Disbursed(value_date=terms.start, key="disbursed", amount=amount)], on)
    billed = max([terms.start, *(row.due for row in life.schedule if row.due <= on)])
    rate_days = ppm * days_between(terms.day_count, billed, on)
    rows = vector_accrual.Accruals(ints([life.view.bearing]), ints([rate_days]), ints([0]), ints([1]))
    found = vector_accrual.accrued(rows, terms.day_count, rule)
    assert found.sure[0]
    assert found.amount[0] == life.balances.unbilled.interest


@given(
    st.integers(0, 10**13),
    st.integers(0, 10**9),
    st.fractions(0, 10**12, max_denominator=365),
    st.sampled_from([DayCount.ACT_365, DayCount.THIRTY_E_360]),
    st.sampled_from(list(Rounding)),
)
def test_what_is_carried_and_what_is_earned_are_rounded_once(
    base: int, rate_days: int, carried: Fraction, basis: DayCount, rule: Rounding
) -> None:
    rows = vector_accrual.Accruals(
        ints([base]), ints([rate_days]), ints([carried.numerator]), ints([carried.denominator])
    )
    found = vector_accrual.accrued(rows, basis, rule)
    bottom = (basis_days(basis) or 0) * PPM
    if found.sure[0]:
        assert found.amount[0] == rounding.round_fraction(carried + Fraction(base * rate_days, bottom), rule)
    else:
        assert bottom % carried.denominator or base * rate_days > 1 << 60 or bottom * rate_days > 1 << 60


def test_a_basis_without_a_fixed_year_has_no_rate_days() -> None:
    rows = vector_accrual.Accruals(ints([1]), ints([1]), ints([0]), ints([1]))
    with pytest.raises(ValueError, match="no fixed year"):
        vector_accrual.accrued(rows, DayCount.ACT_ACT_ISDA)


def test_arrears_of_a_portfolio() -> None:
    random, on = Random(11), date(2026, 6, 1)
    plans: list[list[Instalment]] = []
    for _ in range(400):
        dues = sorted(on + timedelta(random.randrange(-200, 60)) for _ in range(random.randrange(0, 7)))
        owed = [Amounts(random.choice([0, 0, 3, 900]), random.choice([0, 2, 40])) for _ in dues]
        plans.append(
            [
                Instalment(n, due - timedelta(30), due, owed=o, fixed=True)
                for n, due, o in zip(numbers(1), dues, owed, strict=False)
            ]
        )
    tolerance = [random.choice([0, 5, 50]) for _ in plans]
    rows = [(loan, row.due, tuple(row.open)) for loan, plan in enumerate(plans) for row in plan]
    billed = vector_arrears.Billed(
        ints([loan for loan, _, _ in rows]),
        vector_dates.days_of([due for _, due, _ in rows]),
        ints([o for _, _, o in rows]),
    )
    found = vector_arrears.arrears(billed, ints(tolerance), on)
    mine = [arrears.arrears(plan, on, allowed) for plan, allowed in zip(plans, tolerance, strict=True)]
    assert found.oldest_due.tolist() == [one.oldest_due for one in mine]
    assert found.days_past_due.tolist() == [one.days_past_due for one in mine]
    assert found.instalments.tolist() == [one.instalments for one in mine]
    assert found.overdue.tolist() == [list(one.overdue) for one in mine]
    assert found.buckets().tolist() == [one.bucket() for one in mine]
