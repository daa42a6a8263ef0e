"""Rates and figures of law: what the release supplies, with what administrators put on file over it."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files

from django.db.models import Count, Max

from loanmath.book import Reference
from loanmath.costs import CostCap
from loanmath.rates import RateTable, TableStep
from loanmath.terms import LoanTerms
from repaid.products.calendars import calendar
from repaid.products.models import LegalRate


@dataclass(frozen=True, slots=True)
class LegalRow:
    """A figure of law from a day on; `value` None where the law ceases to set one. `supplied` came with the release."""

    country: str
    kind: str
    valid_from: date
    value: Decimal | None
    source: str
    supplied: bool


Rows = Mapping[tuple[str, str], tuple[LegalRow, ...]]


def legal_rates(country: str, kind: str) -> tuple[LegalRow, ...]:
    """The rows of one kind, oldest first; where a day has several, the one that was put on file last."""
    return _on_file().get((country, kind), ())


def figures_of(country: str) -> dict[str, tuple[LegalRow, ...]]:
    """Every figure of a country by its kind, oldest row first; one look at what is on file."""
    return {kind: rows for (where, kind), rows in _on_file().items() if where == country}


def legal_kinds() -> list[tuple[str, str]]:
    """Every (country, kind) there are rows of."""
    return sorted(_on_file())


def legal_value(country: str, kind: str, on: date) -> Decimal | None:
    """The figure in force on a day; None when there is none on file."""
    in_force = [row.value for row in legal_rates(country, kind) if row.valid_from <= on]
    return in_force[-1] if in_force else None


def legal_stamp() -> int:
    """A number that rises whenever a figure of law is put on file."""
    last: int | None = LegalRate.objects.aggregate(last=Max("id"))["last"]
    return last or 0


def rate_table(country: str, kind: str) -> RateTable:
    """The engine's table of one kind, named "PL:max_delay"."""
    return _table(f"{country}:{kind}", legal_rates(country, kind))


def reference_for(*terms: LoanTerms) -> Reference:
    """The tables of rates and the calendars that these terms name."""
    tables = {name for each in terms if each.penalty for name in (each.penalty.rate.table, each.penalty.rate.cap)}
    rows = _on_file() if tables - {""} else {}
    return Reference(
        tables={name: _table(name, rows[key]) for name in tables if (key := _key(name)) in rows},
        calendars={each.calendar: calendar(each.calendar) for each in terms if each.calendar},
    )


def cost_cap_rows(country: str) -> list[CostCap]:
    """The caps of costs other than interest, oldest first (PL: MPKK)."""
    parts = ("flat", "yearly", "ceiling", "short")
    days = sorted({row.valid_from for part in parts for row in legal_rates(country, f"cost_cap_{part}")})
    rows = []
    for day in days:
        flat, yearly, ceiling, short = (legal_value(country, f"cost_cap_{part}", day) for part in parts)
        if flat is not None and yearly is not None and ceiling is not None:
            source = next(
                row.source for row in reversed(legal_rates(country, "cost_cap_flat")) if row.valid_from <= day
            )
            rows.append(CostCap(day, flat, yearly, ceiling, short, source=source))
    return rows


def _key(name: str) -> tuple[str, str]:
    country, _colon, kind = name.partition(":")
    return country, kind


@lru_cache
def _table(name: str, rows: tuple[LegalRow, ...]) -> RateTable:
    until = rows[-1].valid_from if rows and rows[-1].value is None else None
    steps = tuple(TableStep(row.valid_from, row.value, row.source) for row in rows if row.value is not None)
    return RateTable(name, steps, until)


def _on_file() -> Rows:
    # Rows are never changed, so their number and the newest one tell whether anything is new since the last reading.
    stamp = LegalRate.objects.aggregate(last=Max("id"), count=Count("id"))
    return _merged(stamp["last"], stamp["count"])


@lru_cache(maxsize=2)
def _merged(_last: int | None, _count: int) -> Rows:
    by_day = {(row.country, row.kind, row.valid_from): row for row in _supplied()}
    for rate in LegalRate.objects.order_by("id"):
        key = (rate.country, rate.kind, rate.valid_from)
        by_day[key] = LegalRow(*key, rate.value, rate.source, supplied=False)
    grouped: dict[tuple[str, str], list[LegalRow]] = {}
    for _day, row in sorted(by_day.items()):
        grouped.setdefault((row.country, row.kind), []).append(row)
    return {key: tuple(rows) for key, rows in grouped.items()}


@lru_cache
def _supplied() -> tuple[LegalRow, ...]:
    text = files("repaid.products").joinpath("legal_rates.csv").read_text(encoding="utf-8")
    return tuple(_row(line) for line in csv.DictReader(text.splitlines()))


def _row(line: Mapping[str, str]) -> LegalRow:
    value = Decimal(line["value"]) if line["value"] else None
    day = date.fromisoformat(line["valid_from"])
    return LegalRow(line["country"], line["kind"], day, value, line["source"], supplied=True)
