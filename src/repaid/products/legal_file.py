"""Figures of law as a file, in the layout of the one that comes with the release."""

import csv
import io
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from django.utils.translation import gettext_lazy as _

from repaid.kernel.refusal import Finding
from repaid.kernel.text import latin_digits

HEADS: Final = ("country", "kind", "valid_from", "value", "source")
GRID: Final = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class LegalLine:
    """A line of the file: its number, what it says, and what is wrong with it (then it says nothing)."""

    number: int
    kind: str = ""
    valid_from: date | None = None
    value: Decimal | None = None
    source: str = ""
    finding: Finding | None = None


def read_legal_file(text: str, country: str, kinds: Collection[str]) -> list[LegalLine]:
    """The lines of a file for one country, each read or with what is wrong with it; nothing is put on file."""
    rows = csv.DictReader(io.StringIO(text.lstrip("\ufeff")))
    if not set(HEADS) <= set(rows.fieldnames or ()):
        sentence = _("The first line must name the columns: {heads}.")
        return [LegalLine(1, finding=Finding("no_heads", sentence, facts={"heads": ", ".join(HEADS)}))]
    return [_line(number, {head: (row[head] or "").strip() for head in HEADS}, country, kinds)
            for number, row in enumerate(rows, 2)]  # fmt: skip


def write_legal_file(rows: Iterable[tuple[str, str, date, Decimal | None, str]]) -> str:
    """Rows in the order of `HEADS` as the file."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADS)
    writer.writerows((country, kind, day, "" if value is None else value, source)
                     for country, kind, day, value, source in rows)  # fmt: skip
    return text.getvalue()


def _line(number: int, told: dict[str, str], country: str, kinds: Collection[str]) -> LegalLine:
    if told["country"] != country:
        sentence = _("This line is of another country: {country}.")
        return _wrong(number, Finding("other_country", sentence, facts={"country": told["country"]}))
    if told["kind"] not in kinds:
        return _wrong(
            number, Finding("unknown_kind", _("There is no figure called {kind}."), facts={"kind": told["kind"]})
        )
    if not told["source"]:
        return _wrong(number, Finding("no_source", _("Name the law or decision that sets the figure.")))
    try:
        day = date.fromisoformat(latin_digits(told["valid_from"]))
        value = Decimal(latin_digits(told["value"])) if told["value"] else None
        if value is not None and value != value.quantize(GRID):
            raise InvalidOperation
    except (ValueError, InvalidOperation):
        sentence = _("The day must read like 2026-07-01 and the value like 5.75, with four decimals at most.")
        return _wrong(number, Finding("unreadable", sentence))
    return LegalLine(number, told["kind"], day, value, told["source"])


def _wrong(number: int, finding: Finding) -> LegalLine:
    return LegalLine(number, finding=finding)
