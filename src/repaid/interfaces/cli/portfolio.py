"""`repaid portfolio`: the ageing table of a day."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date, datetime
from typing import Annotated, Any

import typer
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from loanmath.money import format_minor
from repaid.access.business_day import today
from repaid.access.queries import machine_in, organisations
from repaid.interfaces.cli.output import Json, show
from repaid.interfaces.cli.tables import Column, table
from repaid.kernel.refusal import Refusal
from repaid.reports.queries import BUCKET_DAYS, AgeingRow, BucketTotal
from repaid.reports.queries import portfolio as portfolio_on

commands = typer.Typer()


class LaterThanBusinessDay(Refusal):
    code = "later_than_business_day"
    sentence = gettext_lazy("The business day of {organisation} is {today}. Choose that day or an earlier one.")


@commands.command()
def portfolio(
    on: Annotated[
        datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="The day; the business day when left out.")
    ] = None,
    organisation: Annotated[str, typer.Option(help="Code of one organisation; all when left out.")] = "",
    as_json: Json = False,
) -> None:
    """How old the arrears of the portfolio are: contracts, principal and overdue amounts by bucket of days late."""
    codes = [organisation] if organisation else [each.code for each in organisations()]
    found = [_ageing(code, on.date() if on else None) for code in codes]
    show(found, "\n\n".join(_text(each) for each in found), as_json=as_json)


def _ageing(code: str, on: date | None) -> dict[str, Any]:
    by = machine_in(code)
    business_day = today(by.organisation_id)
    if on is not None and on > business_day:
        raise LaterThanBusinessDay(organisation=code, today=business_day)
    found = portfolio_on(by, on or business_day)
    return {
        "organisation": code,
        "on": found.on,
        "unbilled": found.unbilled,
        "buckets": list(_plain(found.buckets)),
        "rows": list(_plain(found.rows)),
    }


def _plain(rows: Iterable[AgeingRow | BucketTotal]) -> Iterator[dict[str, Any]]:
    for row in rows:
        amounts = {name: format_minor(getattr(row, name), row.currency) for name in ("principal", "overdue")}
        yield {**asdict(row), "days": _days(row.bucket), **amounts}


def _days(bucket: int) -> str:
    first, last = BUCKET_DAYS[bucket]
    if last is None:
        return _("{first} and more").format(first=first)
    return str(first) if first == last else f"{first}-{last}"


def _text(found: dict[str, Any]) -> str:
    columns = [
        Column(_("Product")),
        Column(_("Branch")),
        Column(_("Days late"), is_figure=True),
        Column(_("Contracts"), is_figure=True),
        Column(_("Principal"), is_figure=True),
        Column(_("Overdue"), is_figure=True),
        Column(_("Currency")),
    ]
    language = get_language() or "en"
    rows = [
        [row["product_names"].get(language, row["product"]), row["branch"], *_figures(row)] for row in found["rows"]
    ]
    totals = [[_("Together"), "", *_figures(total)] for total in found["buckets"]]
    title = _("Portfolio of {organisation} on {day}").format(organisation=found["organisation"], day=found["on"])
    return table(title, columns, [*rows, *totals])


def _figures(row: dict[str, Any]) -> list[Any]:
    return [row["days"], row["contracts"], row["principal"], row["overdue"], row["currency"]]
