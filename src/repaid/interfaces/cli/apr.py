"""`repaid apr`: the annual percentage rate of flows of money; no database."""

import re
from datetime import date
from fractions import Fraction
from typing import Any

import typer
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loanmath.apr import Flow, apr_eu, years_of_text
from loanmath.apr_us import apr_us
from loanmath.irr import NoRate
from repaid.interfaces.cli.documents import (
    FieldRefused,
    JsonFile,
    a_date,
    a_list,
    a_text,
    an_amount,
    only,
    read_document,
    shown,
)
from repaid.interfaces.cli.output import Json, show
from repaid.kernel.refusal import Refusal

commands = typer.Typer()

FLOWS_MAX = 10_000
YEARS_MAX = 1_000
RULES = {"eu": apr_eu, "us": apr_us}
_YEARS = re.compile(r"[-+0-9./ ]{1,200}")


class NoAnnualRate(Refusal):
    code = "no_rate"
    sentence = gettext_lazy("There is no annual percentage rate: {said}.")


@commands.command()
def apr(file: JsonFile, as_json: Json = False) -> None:
    """The annual percentage rate of advances and payments, by the rule of the EU or of the US."""
    found = annual_rate(read_document(file))
    show({"apr": found}, _("The annual percentage rate is {rate} %.").format(rate=found), as_json=as_json)


def annual_rate(data: dict[str, Any]) -> str:
    """The rate of a document with `rule`, `advances` and `payments`: per cent with six decimals."""
    only(data, "", needed=("rule", "advances", "payments"))
    rule = a_text(data["rule"], "rule")
    if rule not in RULES:
        raise FieldRefused(path="rule", said=_("one of eu, us is expected"))
    advances, payments = (_flows(data[side], side, in_years=rule == "eu") for side in ("advances", "payments"))
    _same_times(advances, payments)
    try:
        return format(RULES[rule](advances, payments), "f")
    except (NoRate, ValueError) as none:
        raise NoAnnualRate(said=str(none)) from None


def _flows(data: Any, path: str, *, in_years: bool) -> list[Flow]:
    return [_flow(item, f"{path}[{place}]", in_years) for place, item in enumerate(a_list(data, path, most=FLOWS_MAX))]


def _flow(data: Any, path: str, in_years: bool) -> Flow:
    by_years = in_years and isinstance(data, dict) and "t" in data
    only(data, path, needed=("t" if by_years else "on", "amount"))
    at = _years(data["t"], f"{path}.t") if by_years else a_date(data["on"], f"{path}.on")
    return Flow(at, an_amount(data["amount"], f"{path}.amount"))


def _years(data: Any, path: str) -> Fraction:
    text = a_text(data, path)
    said = _("a time in years such as 3/365+1/12 is expected, not {text}").format(text=shown(text))
    if not _YEARS.fullmatch(text):
        raise FieldRefused(path=path, said=said)
    try:
        years = years_of_text(text)
    except ValueError:
        raise FieldRefused(path=path, said=said) from None
    if abs(years) > YEARS_MAX:
        raise FieldRefused(path=path, said=_("at most {most} years are possible").format(most=YEARS_MAX))
    return years


def _same_times(advances: list[Flow], payments: list[Flow]) -> None:
    if len({isinstance(flow.at, date) for flow in (*advances, *payments)}) > 1:
        raise FieldRefused(path="payments", said=_("give all times as dates or all as years"))
