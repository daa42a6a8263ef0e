"""An intake that is killed at any statement and begun again ends as one that nobody disturbed."""

import random
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from django.db import connection

from repaid.access.actors import Actor
from repaid.contracts.commands.billing import bill_due
from repaid.contracts.tests.lender import day_comes, instalment_loan, lender
from repaid.settling import intakes
from repaid.settling.commands import intake
from repaid.settling.taking_in import take_in
from repaid.settling.tests.test_intake import DUE, NUMBERS, statement
from tests.faults.copies import copy_of_database, fingerprints
from tests.faults.deaths import KILLED, in_process

WRITTEN_MORE_THAN_ONCE = {"access_auditrecord"}
"""Whoever begins once more says so."""

NUMBERING = frozenset({"serial", "cause_id", "payment_id", "statement_id", "statements", "reached", "told"})
COPIES = count()
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def take(monkeypatch: pytest.MonkeyPatch) -> Callable[[], object]:
    """Take the statement in."""
    monkeypatch.setattr(intakes, "LONG_FROM", 3)
    monkeypatch.setattr(intake, "BATCH", 2)
    by: Actor = lender()
    for number in NUMBERS:
        instalment_loan(by, number=number)
    day_comes(by, DUE)
    bill_due(by=by)
    content = statement(by)
    return lambda: take_in(by, "bank.csv", content, keep_good=False)


def ended(act: Callable[[str], object]) -> dict[str, str]:
    """How the rows stand when something was done to a copy of the database."""
    with copy_of_database(f"i{next(COPIES)}") as database:
        act(database)
        return fingerprints(database, but=NUMBERING)


def assert_killed_ends_alike(take: Callable[[], object], told: Path, points: int) -> None:
    def counting() -> None:
        statements = count()
        with connection.execute_wrapper(lambda execute, *given: (next(statements), execute(*given))[1]):
            take()
        told.write_text(str(next(statements)))

    expected = ended(lambda database: in_process(database, counting))
    for point in sorted(random.Random(points).sample(range(1, int(told.read_text()) + 1), points)):

        def killed_and_again(database: str, point: int = point) -> None:
            assert in_process(database, take, dies_at=point) == KILLED
            assert in_process(database, take) == 0

        found = ended(killed_and_again)
        unlike = {table for table in found if found[table] != expected[table]}
        assert unlike <= WRITTEN_MORE_THAN_ONCE, f"killed at {point}"


def test_killed_and_begun_again(take: Callable[[], object], tmp_path: Path) -> None:
    assert_killed_ends_alike(take, tmp_path / "count", 3)


@pytest.mark.soak
def test_killed_at_fifty_points(take: Callable[[], object], tmp_path: Path) -> None:
    assert_killed_ends_alike(take, tmp_path / "count", 50)
