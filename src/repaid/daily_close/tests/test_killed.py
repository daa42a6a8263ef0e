"""A close that is killed at any statement and run again ends as one that nobody disturbed; so do two at once."""

import os
import random
from collections.abc import Callable
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from django.db import connection

from repaid.access.actors import Actor
from repaid.access.commands.organisations import move_business_day
from repaid.contracts.tests.lender import LAUNCH, instalment_loan, lender, loan_11, pay
from repaid.daily_close.commands import running
from repaid.daily_close.run import close_until
from repaid.daily_close.tests.databases import begun, copy_of_database, fingerprints, in_process

UNTIL = date(2015, 6, 22)
KILLED = -9
COPIES = count()

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def by(monkeypatch: pytest.MonkeyPatch) -> Actor:
    """Loans that fall due, with a deposit, with arrears, paid in part; parts of two contracts each."""
    monkeypatch.setattr(running, "WIDTH", 2)
    actor = lender()
    loan_11(actor)
    for number in ("A-1", "A-2", "A-3", "A-4"):
        instalment_loan(actor, number=number)
    move_business_day(by=actor, day=date(2015, 6, 19))
    close_until(by=actor, until=date(2015, 6, 19))
    pay(actor, "A-1", "2000.00", date(2015, 6, 20))
    pay(actor, "A-2", "100.00", LAUNCH)
    close_until(by=actor, until=date(2015, 6, 20))
    return actor


def ended(act: Callable[[str], object]) -> dict[str, str]:
    """How the rows stand when something was done to a copy of the database."""
    with copy_of_database(f"k{next(COPIES)}") as database:
        act(database)
        return fingerprints(database)


def close(by: Actor) -> Callable[[], object]:
    return lambda: close_until(by=by, until=UNTIL)


def undisturbed(by: Actor, told: Path) -> tuple[dict[str, str], int]:
    """How the rows end, and how many statements it takes."""

    def counting() -> None:
        statements = count()
        with connection.execute_wrapper(lambda execute, *given: (next(statements), execute(*given))[1]):
            close_until(by=by, until=UNTIL)
        told.write_text(str(next(statements)))

    rows = ended(lambda database: in_process(database, counting))
    return rows, int(told.read_text())


def assert_killed_ends_alike(by: Actor, told: Path, points: int) -> None:
    expected, statements = undisturbed(by, told)
    dice = random.Random(points)
    for point in sorted(dice.sample(range(1, statements + 1), points)):

        def killed_and_again(database: str, point: int = point) -> None:
            assert in_process(database, close(by), killed_at=point) == KILLED
            assert in_process(database, close(by)) == 0

        found = ended(killed_and_again)
        assert {table for table in found if found[table] != expected[table]} == set(), f"killed at {point}"


def test_killed_and_run_again(by: Actor, tmp_path: Path) -> None:
    assert_killed_ends_alike(by, tmp_path / "count", 6)


@pytest.mark.soak
def test_killed_at_fifty_points(by: Actor, tmp_path: Path) -> None:
    assert_killed_ends_alike(by, tmp_path / "count", 50)


def test_killed_twice(by: Actor, tmp_path: Path) -> None:
    expected, statements = undisturbed(by, tmp_path / "count")

    def twice(database: str) -> None:
        for point in (statements // 3, statements // 4):
            assert in_process(database, close(by), killed_at=point) == KILLED
        assert in_process(database, close(by)) == 0

    assert ended(twice) == expected


def test_two_hands_at_one_close(by: Actor, tmp_path: Path) -> None:
    expected, _statements = undisturbed(by, tmp_path / "count")

    def by_two(database: str) -> None:
        hands = [begun(database, close(by)) for _hand in range(2)]
        assert [os.waitstatus_to_exitcode(os.waitpid(hand, 0)[1]) for hand in hands] == [0, 0]

    found = ended(by_two)
    unlike = {table for table in found if found[table] != expected[table]}
    assert unlike <= {"access_auditrecord"}  # both say that they begin and end a day


def test_again_changes_nothing(by: Actor, tmp_path: Path) -> None:
    expected, _statements = undisturbed(by, tmp_path / "count")

    def again(database: str) -> None:
        for _time in range(2):
            assert in_process(database, close(by)) == 0

    assert ended(again) == expected
