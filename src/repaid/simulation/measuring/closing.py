"""The close of a day over many loans, beside its floor: the rows of loan state copied out of the database and back."""

import multiprocessing
from collections.abc import Callable
from datetime import date
from functools import partial
from statistics import median
from tempfile import TemporaryFile
from time import perf_counter
from typing import Final

from django.db import connection, transaction

from repaid.daily_close.commands.running import begin_close
from repaid.daily_close.queries import runs
from repaid.daily_close.run import carry_on, close_until
from repaid.simulation.measuring.many_loans import ORDINARY, PEAK, Lender, lender_with
from repaid.simulation.measuring.rounds import Goal, Measured

FLOOR_GOAL: Final = 1.5
PEAK_GOAL: Final = 5
AGAIN_GOAL: Final = 0.3
WORKERS_GOAL: Final = 1.4


def measure_close(loans: int) -> Measured:
    """Loans closed a second on ordinary days and a peak day, again, and by two workers. Needs an empty database."""
    rounds = len(ORDINARY) // 2
    lender = lender_with(loans)
    floors, closes, agains, pairs = [], [], [], []
    for one, two in zip(ORDINARY[::2], ORDINARY[1::2], strict=True):
        floors.append(_seconds(_floor))
        closes.append(_seconds(partial(close_until, by=lender.by, until=one)))
        agains.append(_seconds(partial(close_until, by=lender.by, until=one)))
        pairs.append(_seconds(partial(_by_two, lender, two)))
    close_until(by=lender.by, until=PEAK.replace(day=PEAK.day - 1))
    floors.append(_seconds(_floor))
    peak = _seconds(lambda: close_until(by=lender.by, until=PEAK))
    assert not any(run.findings for run in runs(lender.by)), "ledger and contracts agree"
    floor, close, again = median(floors), median(closes), median(agains)
    seconds = {"floor: copy out and in": floor, "close, 3.3 % due": close, "the same day again": again}
    seconds |= {"close by two workers": median(pairs), "close, 30 % due": peak}
    rates = {name: lender.loans / taken for name, taken in seconds.items()}
    goals = (
        Goal(f"close of {lender.loans} loans, 3.3 % due, in floors", close / floor, FLOOR_GOAL, at_most=True),
        Goal("peak day, 30 % due, in floors", peak / floor, PEAK_GOAL, at_most=True),
        Goal("the same day again, in first runs", again / close, AGAIN_GOAL, at_most=True),
        Goal("two workers, times one", close / median(pairs), WORKERS_GOAL),
    )
    return Measured("close", rounds, rates, goals)


def _seconds(act: Callable[[], object]) -> float:
    begun = perf_counter()
    act()
    return perf_counter() - begun


def _floor() -> None:
    """The rows of loan state, balances and what they earn on, out into files and from them into temporary tables."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table in ("contracts_balance", "contracts_accrual"):
            with TemporaryFile() as file:
                with cursor.copy(f"COPY {table} TO STDOUT") as out:
                    for block in out:
                        file.write(block)
                file.seek(0)
                cursor.execute(f"CREATE TEMPORARY TABLE back_{table} (LIKE {table}) ON COMMIT DROP")
                with cursor.copy(f"COPY back_{table} FROM STDIN") as back:
                    while block := file.read(1 << 16):
                        back.write(block)


def _by_two(lender: Lender, day: date) -> None:
    begin_close(by=lender.by, day=day)
    connection.close()
    context = multiprocessing.get_context("fork")
    hands = [context.Process(target=_carry_on, args=(lender, day)) for _hand in range(2)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
        assert hand.exitcode == 0, "a worker failed"


def _carry_on(lender: Lender, day: date) -> None:
    carry_on(by=lender.by, day=day)
    connection.close()
