"""The Jalali calendar against ICU, jdatetime, khayyam, persiantools and convertdate."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from persiantools.jdatetime import JalaliDate as Peer

from loanmath.jalali import add_jalali_months, days_in_month, from_jalali, is_leap, to_jalali
from tests.loanmath.shared_data import vectors

CONVERSION = vectors("jalali_conversion")
DISPUTED = vectors("jalali_disputed")


@pytest.mark.parametrize("file", [CONVERSION, DISPUTED], ids=["agreed", "disputed"])
def test_published_conversions_both_ways(file: dict) -> None:
    for vector in file["vectors"]:
        gregorian = date.fromisoformat(vector["gregorian"])
        year, month, day = (int(part) for part in vector["jalali"].split("-"))
        assert to_jalali(gregorian) == (year, month, day)
        assert from_jalali(year, month, day) == gregorian


def test_leap_years_are_those_of_icu() -> None:
    assert [year for year in range(1300, 1451) if is_leap(year)] == CONVERSION["meta"]["leap_years_icu_1300_1450"]


def test_every_day_from_1300_to_1500_agrees_with_persiantools() -> None:
    first = from_jalali(1300, 1, 1)
    for n in range((from_jalali(1500, 12, 29) - first).days + 1):
        day = first + timedelta(n)
        peer = Peer(day)
        assert to_jalali(day) == (peer.year, peer.month, peer.day)


@given(st.dates(from_jalali(1178, 1, 1), from_jalali(1633, 12, 29)))
def test_there_and_back(day: date) -> None:
    assert from_jalali(*to_jalali(day)) == day


@given(st.dates(from_jalali(1200, 1, 1), from_jalali(1600, 1, 1)), st.integers(-200, 200))
def test_a_month_step_never_leaves_its_month(day: date, n: int) -> None:
    start, moved = to_jalali(day), to_jalali(add_jalali_months(day, n))
    assert 12 * moved.year + moved.month == 12 * start.year + start.month + n
    assert moved.day == min(start.day, days_in_month(moved.year, moved.month))


def test_the_31st_comes_back_after_a_short_month() -> None:
    esfand = add_jalali_months(from_jalali(1404, 6, 31), 6)
    assert to_jalali(esfand) == (1404, 12, 29)
    assert to_jalali(add_jalali_months(esfand, 1, anchor_day=31)) == (1405, 1, 31)


@pytest.mark.parametrize(
    "parts", [(1404, 12, 30), (1404, 7, 31), (1404, 13, 1), (1404, 0, 1), (1177, 1, 1), (1404, 1, 0)]
)
def test_a_day_that_is_not_is_refused(parts: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="Jalali"):
        from_jalali(*parts)


@pytest.mark.parametrize("day", [date(1799, 3, 20), date(2255, 3, 22)])
def test_a_year_beyond_the_rule_is_refused(day: date) -> None:
    with pytest.raises(ValueError, match="outside"):
        to_jalali(day)
