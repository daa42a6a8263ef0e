"""Which figures of law of a country are in force on a day, which are coming, which nobody has put on file."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from repaid.products.models import LegalRate
from repaid.products.queries.legal import LegalRow, figures_of

EXPECTED: Final[Mapping[str, tuple[str, ...]]] = {
    "PL": (
        "max_capital", "max_delay", "statutory", "delay", "commercial_delay", "nbp_reference", "cost_cap_flat",
        "cost_cap_yearly", "cost_cap_ceiling", "cost_cap_short",
    ),
    "NL": (
        "statutory", "commercial", "credit_cap", "collection_least", "collection_most", "collection_share_to_2500",
        "collection_share_to_5000", "collection_share_to_10000", "collection_share_to_200000",
        "collection_share_above",
    ),
    "IR": ("late_charge_margin", "max_capital"),
}  # fmt: skip
EXPECTED_ELSEWHERE: Final = ("max_capital", "max_delay", "statutory")
"""What the law of most countries sets. Where it sets none, that is put on file too: a row without a value."""

IN_FORCE, NONE_SET, MISSING = "in_force", "none_set", "missing"


@dataclass(frozen=True, slots=True)
class LegalState:
    """One kind of figure on a day. `state` is in_force, none_set (the law sets none) or missing; `coming` is next."""

    kind: str
    state: str
    row: LegalRow | None
    coming: LegalRow | None


def expected_kinds(country: str) -> list[str]:
    """The figures that work in a country asks for, then others that are on file."""
    return _expected(country, figures_of(country))


def legal_states(country: str, on: date) -> list[LegalState]:
    """Every expected figure of a country on a day; what is missing first."""
    figures = figures_of(country)
    found = [_state(kind, figures.get(kind, ()), on) for kind in _expected(country, figures)]
    return sorted(found, key=lambda each: each.state != MISSING)


def put_on_file(country: str, kind: str) -> list[LegalRate]:
    """Every row that was put on file here, newest first, also those that another one replaced."""
    rows = LegalRate.objects.filter(country=country, kind=kind)
    return list(rows.select_related("recorded_by").order_by("-id"))


def _expected(country: str, figures: Iterable[str]) -> list[str]:
    return list(dict.fromkeys((*EXPECTED.get(country, EXPECTED_ELSEWHERE), *sorted(figures))))


def _state(kind: str, rows: Sequence[LegalRow], on: date) -> LegalState:
    past = [row for row in rows if row.valid_from <= on]
    coming = next((row for row in rows if row.valid_from > on), None)
    if not past:
        return LegalState(kind, MISSING, None, coming)
    return LegalState(kind, NONE_SET if past[-1].value is None else IN_FORCE, past[-1], coming)
