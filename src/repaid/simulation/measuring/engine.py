"""The engine alone, on one core: schedules one by one and as arrays, replay of a long contract."""

from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from time import process_time
from typing import Final

from loanmath.agreed import agreed
from loanmath.events import Disbursed, Event, Received
from loanmath.rates import RateRule, RateStep
from loanmath.replay import fold, replay
from loanmath.terms import LoanTerms, Penalty, PenaltyBase
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
DAYS_LATE: Final = 10
ON_WHOLE_INSTALMENT: Final = Penalty(RateRule(Decimal("9.00")), PenaltyBase.WHOLE_INSTALMENT)
WORST: Final = "late with penalty interest"
CASES: Final[dict[str, tuple[int, Penalty | None]]] = {
    "on time": (0, None),
    "late": (DAYS_LATE, None),
    WORST: (DAYS_LATE, ON_WHOLE_INSTALMENT),
}


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
    """Replays a second of a ten-year contract with 120 payments: on time, late, late with penalty interest.

    Beside them one fold step on the stored facts of the last one.
    """
    cases = {name: paid_contract(*case) for name, case in CASES.items()}
    works = {name: repeated(partial(_replay_all, *contract)) for name, contract in cases.items()}
    terms, (*before, last) = cases[WORST]
    stored = replay(terms, before, before[-1].value_date).facts
    rates = rates_of({**works, "fold": repeated(lambda: fold(stored, terms, last))}, rounds, process_time)
    goals = tuple(
        Goal(f"milliseconds a replay, paid {name}", MS / rates[name], REPLAY_MS_GOAL, at_most=True) for name in cases
    )
    return Measured("replay", rounds, rates, goals)


def _replay_all(terms: LoanTerms, events: list[Event]) -> None:
    replay(terms, events, events[-1].value_date)


def paid_contract(days_late: int = 0, penalty: Penalty | None = None) -> tuple[LoanTerms, list[Event]]:
    """Ten years, 120 instalments, each paid on its day or some days late. (Late with penalty interest, every
    payment falls short by that, so that it meets two instalments.)"""
    rates = (RateStep(None, Decimal("4.25")),)
    terms = LoanTerms(currency="EUR", amount=20_000_000, start=START, rates=rates, count=PAYMENTS, penalty=penalty)
    paid = [
        Received(value_date=row.due + timedelta(days_late), key=f"r{place:03d}", amount=row.principal + row.interest)
        for place, row in enumerate(agreed(terms))
    ]
    return terms, [Disbursed(value_date=START, key="out", amount=terms.amount), *paid]
