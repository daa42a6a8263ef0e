"""One statement that was taken in: its entries with what became of each."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loanmath.money import Money
from repaid.interfaces.backoffice.money.found import NOBODY, amount_is, payment_address, told_of
from repaid.interfaces.backoffice.money.lists import statement_name
from repaid.interfaces.backoffice.pages import Text
from repaid.interfaces.backoffice.subjects import address_of
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.columns import Choice, Column, Filter
from repaid.interfaces.ui.context import frame_of
from repaid.interfaces.ui.listing import Listing
from repaid.payments.choices import WAITING, State
from repaid.payments.queries import finds, statement_at
from repaid.payments.rights import VIEW
from repaid.settling.search import Asked, told_payments


class Entries(Listing):
    """The entries of a statement, in the order of its file."""

    identity = "statement-entries"
    title = gettext_lazy("Entries")
    filters = (
        Filter("state", gettext_lazy("State"), [Choice(state.value, state.label, Q(state=state)) for state in State]),
    )
    total_of = ("amount", "currency")
    search_label = gettext_lazy("Amount, payer, title …")
    empty_title = gettext_lazy("No entries of this statement are within your reach.")

    def __init__(self, request: ActorRequest, scope: QuerySet[Any]) -> None:
        super().__init__(request, scope)
        by = request.actor

        def deed(row: Any) -> tuple[Text, str]:
            return told_of(row, by).deed or ("", "")

        self.columns = (
            Column("row", _("Row"), "number", card="hide"),
            Column("number", _("Payment"), "code", link=payment_address),
            Column("value_date", _("Value date"), "date", sort="value_date"),
            Column(lambda row: Money(row.amount, row.currency), _("Amount"), "money", sort="amount"),
            Column(
                lambda row: row.words.payer or NOBODY, _("Payer"), small=lambda row: row.words.remittance[:100],
                card="full",
            ),
            Column(
                lambda row: row.subject.number if row.subject else None, _("Belongs to"), "code",
                link=lambda row: address_of(row.subject), small=lambda row: row.subject.title if row.subject else None,
            ),
            Column("state", _("State"), "state", state_kind="payment"),
            Column(lambda row: deed(row)[0] or None, _("What can be done"), link=lambda row: deed(row)[1]),
        )  # fmt: skip

    def found(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        """By words of payer, title and references, by number, by amount."""
        return queryset.filter(finds(text, amount_is(text, frame_of(self.request).organisation.currency)))


@staff_page(VIEW)
def statement(request: ActorRequest, key: int) -> HttpResponseBase:
    """What came of each entry of a statement."""
    row, rows = statement_at(request.actor, key), told_payments(request.actor, Asked())
    assert rows is not None, "whoever opens this page may see payments"
    trail = [(_("Statements"), reverse("backoffice:statements")), (statement_name(row), "")]
    entries = rows.filter(statement=row)
    facts = {"row": row, "facts": _facts(row), "trail": trail, "waits": entries.filter(state__in=WAITING).exists()}
    return Entries(request, entries).response("backoffice/money/statement.html", facts)


def _facts(row: Any) -> list[tuple[str, Any]]:
    """What the bank said of the whole; what it left out is left out."""
    facts = [
        (_("First day"), row.first_day),
        (_("Last day"), row.last_day),
        (_("Opening balance"), None if row.opening is None else Money(row.opening, row.currency)),
        (_("Closing balance"), None if row.closing is None else Money(row.closing, row.currency)),
        (_("Taken in"), row.taken_at),
        (_("Who"), row.taken_by.name if row.taken_by else _("the system")),
    ]
    return [(name, value) for name, value in facts if value is not None]
