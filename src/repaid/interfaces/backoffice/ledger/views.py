"""The books on screen."""

from datetime import date

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from repaid.interfaces.backoffice.ledger.lists import Chart
from repaid.interfaces.backoffice.ledger.tables import balance_sums, statement_table, trial_table
from repaid.interfaces.backoffice.pages import business_day, day_asked
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.context import frame_of
from repaid.interfaces.ui.exports import exported
from repaid.kernel.refusal import WrongInput
from repaid.ledger.months import year_start
from repaid.ledger.queries import chart_with_external, statement, trial_balance
from repaid.ledger.rights import VIEW_LEDGER


@staff_page(VIEW_LEDGER)
def account_list(request: ActorRequest) -> HttpResponseBase:
    """The chart of accounts."""
    listing = Chart(request, chart_with_external(request.actor, business_day(request)))
    return listing.response("backoffice/ledger/chart.html")


@staff_page(VIEW_LEDGER)
def account(request: ActorRequest, code: str) -> HttpResponse:
    """The statement of an account: a page of transfers with the balance after each."""
    since, until = _days(request)
    currency = request.GET.get("currency") or frame_of(request).organisation.currency
    shown = statement(request.actor, code, currency, since, until, after=_key(request.GET.get("after", "")))
    facts = {"since": since, "until": until, "statement": shown, "table": statement_table(shown)}
    return render(request, "backoffice/ledger/account.html", facts)


@staff_page(VIEW_LEDGER)
def trial(request: ActorRequest) -> HttpResponseBase:
    """Balances and turnover between two days."""
    since, until = _days(request)
    balance = trial_balance(request.actor, since, until)
    table = trial_table(balance)
    file = exported(request, table.columns, table.rows, f"trial-balance-{since}-{until}", table.title)
    facts = {"since": since, "until": until, "table": table, "sums": balance_sums(balance)}
    return file or render(request, "backoffice/ledger/trial_balance.html", facts)


def _days(request: ActorRequest) -> tuple[date, date]:
    """The days asked for, by default the year so far."""
    today, country = business_day(request), frame_of(request).organisation.country
    since, until = day_asked(request, "since", year_start(today, country)), day_asked(request, "until", today)
    if since > until:
        raise WrongInput(reason=_("“From” is later than “to”. Please change one of them."))
    return since, until


def _key(text: str) -> tuple[date, int] | None:
    day, _colon, number = text.partition(":")
    try:
        return (date.fromisoformat(day), int(number)) if text else None
    except ValueError:
        return None
