"""The list of closed days; the contracts that changed their bucket on one."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from repaid.access.subjects import search
from repaid.interfaces.backoffice.portfolio import bucket_name
from repaid.interfaces.backoffice.subjects import address_of
from repaid.interfaces.ui.columns import Choice, Column, Filter
from repaid.interfaces.ui.listing import Listing
from repaid.reports.queries import BUCKET_DAYS


def _who(row: Any) -> str:
    return row.started_by.name if row.started_by else str(_("the system"))


class EarlierDays(Listing):
    """Closes, newest day first."""

    identity = "daily-closes"
    title = _("Earlier days")
    columns = (
        Column(
            "day", pgettext_lazy("column", "Day"), "date", sort="day",
            link=lambda row: reverse("backoffice:daily_close_day", args=[row.day]),
        ),
        Column("state", _("State"), "state", state_kind="close"),
        Column("started_at", _("Started"), "datetime", sort="started_at"),
        Column("finished_at", _("Finished"), "datetime"),
        Column(_who, _("Who")),
        Column(lambda row: len(row.findings), _("Findings"), "number"),
    )  # fmt: skip
    order = "-day"
    order_label = _("Newest first")
    empty_title = _("No day has been closed yet.")


def _buckets(name: str) -> list[Choice]:
    return [Choice(str(bucket), bucket_name(bucket), Q(**{name: bucket})) for bucket in range(len(BUCKET_DAYS))]


class Moves(Listing):
    """Contracts that changed their bucket on a day; `from` and `to` in the address are buckets."""

    identity = "bucket-moves"
    title = _("Moves between buckets")
    columns = (
        Column(
            "contract.subject.number", _("Contract"), "code", link=lambda row: address_of(row.contract.subject),
        ),
        Column("contract.subject.title", _("Borrower")),
        Column(lambda row: bucket_name(row.before), _("From bucket")),
        Column(lambda row: bucket_name(row.after), _("To bucket")),
    )  # fmt: skip
    empty_title = _("Nobody changed the bucket.")

    def __init__(self, request: HttpRequest, scope: QuerySet[Any]) -> None:
        super().__init__(request, scope)
        self.filters = (
            Filter("from", _("From bucket"), _buckets("before")), Filter("to", _("To bucket"), _buckets("after"))
        )  # fmt: skip

    def found(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        """By part of number, borrower or repayment account."""
        actor = self.request.actor  # type: ignore[attr-defined]
        return queryset.filter(contract__subject__in=search(actor, text, kinds=["contract"]).order_by().values("pk"))
