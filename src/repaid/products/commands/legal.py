"""Rates and figures of law, put on file by an administrator."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.kernel.refusal import Refusal, WrongInput
from repaid.products.legal_file import GRID, LegalLine
from repaid.products.models import LegalRate
from repaid.products.queries import legal_rates
from repaid.products.queries.legal import LegalRow, figures_of
from repaid.products.rights import EDIT_RATES


class RateOnFile(Refusal):
    code = "rate_on_file"
    sentence = _("There is a figure from {day} on already: {value}. Correct that one instead.")


class NoRateOnFile(Refusal):
    code = "no_rate_on_file"
    sentence = _("There is no figure from {day} on. Add it instead.")


@dataclass(frozen=True, slots=True)
class LegalRateRecorded:
    rate_id: int
    country: str
    kind: str
    valid_from: date
    before: Decimal | None


@dataclass(frozen=True, slots=True)
class LegalFileTaken:
    country: str
    new: int
    unchanged: int


@command("products.add_legal_rate", right=EDIT_RATES)
def add_legal_rate(
    *, by: Actor, country: str, kind: str, valid_from: date, value: Decimal | None, source: str
) -> LegalRateRecorded:
    """Put a figure of law on file from a day on; without a value the law ceases to set one."""
    standing = _standing(country, kind, valid_from)
    if standing:
        raise RateOnFile(day=valid_from, value=standing[0], field="valid_from")
    return _recorded(by, country, kind, valid_from, value, source, None)


@command("products.correct_legal_rate", right=EDIT_RATES)
def correct_legal_rate(
    *, by: Actor, country: str, kind: str, valid_from: date, value: Decimal | None, source: str
) -> LegalRateRecorded:
    """Put another figure in the place of the one of that day; the first one stays in history."""
    standing = _standing(country, kind, valid_from)
    if not standing:
        raise NoRateOnFile(day=valid_from, field="valid_from")
    return _recorded(by, country, kind, valid_from, value, source, standing[0])


@command("products.take_legal_file", right=EDIT_RATES)
def take_legal_file(*, by: Actor, country: str, lines: Sequence[LegalLine]) -> LegalFileTaken:
    """Put every line of a file on file, or none: one wrong line refuses it. What stands so already is left as it is."""
    wrong = next((line for line in lines if line.finding), None)
    if wrong is not None or not lines:
        raise WrongInput(reason=_("The file has wrong lines or none. Mend it and bring it again."), field="file")
    figures = figures_of(country)
    new = [line for line in lines if not stands(figures, line)]
    LegalRate.objects.bulk_create(_row(by, country, line) for line in new)
    return LegalFileTaken(country, len(new), len(lines) - len(new))


def _row(by: Actor, country: str, line: LegalLine) -> LegalRate:
    assert line.valid_from is not None, "a line without a finding has a day"
    return LegalRate(
        country=country, kind=line.kind, valid_from=line.valid_from, value=line.value, source=line.source,
        recorded_by_id=by.user_id,
    )  # fmt: skip


def stands(figures: Mapping[str, Sequence[LegalRow]], line: LegalLine) -> bool:
    """Whether what a line says stands on file already; `figures` are those of the country by kind."""
    said = (line.valid_from, line.value, line.source)
    return any((row.valid_from, row.value, row.source) == said for row in figures.get(line.kind, ()))


def _standing(country: str, kind: str, day: date) -> list[Decimal | None]:
    return [row.value for row in legal_rates(country, kind) if row.valid_from == day]


def _recorded(
    by: Actor, country: str, kind: str, day: date, value: Decimal | None, source: str, before: Decimal | None
) -> LegalRateRecorded:
    if not source.strip():
        raise WrongInput(reason=_("Name the law or decision that sets the figure."), field="source")
    if value is not None and value != value.quantize(GRID):
        raise WrongInput(reason=_("A figure of law has four decimals at most."), field="value")
    row = LegalRate.objects.create(
        country=country, kind=kind, valid_from=day, value=value, source=source.strip(), recorded_by_id=by.user_id
    )
    return LegalRateRecorded(row.pk, country, kind, day, before)
