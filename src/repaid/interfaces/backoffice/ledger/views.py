"""The books on screen."""

from collections.abc import Sequence
from datetime import date

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from repaid.interfaces.backoffice.ledger.lists import Chart
from repaid.interfaces.backoffice.ledger.tables import balance_sums, statement_columns, sums, trial_table
from repaid.interfaces.backoffice.pages import business_day, day_asked
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.columns import Table
from repaid.interfaces.ui.context import frame_of
from repaid.interfaces.ui.exports import exported
from repaid.kernel.names import in_language
from repaid.kernel.refusal import WrongInput
from repaid.ledger.choices import StatementDay
from repaid.ledger.months import year_start
from repaid.ledger.queries import Key, chart_with_external, currencies_of, statement, trial_balance
from repaid.ledger.rights import VIEW_LEDGER


@staff_page(VIEW_LEDGER)
def account_list(request: ActorRequest) -> HttpResponseBase:
    """The chart of accounts."""
    listing = Chart(request, chart_with_external(request.actor, business_day(request)))
    return listing.response("backoffice/ledger/chart.html")


@staff_page(VIEW_LEDGER)
def account(request: ActorRequest, code: str) -> HttpResponseBase:
    """The statement of an account: what moved in some days, a page at a time, with the balance after each transfer."""
    since, until = _days(request)
    currencies = currencies_of(request.actor, code)
    shown = statement(request.actor, code, _currency(request, currencies), since, until, day=_basis(request))
    columns = statement_columns(shown)
    file = exported(request, columns, shown, f"account-{code}-{since}-{until}", in_language(shown.line.names))
    if file:
        return file
    page = shown.page(after=_key(request.GET.get("after", "")), before=_key(request.GET.get("before", "")))
    facts = {"since": since, "until": until, "statement": shown, "page": page, "currencies": currencies}
    facts |= {"table": Table(_("Statement of account"), columns, page.rows), "bases": StatementDay, "sums": sums(shown)}
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


def _currency(request: ActorRequest, currencies: Sequence[str]) -> str:
    """The currency asked for; else that of the organisation, or the first that there is."""
    own = frame_of(request).organisation.currency
    wanted = request.GET.get("currency", own)
    return wanted if wanted in currencies else next(iter(currencies), own)


def _basis(request: ActorRequest) -> StatementDay:
    wanted = request.GET.get("day", "")
    return StatementDay(wanted) if wanted in StatementDay.values else StatementDay.BOOKED


def _key(text: str) -> Key | None:
    day, _colon, number = text.partition(":")
    try:
        return Key(date.fromisoformat(day), int(number)) if text else None
    except ValueError:
        return None
