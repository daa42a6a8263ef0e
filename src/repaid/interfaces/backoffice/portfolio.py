"""Figures of the portfolio as pages show them: by state, by ageing bucket."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.contracts.choices import State
from repaid.contracts.queries.contracts import counts_by_state
from repaid.daily_close.queries import closed_portfolio, last_closed, sees_whole_branches
from repaid.interfaces.ui.charts import Chart, Series
from repaid.interfaces.ui.formats import currency_name, number_text
from repaid.reports.queries import BUCKET_DAYS, BucketTotal, Portfolio, portfolio

LIVE_MAX: Final = 10_000
"""Contracts that a page adds up while one waits: a tenth of a second."""
CURRENT: str | Promise = gettext_lazy("not late")


@dataclass(frozen=True, slots=True)
class Figure:
    """A count that opens its list."""

    label: str
    count: int
    address: str
    state: str = ""
    amounts: Sequence[Money] = ()


def bucket_name(bucket: int) -> str:
    """The days of a bucket: "not late", "1–30", "over 90"."""
    first, last = BUCKET_DAYS[bucket]
    if bucket == 0:
        return str(CURRENT)
    if last is None:
        return _("over {days}").format(days=number_text(first - 1))
    return _("{first}–{last}").format(first=number_text(first), last=number_text(last))


def ageing_day(by: Actor, today: date) -> date:
    """The day whose ageing is shown when none is asked for: the last closed one of a large portfolio, else today."""
    run = last_closed(by, today) if sees_whole_branches(by) else None
    return run.day if run and run.contracts > LIVE_MAX else today


def ageing_table(by: Actor, on: date, *, known_now: bool = False) -> Portfolio:
    """The ageing table of a day: of a large portfolio as its close kept it, else (or when asked) as it is known now."""
    run = last_closed(by, on) if sees_whole_branches(by) and not known_now else None
    if run and run.day == on and run.contracts > LIVE_MAX:
        return closed_portfolio(by, on)
    return portfolio(by, on)


@dataclass(frozen=True, slots=True)
class Overall:
    """The portfolio of a day in the reader's scope."""

    states: Sequence[Figure]
    overdue: Figure
    table: Portfolio

    @property
    def charts(self) -> list[Chart]:
        return ageing_charts(self.table)


def overall(by: Actor, on: date) -> Overall:
    """Contracts by state, what is overdue, ageing; four queries."""
    address = reverse("backoffice:contracts")
    counts = counts_by_state(by)
    states = [
        Figure(str(state.label), counts[state], f"{address}?state={state.value}", state.value)
        for state in State
        if counts.get(state)
    ]
    table = ageing_table(by, ageing_day(by, on))
    late = [total for total in table.buckets if total.bucket]
    sums: dict[str, int] = {}
    for total in late:
        sums[total.currency] = sums.get(total.currency, 0) + total.overdue
    amounts = [Money(minor, currency) for currency, minor in sums.items()]
    count = sum(total.contracts for total in late)
    return Overall(states, Figure(_("Contracts overdue"), count, f"{address}?late=1", amounts=amounts), table)


def _chart(totals: Sequence[BucketTotal]) -> Chart:
    """What is overdue, bucket by bucket, in one currency."""
    currency, late = totals[0].currency, [total for total in totals if total.bucket]
    title = _("Overdue by days late, {currency}").format(currency=currency_name(currency))
    series = [Series(pgettext("amount", "Overdue"), [Money(total.overdue, currency) for total in late])]
    labels = [bucket_name(total.bucket) for total in late]
    return Chart(f"ageing-{currency}", title, _("Days late"), labels, series, colours="ageing")


def ageing_charts(table: Portfolio) -> list[Chart]:
    """What is overdue by bucket, a chart for each currency."""
    currencies = sorted({total.currency for total in table.buckets})
    return [_chart([total for total in table.buckets if total.currency == each]) for each in currencies]
