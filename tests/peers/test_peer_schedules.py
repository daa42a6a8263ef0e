"""Another system's schedule tables, to the cent (../shared/vectors/peer-schedules)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.peers.compare import differences
from tests.peers.known import KNOWN
from tests.peers.scenario import told

VECTORS = Path(__file__).resolve().parents[3] / "shared" / "vectors" / "peer-schedules"
pytestmark = pytest.mark.skipif(not VECTORS.is_dir(), reason="the vectors of the peer are not at hand")


def vectors() -> list[Path]:
    return sorted(path for path in VECTORS.glob("*.json") if path.name != "index.json")


def tables(vector: dict[str, Any]) -> Iterator[tuple[int, dict[str, Any], list[dict[str, Any]]]]:
    """(number of the checkpoint, checkpoint, our rows) of every checkpoint with a table."""
    ours = told(vector)["checkpoints"]
    for number, (checkpoint, mine) in enumerate(zip(vector["checkpoints"], ours, strict=True)):
        if checkpoint.get("schedule"):
            yield number, checkpoint, mine["schedule"]


@pytest.mark.parametrize("path", vectors(), ids=lambda path: path.stem)
def test_tables_are_equal_to_the_cent(path: Path) -> None:
    vector = json.loads(path.read_text())
    different = {
        (path.stem, number): found
        for number, checkpoint, mine in tables(vector)
        if (found := differences(mine, checkpoint["schedule"]))
    }
    assert set(different) == {known for known in KNOWN if known[0] == path.stem}, different


def test_enough_tables_are_equal() -> None:
    counted = [
        (checkpoint["reproduced_by_independent_python"] is True, not differences(mine, checkpoint["schedule"]))
        for path in vectors()
        for _, checkpoint, mine in tables(json.loads(path.read_text()))
    ]
    assert sum(equal for _, equal in counted) >= 205
    assert sum(equal for sure, equal in counted if sure) == sum(sure for sure, _ in counted) == 67


def test_every_known_difference_names_a_vector() -> None:
    assert {name for name, _ in KNOWN} <= {path.stem for path in vectors()}


def test_a_wrong_cent_is_seen() -> None:
    vector = json.loads(vectors()[0].read_text())
    _, checkpoint, mine = next(tables(vector))
    mine[1]["interest"] = "0.01"
    assert differences(mine, checkpoint["schedule"])
