"""How much faster the twin makes schedules than the scalar engine; the clock is the caller's."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from statistics import median

from loanmath.rates import RateStep
from loanmath.terms import LoanTerms
from loanmath.vector.loans import gather
from loanmath.vector.portfolio import scalar_schedule
from loanmath.vector.schedule import schedule


@dataclass(frozen=True, slots=True)
class Speed:
    """Schedules a second, the median of the rounds; `ratio` is the median of the ratios of one round."""

    rows: int
    rounds: int
    scalar: float
    vector: float
    ratio: float


def compare_schedules(
    clock: Callable[[], float], *, rows: int, loans: int = 20_000, scalar_loans: int = 50, rounds: int = 5
) -> Speed:
    """Time both in turn, from LoanTerms to all figures. `clock` gives seconds, such as `time.perf_counter`."""
    portfolio = sample(loans, rows)
    scalar, vector = [], []
    for _ in range(rounds):
        begin = clock()
        for terms in portfolio[:scalar_loans]:
            scalar_schedule(terms)
        middle = clock()
        for batch in gather(portfolio)[0]:
            schedule(batch)
        scalar.append(scalar_loans / (middle - begin))
        vector.append(loans / (clock() - middle))
    ratio = median(fast / slow for fast, slow in zip(vector, scalar, strict=True))
    return Speed(rows, rounds, median(scalar), median(vector), ratio)


def sample(loans: int, rows: int) -> list[LoanTerms]:
    """Monthly annuities that differ in amount, rate and start; the same every time."""
    return [
        LoanTerms(
            currency="EUR",
            amount=100_000 + 7_919 * n % 10_000_000,
            start=date(2020, 1, 1) + timedelta(n % 1_461),
            count=rows,
            rates=(RateStep(None, Decimal(10_000 + 104_729 * n % 290_000) / 10_000),),
        )
        for n in range(loans)
    ]
