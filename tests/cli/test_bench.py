"""`repaid bench`: what a measurement tells; never how fast."""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.documents import facts, run
from tests.house.cli import repaid


def test_replay_is_told_with_its_goal_and_machine() -> None:
    found = facts("bench", "replay")
    assert found["rounds"] == 5
    cases = ["on time", "late", "late with penalty interest"]
    assert list(found["rates"]) == [*cases, "fold"]
    assert [goal["what"] for goal in found["goals"]] == [f"milliseconds a replay, paid {case}" for case in cases]
    for goal in found["goals"]:
        assert (goal["hard"], goal["at_most"]) == (10, True)
        assert goal["met"] is (goal["measured"] <= 10)
    assert found["machine"]["cores"] >= 1


def test_fewer_than_five_rounds_are_wrong_use() -> None:
    assert run("bench", "replay", "--rounds", "4").exit_code == 2


@pytest.fixture
def installation() -> Iterator[Path]:
    """A place that the system user of the server can reach."""
    with tempfile.TemporaryDirectory(prefix="repaid-bench-") as folder:
        Path(folder).chmod(0o711)
        yield Path(folder)


@pytest.mark.soak
def test_repayments_are_measured_beside_the_data(installation: Path) -> None:
    assert repaid(installation, "migrate").stderr == ""
    done = repaid(installation, "bench", "repayment", "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["rates"]["peer"] == 9.6
    assert json.loads(repaid(installation, "portfolio", "--json").stdout) == []
