"""Days told from another day."""

from datetime import date

import pytest

from repaid.simulation.moments import moment

TODAY = date(2026, 3, 31)
DUES = [date(2026, 1, 31), date(2026, 2, 28)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("", TODAY),
        ("-10d", date(2026, 3, 21)),
        ("-1m", date(2026, 2, 28)),
        ("-1m+2d", date(2026, 3, 2)),
        ("due2", date(2026, 2, 28)),
        ("due1+10d", date(2026, 2, 10)),
    ],
)
def test_moments(text: str, day: date) -> None:
    assert moment(text, TODAY, DUES) == day


def test_nonsense_is_a_bug() -> None:
    with pytest.raises(AssertionError):
        moment("tomorrow", TODAY)
