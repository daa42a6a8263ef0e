"""Interest of law: Poland, the Netherlands, Iran; on the real tables of law where they are at hand."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanmath.calendars import FRIDAY, SATURDAY_SUNDAY, Calendar
from loanmath.daycount import DayCount
from loanmath.rates import RateRule, RateTable, TableStep
from loanmath.statutory import (
    NotOnFile,
    compound_interest,
    compound_lines,
    delay_begins,
    derived_table,
    interest_lines,
    late_charge,
    statutory_interest,
    total,
)
from tests.loanmath.shared_data import rows, vectors


def table(name: str, column: str = "rate_pct") -> RateTable:
    """A table of law as the system loads it."""
    law = rows("legal", name)
    until = None if law[-1]["valid_to"] == "" else date.fromisoformat(law[-1]["valid_to"]) + timedelta(days=1)
    steps = (TableStep(date.fromisoformat(row["valid_from"]), Decimal(row[column]), row.get("act", "")) for row in law)
    return RateTable(name, tuple(steps), until)


DELAY = table("pl_odsetki_ustawowe_za_opoznienie")
REFERENCE = table("pl_nbp_reference_rate")
CONSUMER = table("nl_wettelijke_rente_6_119")
MOST_DELAY = derived_table(REFERENCE, "pl max delay", margin=Decimal("5.5"), multiple=Decimal(2))
TABLES = {t.name: t for t in (DELAY, REFERENCE, CONSUMER, MOST_DELAY)}
POLISH_DELAY, POLISH_MOST, DUTCH = (RateRule(table=t.name) for t in (DELAY, MOST_DELAY, CONSUMER))


def minor(amount: object) -> int:
    return int(Decimal(str(amount)) * 100)


@pytest.mark.parametrize("case", vectors("pl_odsetki_za_opoznienie_cases")["vectors"], ids=lambda c: c["end_exclusive"])
def test_polish_interest_for_delay(case: dict) -> None:
    start, end = date.fromisoformat(case["start_inclusive"]), date.fromisoformat(case["end_exclusive"])
    lines = interest_lines(minor(case["principal"]), POLISH_DELAY, TABLES, start, end)
    segments = [[str(x.start), str(x.end), (x.end - x.start).days, Decimal(x.ppm) / 10_000] for x in lines]
    assert segments == [[*segment[:3], Decimal(segment[3])] for segment in case["segments"]]
    assert total(lines) == minor(case["expected"])


@pytest.mark.parametrize("day", ["2016-01-01", "2020-05-29", "2022-09-08", "2025-10-09", "2026-03-05"])
def test_polish_rates_derive_from_the_reference_rate(day: str) -> None:
    published = next(row for row in rows("legal", "pl_odsetki_derived_max") if row["valid_from"] == day)
    for margin, multiple, column in (
        ("3.5", 1, "statutory_capital_pct"),
        ("5.5", 1, "statutory_delay_pct"),
        ("3.5", 2, "max_capital_pct"),
        ("5.5", 2, "max_delay_pct"),
    ):
        derived = derived_table(REFERENCE, column, margin=Decimal(margin), multiple=Decimal(multiple))
        step = derived.on(date.fromisoformat(day))
        assert step is not None
        assert step.percent == Decimal(published[column])


def test_a_saturday_due_date_and_the_maximum_of_each_day() -> None:
    """2 000 due Saturday 31 January 2026, paid 1 April: 30 days at 19 and 28 at 18.5 per cent."""
    begins = delay_begins(date(2026, 1, 31), Calendar(SATURDAY_SUNDAY))
    assert begins == date(2026, 2, 3)
    assert statutory_interest(200_000, POLISH_MOST, TABLES, begins, date(2026, 4, 2)) == 5_962
    assert statutory_interest(200_000, POLISH_DELAY, TABLES, begins, date(2026, 4, 2)) == 2_981


def test_an_agreed_rate_gives_way_to_the_maximum_of_the_day() -> None:
    capped = RateRule(percent=Decimal("18.7"), cap=MOST_DELAY.name)
    lines = interest_lines(200_000, capped, TABLES, date(2026, 2, 3), date(2026, 4, 2))
    assert [line.ppm for line in lines] == [187_000, 185_000]


def test_a_day_the_table_does_not_reach_is_an_error_with_a_name() -> None:
    with pytest.raises(NotOnFile, match="1900"):
        statutory_interest(1_000, POLISH_DELAY, TABLES, date(1900, 1, 1), date(2020, 1, 1))
    with pytest.raises(NotOnFile):
        statutory_interest(1_000, RateRule(table="nobody's"), TABLES, date(2020, 1, 1), date(2020, 2, 1))


def test_a_missing_maximum_is_named_and_the_rate_stands() -> None:
    (line,) = interest_lines(
        1_000, RateRule(percent=Decimal(9), cap="nobody's"), TABLES, date(2020, 1, 1), date(2020, 2, 1)
    )
    assert (line.ppm, line.missing) == (90_000, ("nobody's",))


NL_STEPS = vectors("nl_interest_steps")


@pytest.mark.parametrize("step", NL_STEPS["vectors"], ids=lambda s: s["expected"])
def test_dutch_interest_of_one_rate(step: dict) -> None:
    rule = RateRule(percent=Decimal(str(step["rate_pct"])))
    start = date(2015, 1, 1)
    end = date.fromordinal(start.toordinal() + step["days"])
    assert statutory_interest(minor(step["principal"]), rule, {}, start, end) == minor(step["expected"])


def test_dutch_worked_figures() -> None:
    assert compound_interest(300_000, DUTCH, TABLES, date(2014, 5, 29), date(2014, 12, 12)) == 4_858
    assert compound_interest(350_000, DUTCH, TABLES, date(2025, 3, 15), date(2026, 4, 22)) == 21_139
    default, paid = date(2024, 6, 1), date(2024, 10, 1)
    first = compound_interest(500_000, DUTCH, TABLES, default, paid)
    assert first == 11_699
    rest = 500_000 - (100_000 - 62_500 - first)
    assert rest == 474_199
    assert compound_interest(rest, DUTCH, TABLES, paid, date(2025, 4, 1), default=default) == 15_382


def test_dutch_interest_joins_the_base_on_anniversaries_of_the_original_day() -> None:
    lines = compound_lines(100_000, DUTCH, TABLES, date(2024, 2, 29), date(2028, 6, 1))
    raised = [later.start.isoformat() for before, later in pairwise(lines) if later.base > before.base]
    assert raised == ["2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"]


@given(st.dates(date(2012, 7, 1), date(2025, 1, 1)), st.integers(0, 180), st.integers(0, 180))
def test_interest_of_adjoining_days_of_one_year_adds_up(default: date, first: int, second: int) -> None:
    middle = default + timedelta(first)
    end = middle + timedelta(second)
    parts = [
        *compound_lines(100_000, DUTCH, TABLES, default, middle),
        *compound_lines(100_000, DUTCH, TABLES, middle, end, default=default),
    ]
    whole = compound_lines(100_000, DUTCH, TABLES, default, end)
    assert sum(line.exact for line in parts) == sum(line.exact for line in whole)


def test_the_iranian_late_charge_over_365_and_over_360_days() -> None:
    """20 000 000 rial, 23 + 6 per cent, 45 days."""
    start, end = date(2026, 1, 1), date(2026, 2, 15)
    assert late_charge(20_000_000, Decimal(23), Decimal(6), start, end) == 715_068
    assert late_charge(20_000_000, Decimal(23), Decimal(6), start, end, basis=DayCount.ACT_360) == 725_000
    assert delay_begins(date(2026, 1, 2), Calendar(FRIDAY)) == date(2026, 1, 4)
