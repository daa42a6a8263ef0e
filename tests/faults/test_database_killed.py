"""The database is killed, a session's process or the whole server: it recovers, and what is done again ends alike."""

import random
from pathlib import Path

import pytest
from django.conf import LazySettings

from repaid.daily_close.commands import running
from repaid.settling.commands import automatic
from tests.faults.deaths import Death, backend_dies, in_process
from tests.faults.grounds import Ground, evening
from tests.faults.servers import own_server, server_dies, until_ready
from tests.faults.test_killed import DEEDS, Deed, rows_after, undisturbed, unlike

pytestmark = [pytest.mark.soak, pytest.mark.django_db(transaction=True)]

TIMES = 5
"""How often it is tried again: the server may end sessions a moment after it took them, when it notices the death."""
DEATHS: dict[Death, int] = {backend_dies: 5, server_dies: 5}


def assert_ends_alike(name: str, ground: Ground, told: Path) -> None:
    deed = DEEDS[name]
    expected, statements = undisturbed(deed, ground, told)
    dice = random.Random(f"{name} {statements}")
    points = [(death, point) for death, most in DEATHS.items() for point in dice.sample(range(1, statements + 1), most)]
    for death, point in points:

        def dies_and_again(database: str, death: Death = death, point: int = point) -> None:
            assert in_process(database, lambda: deed.act(ground), dies_at=point, death=death) != 0
            assert any(_again(database, deed, ground) for _time in range(TIMES))

        different = unlike(rows_after(dies_and_again, lasting=True), expected)
        assert different <= deed.unlike, f"{name}: {death.__name__} at statement {point} of {statements}"


def _again(database: str, deed: Deed, ground: Ground) -> bool:
    until_ready()
    return in_process(database, lambda: deed.act(ground)) == 0


def test_close_and_statement(monkeypatch: pytest.MonkeyPatch, settings: LazySettings, tmp_path: Path) -> None:
    monkeypatch.setattr(running, "WIDTH", 2)
    monkeypatch.setattr(automatic, "BATCH", 3)
    settings.DATA = tmp_path
    with own_server():
        ground = evening()
        for name in ("close", "statement"):
            assert_ends_alike(name, ground, tmp_path / "count")
