"""Whatever dies at whatever statement: done again, every table holds the same rows as if nothing had happened."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connection

from repaid.daily_close.commands import running
from repaid.daily_close.run import close_until
from repaid.payments.commands.statements import import_statement
from repaid.settling.commands import automatic
from repaid.settling.taking_in import take_in
from tests.faults.copies import copy_of_database, fingerprints
from tests.faults.deaths import Death, begun, ended, in_process, process_dies, session_is_lost
from tests.faults.grounds import EVENING, Ground, evening

pytestmark = pytest.mark.django_db(transaction=True)

UNTIL = EVENING.replace(day=22)
COPIES = count()
TWICE = {"access_auditrecord"}
"""What is asked for twice is noted twice."""


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that takes many transactions, and may be asked for again; `unlike`: tables that then may differ."""

    act: Callable[[Ground], object]
    unlike: frozenset[str] = frozenset()
    before: Callable[[Ground], object] | None = None


DEEDS = {
    "close": Deed(lambda ground: close_until(by=ground.by, until=UNTIL)),
    "statement": Deed(
        lambda ground: take_in(ground.by, "bank.csv", ground.statement, keep_good=False), frozenset(TWICE)
    ),
    "settling": Deed(
        lambda ground: automatic.settle_all_matching(ground.by),
        frozenset(TWICE),
        before=lambda ground: import_statement(by=ground.by, name="bank.csv", content=ground.statement),
    ),
}


@pytest.fixture
def ground(monkeypatch: pytest.MonkeyPatch, settings: LazySettings, tmp_path: Path) -> Ground:
    """Parts of two contracts, batches of three payments: many places to die at."""
    monkeypatch.setattr(running, "WIDTH", 2)
    monkeypatch.setattr(automatic, "BATCH", 3)
    settings.DATA = tmp_path
    return evening()


def rows_after(act: Callable[[str], object], *, lasting: bool = False) -> dict[str, str]:
    """How the rows stand when something was done to a copy of the database."""
    with copy_of_database(f"k{next(COPIES)}", lasting=lasting) as database:
        act(database)
        return fingerprints(database)


def undisturbed(deed: Deed, ground: Ground, told: Path) -> tuple[dict[str, str], int]:
    """How the rows end, and how many statements it takes."""

    def counting() -> None:
        statements = count()
        with connection.execute_wrapper(lambda execute, *given: (next(statements), execute(*given))[1]):
            deed.act(ground)
        told.write_text(str(next(statements)))

    def once(database: str) -> None:
        assert in_process(database, counting) == 0

    return rows_after(once), int(told.read_text())


def unlike(found: dict[str, str], expected: dict[str, str]) -> set[str]:
    return {table for table in found if found[table] != expected[table]}


def assert_ends_alike(name: str, ground: Ground, told: Path, deaths: dict[Death, int]) -> None:
    """Let the deed die at random statements, so many of each death, each time in another copy; do it again; compare."""
    deed = DEEDS[name]
    if deed.before:
        deed.before(ground)
    expected, statements = undisturbed(deed, ground, told)
    dice = random.Random(f"{name} {statements}")
    points = [(death, point) for death, most in deaths.items() for point in dice.sample(range(1, statements + 1), most)]
    for death, point in points:

        def dies_and_again(database: str, death: Death = death, point: int = point) -> None:
            assert in_process(database, lambda: deed.act(ground), dies_at=point, death=death) != 0
            for _time in range(2):  # the first time does what is left, the second nothing
                assert in_process(database, lambda: deed.act(ground)) == 0

        different = unlike(rows_after(dies_and_again), expected)
        assert different <= deed.unlike, f"{name}: {death.__name__} at statement {point} of {statements}"


@pytest.mark.parametrize("name", DEEDS)
def test_done_again_after_a_death(ground: Ground, tmp_path: Path, name: str) -> None:
    assert_ends_alike(name, ground, tmp_path / "count", {process_dies: 2, session_is_lost: 1})


@pytest.mark.soak
@pytest.mark.parametrize("name", DEEDS)
def test_done_again_after_many_deaths(ground: Ground, tmp_path: Path, name: str) -> None:
    assert_ends_alike(name, ground, tmp_path / "count", {process_dies: 20, session_is_lost: 6})


def test_a_close_dies_twice(ground: Ground, tmp_path: Path) -> None:
    close = DEEDS["close"]
    expected, statements = undisturbed(close, ground, tmp_path / "count")

    def twice(database: str) -> None:
        for point in (statements // 3, statements // 4):
            assert in_process(database, lambda: close.act(ground), dies_at=point) != 0
        assert in_process(database, lambda: close.act(ground)) == 0

    assert rows_after(twice) == expected


def test_two_hands_at_one_close(ground: Ground, tmp_path: Path) -> None:
    close = DEEDS["close"]
    expected, _statements = undisturbed(close, ground, tmp_path / "count")

    def by_two(database: str) -> None:
        hands = [begun(database, lambda: close.act(ground)) for _hand in range(2)]
        assert [ended(hand) for hand in hands] == [0, 0]

    assert unlike(rows_after(by_two), expected) <= TWICE
