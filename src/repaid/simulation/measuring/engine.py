"""The engine alone, on one core: schedules one by one and as arrays, replay of a long contract."""

from datetime import date, timedelta
from decimal import Decimal
from time import process_time
from typing import Final

from loanmath.agreed import agreed
from loanmath.events import Disbursed, Event, Received
from loanmath.rates import RateStep
from loanmath.replay import fold, replay
from loanmath.terms import LoanTerms
from loanmath.vector.loans import gather
from loanmath.vector.schedule import schedule
from repaid.simulation.measuring.rounds import Goal, Measured, Work, rates_of, repeated

START: Final = date(2026, 1, 31)
LONGEST: Final = 360
LENGTHS: Final = (12, 60, LONGEST)
LOANS: Final = 10_000
SCALAR_LOANS: Final = 100
SCALAR_GOAL: Final = 1_000
VECTOR_GOAL: Final = 20
PAYMENTS: Final = 120
REPLAY_MS_GOAL: Final = 10
MS: Final = 1_000


def measure_schedules(rounds: int) -> Measured:
    """Schedules a second, one by one and as arrays, of three lengths."""
    works = {name: work for rows in LENGTHS for name, work in _schedule_works(mortgages(rows), rows).items()}
    rates = rates_of(works, rounds, process_time)
    scalar, vector = (rates[f"{kind}, {LONGEST} rows"] for kind in ("scalar", "vector"))
    goals = (
        Goal("scalar schedules of 360 rows a second", scalar, SCALAR_GOAL),
        Goal("vector over scalar, 360 rows", vector / scalar, VECTOR_GOAL),
    )
    return Measured("schedules", rounds, rates, goals)


def mortgages(rows: int) -> list[LoanTerms]:
    """Monthly annuities that differ in amount, rate and day; the same every time."""
    return [
        LoanTerms(
            currency="EUR",
            amount=10_000_000 + 7_919 * place,
            start=START + timedelta(place % 28),
            count=rows,
            rates=(RateStep(None, Decimal(200 + place % 500) / 100),),
        )
        for place in range(LOANS)
    ]


def _schedule_works(portfolio: list[LoanTerms], rows: int) -> dict[str, Work]:
    """Each begins with what it takes: terms one by one, or the same as columns of arrays."""
    batches, others = gather(portfolio)
    assert not others, "the twin knows annuities"

    def scalar() -> int:
        for terms in portfolio[:SCALAR_LOANS]:
            agreed(terms)
        return SCALAR_LOANS

    def vector() -> int:
        for batch in batches:
            schedule(batch)
        return len(portfolio)

    return {f"scalar, {rows} rows": scalar, f"vector, {rows} rows": vector}


def measure_replay(rounds: int) -> Measured:
    """Replays a second of a ten-year contract with 120 payments, beside one fold step on its stored facts."""
    terms, events = paid_contract()
    last, day = events[-1], events[-1].value_date
    stored = replay(terms, events[:-1], events[-2].value_date).facts

    works = {
        "replay": repeated(lambda: replay(terms, events, day)),
        "fold": repeated(lambda: fold(stored, terms, last)),
    }
    rates = rates_of(works, rounds, process_time)
    goals = (Goal("milliseconds a replay", MS / rates["replay"], REPLAY_MS_GOAL, at_most=True),)
    return Measured("replay", rounds, rates, goals)


def paid_contract() -> tuple[LoanTerms, list[Event]]:
    """Ten years, 120 instalments, each paid on its day."""
    rates = (RateStep(None, Decimal("4.25")),)
    terms = LoanTerms(currency="EUR", amount=20_000_000, start=START, rates=rates, count=PAYMENTS)
    paid = [
        Received(value_date=row.due, key=f"r{place:03d}", amount=row.principal + row.interest)
        for place, row in enumerate(agreed(terms))
    ]
    return terms, [Disbursed(value_date=START, key="out", amount=terms.amount), *paid]
