"""Random lives of contracts through commands alone: whatever happens, the laws of the books hold after every day."""

from pathlib import Path

import pytest
from django.conf import LazySettings

from repaid.simulation.life.simulating import Simulated, as_data, simulate

pytestmark = pytest.mark.django_db

LONG = 40


@pytest.fixture(autouse=True)
def own_place(settings: LazySettings, tmp_path: Path) -> None:
    settings.DATA = tmp_path


def assert_lawful(found: Simulated) -> None:
    assert found.lived.findings == [], as_data(found)
    assert found.lived.events["close"] > 0
    assert found.lived.transfers > 0


def test_a_short_life() -> None:
    found = simulate(seed=2, days=8, contracts=6)
    assert_lawful(found)
    assert len(found.lived.events) > 10, "many kinds of things happen"
    assert found.lived.refusals, "people try what is refused"


def test_the_same_seed_tells_the_same_story() -> None:
    one, two = (simulate(seed=7, days=2, contracts=3) for _time in range(2))
    assert one.lived.steps == two.lived.steps
    assert as_data(one) == as_data(two)
    assert simulate(seed=8, days=2, contracts=3).lived.steps != one.lived.steps


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 100 + LONG))
def test_a_long_life(seed: int) -> None:
    assert_lawful(simulate(seed=seed, days=30, contracts=12))


@pytest.mark.soak
def test_half_a_year() -> None:
    assert_lawful(simulate(seed=3, days=180, contracts=10))
