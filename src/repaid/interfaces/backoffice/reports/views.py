"""Reports of the portfolio on a day."""

from datetime import date
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from loanmath.money import Money
from repaid.interfaces.backoffice.pages import business_day, day_asked
from repaid.interfaces.backoffice.portfolio import ageing_charts, ageing_day, ageing_table, bucket_name
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.columns import Column, Table
from repaid.interfaces.ui.exports import exported
from repaid.kernel.names import in_language
from repaid.kernel.refusal import WrongInput
from repaid.reports.rights import VIEW_REPORTS


@staff_page(VIEW_REPORTS)
def portfolio_report(request: ActorRequest) -> HttpResponseBase:
    """Contracts, principal and what is overdue, by product, branch and bucket."""
    on = _day(request)
    found = ageing_table(request.actor, on, known_now="now" in request.GET)
    table = Table(_("Portfolio"), [*_kinds(), *_figures()], found.rows)
    file = exported(request, table.columns, table.rows, f"portfolio-{on}", table.title)
    return file or render(request, "backoffice/reports/portfolio.html", {"on": on, "table": table, "found": found})


@staff_page(VIEW_REPORTS)
def ageing_report(request: ActorRequest) -> HttpResponseBase:
    """The whole portfolio by days late, with a chart for each currency."""
    on = _day(request)
    found = ageing_table(request.actor, on, known_now="now" in request.GET)
    columns = [
        Column(lambda row: bucket_name(row.bucket), _("Days late")),
        Column("currency", _("Currency"), "code"),
        *_figures(),
    ]
    table = Table(_("Ageing of arrears"), columns, found.buckets)
    file = exported(request, columns, table.rows, f"ageing-{on}", table.title)
    facts = {"on": on, "table": table, "found": found, "charts": ageing_charts(found)}
    return file or render(request, "backoffice/reports/ageing.html", facts)


def _day(request: ActorRequest) -> date:
    """The day asked for: the business day or an earlier one."""
    today = business_day(request)
    on = day_asked(request, default=ageing_day(request.actor, today))
    if on > today:
        raise WrongInput(reason=_("The day lies after the business date. Choose that day or an earlier one."))
    return on


def _kinds() -> list[Column]:
    return [
        Column(lambda row: in_language(row.product_names), _("Product")),
        Column("branch", _("Branch")),
        Column(lambda row: bucket_name(row.bucket), _("Days late")),
        Column("currency", _("Currency"), "code", card="hide"),
    ]


def _figures() -> list[Column]:
    def amount(name: str, label: Any) -> Column:
        return Column(lambda row: Money(getattr(row, name), row.currency), label, "amount")

    return [
        Column("contracts", _("Contracts"), "number"),
        amount("principal", _("Principal left")),
        amount("overdue", pgettext("amount", "Overdue")),
    ]
