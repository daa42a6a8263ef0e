"""The ribbon: what is said about it, years over sixty instalments; the chart with its figures."""

from datetime import date

from django.utils.translation import override

from loanmath.money import Money
from repaid.interfaces.ui.charts import Chart, Series
from repaid.interfaces.ui.ribbon import RibbonCell, ribbon
from repaid.interfaces.ui.tests.specimen import cells


def test_it_counts_what_is_paid_overdue_and_to_come() -> None:
    shown = ribbon(cells(24))
    with override("en"):
        assert shown.spoken == "24 instalments: 13 paid, 1 overdue, 10 to come"
        assert ribbon(cells(1)).title == "1 instalment"
    assert not shown.years


def test_a_cell_says_number_day_amount_and_state() -> None:
    cell = RibbonCell(14, date(2026, 10, 21), Money(57565, "PLN"), "part")
    with override("en"):
        assert cell.spoken.replace("\u00a0", " ") == "14: 21 Oct 2026, 575.65 PLN, partly paid"


def test_the_legend_names_only_what_is_there() -> None:
    assert [entry.state for entry in ribbon(cells(24)).legend] == ["paid", "late", "part", "next", "todo"]
    assert [entry.state for entry in ribbon(cells(3)).legend] == ["paid"]


def test_above_sixty_instalments_the_cells_are_years() -> None:
    shown = ribbon(cells(72))
    assert [year.title for year in shown.years] == ["2025", "2026", "2027", "2028", "2029", "2030", "2031"]
    assert [year.state for year in shown.years] == ["late", "part", "todo", "todo", "todo", "todo", "todo"]
    assert sum(len(year.cells) for year in shown.years) == 72
    assert not ribbon(cells(60)).years


def test_the_years_are_those_of_the_reader() -> None:
    with override("fa"):
        assert [year.title for year in ribbon(cells(72)).years][:2] == ["۱۴۰۴", "۱۴۰۵"]


def test_the_year_of_the_next_instalment() -> None:
    due = [RibbonCell(n, date(2026, n, 1), Money(1, "PLN"), "next" if n == 1 else "todo") for n in range(1, 13)]
    later = [RibbonCell(n, date(2027 + n, 1, 1), Money(1, "PLN"), "todo") for n in range(60)]
    assert [year.state for year in ribbon([*due, *later]).years][:2] == ["next", "todo"]


def test_a_chart_draws_and_tells_the_same_figures() -> None:
    amounts = [Money(48612035, "PLN"), Money(912001, "PLN")]
    chart = Chart("ageing", "Ageing", "Days", ["0", "1–30"], [Series("Overdue", amounts)], colours="ageing")
    with override("pl"):
        assert chart.data["series"][0]["values"] == [486120.35, 9120.01]
        assert chart.data["series"][0]["tips"] == ["486\u00a0120,35\u00a0zł", "9\u00a0120,01\u00a0zł"]
        assert chart.spoken.replace("\u00a0", " ") == "0: 486 120,35 zł; 1–30: 9 120,01 zł"
    assert chart.rows == [("0", [amounts[0]]), ("1–30", [amounts[1]])]
