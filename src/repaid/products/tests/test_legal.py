"""Rates and figures of law."""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from loanmath.codec import terms_from_data
from loanmath.costs import cost_cap, in_force
from repaid.access.actors import Actor
from repaid.access.tests.people import krakowska, member
from repaid.kernel.refusal import MissingRight, WrongInput
from repaid.products.commands.legal import NoRateOnFile, RateOnFile, add_legal_rate, correct_legal_rate
from repaid.products.queries import cost_cap_rows, legal_kinds, legal_rates, legal_value, rate_table, reference_for

DAY = date(2026, 12, 3)
LEGAL = Path(__file__).resolve().parents[5] / "shared/data/legal"


@pytest.fixture
def machine(db: None) -> Actor:
    return krakowska()


def add(by: Actor, **changes: Any) -> None:
    given = {"country": "PL", "kind": "max_delay", "valid_from": DAY, "value": Decimal("18"), "source": "KC art. 481"}
    add_legal_rate(by=by, **{**given, **changes})


class TestAddLegalRate:
    def test_it_works(self, machine: Actor) -> None:
        assert legal_value("PL", "max_delay", DAY) == Decimal("18.50")
        add(machine)
        assert legal_value("PL", "max_delay", DAY) == Decimal(18)
        assert legal_value("PL", "max_delay", date(2026, 12, 2)) == Decimal("18.50")
        assert [row.supplied for row in legal_rates("PL", "max_delay")][-2:] == [True, False]

    def test_the_engine_reads_it(self, machine: Actor) -> None:
        add(machine)
        table = rate_table("PL", "max_delay")
        assert table.name == "PL:max_delay"
        assert (table.on(DAY).percent, table.on(DAY).source) == (Decimal(18), "KC art. 481")  # type: ignore[union-attr]

    def test_a_law_may_cease(self, machine: Actor) -> None:
        add(machine, value=None)
        assert legal_value("PL", "max_delay", DAY) is None
        assert rate_table("PL", "max_delay").on(DAY) is None

    def test_a_day_has_one_figure(self, machine: Actor) -> None:
        with pytest.raises(RateOnFile):
            add(machine, valid_from=date(2026, 3, 5))

    @pytest.mark.parametrize(
        ("wrong", "field"), [({"source": " "}, "source"), ({"value": Decimal("18.00001")}, "value")]
    )
    def test_wrong_input(self, machine: Actor, wrong: dict[str, Any], field: str) -> None:
        with pytest.raises(WrongInput) as refused:
            add(machine, **wrong)
        assert refused.value.field == field

    def test_without_the_right(self, machine: Actor) -> None:
        with pytest.raises(MissingRight):
            add(member(machine, "Olga", ("products.edit",)))


class TestCorrectLegalRate:
    def correct(self, by: Actor, **changes: Any) -> None:
        given = {"country": "PL", "kind": "max_delay", "valid_from": date(2026, 3, 5), "value": Decimal(18)}
        correct_legal_rate(by=by, **{**given, "source": "KC art. 481", **changes})

    def test_it_works(self, machine: Actor) -> None:
        before = len(legal_rates("PL", "max_delay"))
        self.correct(machine)
        self.correct(machine, value=Decimal("18.25"))
        assert legal_value("PL", "max_delay", date(2026, 3, 5)) == Decimal("18.25")
        assert len(legal_rates("PL", "max_delay")) == before

    def test_there_must_be_one(self, machine: Actor) -> None:
        with pytest.raises(NoRateOnFile):
            self.correct(machine, valid_from=DAY)


@pytest.mark.django_db
class TestWhatTheReleaseSupplies:
    @pytest.mark.parametrize(
        ("file", "column", "key"),
        [
            ("pl_odsetki_derived_max", "max_delay_pct", ("PL", "max_delay")),
            ("pl_odsetki_derived_max", "max_capital_pct", ("PL", "max_capital")),
            ("pl_odsetki_derived_max", "statutory_capital_pct", ("PL", "statutory")),
            ("pl_odsetki_ustawowe_za_opoznienie", "rate_pct", ("PL", "delay")),
            ("pl_odsetki_transakcje_handlowe", "rate_pct", ("PL", "commercial_delay")),
            ("pl_nbp_reference_rate", "rate_pct", ("PL", "nbp_reference")),
            ("nl_wettelijke_rente_6_119", "rate_pct", ("NL", "statutory")),
            ("nl_wettelijke_handelsrente_6_119a", "rate_pct", ("NL", "commercial")),
        ],
    )
    def test_it_is_what_the_published_tables_say(self, file: str, column: str, key: tuple[str, str]) -> None:
        if not LEGAL.exists():
            pytest.skip("the published tables are not beside the repository")
        with (LEGAL / f"{file}.csv").open(encoding="utf-8") as lines:
            expected = [(date.fromisoformat(row["valid_from"]), Decimal(row[column])) for row in csv.DictReader(lines)]
        assert [(row.valid_from, row.value) for row in legal_rates(*key)] == expected

    def test_every_row_names_its_source(self) -> None:
        assert all(row.source.strip() for key in legal_kinds() for row in legal_rates(*key))

    def test_maximum_rates_of_2026(self) -> None:
        """KC art. 359 and 481 at a reference rate of 3.75 %: 14.5 and 18.5 %."""
        day = date(2026, 11, 20)
        assert (legal_value("PL", "max_capital", day), legal_value("PL", "max_delay", day)) == (
            Decimal("14.50"),
            Decimal("18.50"),
        )

    def test_cap_of_costs_beside_interest(self) -> None:
        """UKK art. 36a for 10 000,00: 500,00 for 29 days, 1 082,19 for 30; before 2022-12-18 the cap was 100 %."""
        rows = cost_cap_rows("PL")
        now, before = in_force(rows, date(2026, 1, 1)), in_force(rows, date(2022, 1, 1))
        assert now is not None and before is not None
        assert [cost_cap(1_000_000, days, now) for days in (29, 30)] == [50_000, 108_219]
        assert (before.ceiling, before.short) == (Decimal(100), None)

    def test_only_tables_that_terms_name_are_read(self, django_assert_num_queries: Any) -> None:
        plain = terms_from_data({"currency": "PLN", "amount": "1.00", "start": "2026-01-01"})
        capped = terms_from_data(
            {"currency": "PLN", "amount": "1.00", "start": "2026-01-01", "calendar": "PL:56",
             "penalty": {"rate": {"percent": "9", "cap": "PL:max_delay"}}}
        )  # fmt: skip
        with django_assert_num_queries(0):
            assert reference_for(plain).tables == {}
        reference_for(capped)
        with django_assert_num_queries(1):
            found = reference_for(plain, capped)
        assert (list(found.tables), list(found.calendars)) == (["PL:max_delay"], ["PL:56"])
