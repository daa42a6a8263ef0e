"""The lists of applications: the search, and what waits for the reader."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from repaid.interfaces.ui.columns import Choice, Column, Filter, Text
from repaid.interfaces.ui.listing import Listing
from repaid.kernel.names import in_language
from repaid.origination.choices import KIND, State
from repaid.origination.queries import amount_of, named
from repaid.parties.national_id import shown_national_id
from repaid.workflow.ports import flow_of

VIEWS = (
    (_("All"), ""),
    (pgettext_lazy("applications", "In verification"), "state=in_verification"),
    (pgettext_lazy("applications", "In correction"), "state=in_correction"),
    (pgettext_lazy("applications", "Signed"), "state=signed"),
)


def application_address(row: Any) -> str:
    """The page of an application."""
    return reverse("backoffice:application", args=[row.number])


def _handler(row: Any) -> str | None:
    return row.subject.handler.name if row.subject.handler else None


def _state(row: Any) -> str:
    return str(row.work.state)


NUMBER = Column("number", _("No."), kind="code", sort="id", link=application_address)
BORROWER = Column("borrower.name", _("Borrower"), sort="borrower__sort_name")
PRODUCT = Column(lambda row: in_language(row.product.names), _("Product"), small=amount_of)
STATE = Column(_state, _("State"), kind="state", state_kind="application", sort="work__state")
HANDLER = Column(_handler, _("Taken by"), sort="subject__handler__name")


class Applications(Listing):
    """Applications in the reader's scope."""

    identity = "applications"
    title = _("Applications")
    columns: Sequence[Column] = (
        NUMBER,
        BORROWER,
        Column(lambda row: shown_national_id(row.borrower) or None, _("National ID"), kind="code", card="hide"),
        PRODUCT,
        STATE,
        HANDLER,
        Column("entered_on", _("Date entered"), kind="date", sort="entered_on"),
    )
    filters: Sequence[Filter] = (
        Filter("state", _("State"), [Choice(each.value, each.label, Q(work__state=each)) for each in State]),
    )
    order = "-id"
    order_label = _("Newest first")
    search_label = _("Number, borrower, national ID …")
    empty_title = _("No applications yet.")
    empty_hint: Text = _("An application stands here when it is entered.")

    def __init__(self, request: HttpRequest, scope: QuerySet[Any], products: Sequence[Any]) -> None:
        super().__init__(request, scope)
        choices = [Choice(row.code, in_language(row.names), Q(product__code=row.code)) for row in products]
        self.filters = (*self.filters, Filter("product", _("Product"), choices))

    def found(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        """By number, part of the borrower's name, or a whole national id."""
        return queryset.filter(named(self.request.actor, text))  # type: ignore[attr-defined]


def _what_to_do(row: Any) -> str:
    flow = flow_of(KIND)
    chief = flow.procedure(flow.state(row.work.state).chief)
    return str(chief.label) if chief else str(_("Pay out the contract"))


class Queue(Applications):
    """What waits for the reader, oldest first (CL-03)."""

    identity = "queue"
    title = _("Applications that wait for me")
    columns = (
        NUMBER,
        BORROWER,
        PRODUCT,
        STATE,
        Column(_what_to_do, _("What to do")),
        Column("work.since", _("Waits since"), kind="date", sort="work__since"),
        Column("due_on", _("To be done by"), kind="date", card="hide"),
        HANDLER,
    )
    filters: Sequence[Filter] = ()
    order = "work__since"
    order_label = _("Oldest first")
    empty_kind = "done"
    empty_title = _("Nothing waits for you.")
    empty_hint = ""

    def __init__(self, request: HttpRequest, scope: QuerySet[Any], products: Sequence[Any]) -> None:
        super().__init__(request, scope, products)
        mine = Q(subject__handler=request.actor.user_id)  # type: ignore[attr-defined]
        people = [Choice("me", _("me"), mine), Choice("nobody", _("nobody"), Q(subject__handler=None))]
        self.filters = (*self.filters, Filter("taken", _("Taken by"), people))
