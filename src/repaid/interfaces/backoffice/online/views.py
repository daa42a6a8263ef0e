"""Online payments, one and many; notifications that were refused."""

from typing import Any, Final

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from loanmath.money import Money
from repaid.contracts.rights import BOOK_PAYMENTS
from repaid.interfaces.backoffice.online.lists import OnlinePayments, amount_of, finding_of
from repaid.interfaces.backoffice.pages import Text, views_of
from repaid.interfaces.backoffice.subjects import address_of
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.columns import Column, Table
from repaid.interfaces.ui.formats import money_text
from repaid.interfaces.ui.parts import TimelineEntry
from repaid.payments.choices import Heard, OnlineFinding, OnlineState, Outcome, Via
from repaid.payments.commands.online import UnknownOnlinePayment
from repaid.payments.providers.protocol import NotSigned, NotUnderstood, Said
from repaid.payments.queries.online import differing_payouts, notices_of, online_named, online_payments, refused_notices
from repaid.payments.rights import VIEW, WITHDRAW

VIEWS: Final = (
    (pgettext_lazy("online payments", "All"), ""),
    (pgettext_lazy("online payments", "To decide"), "finding=yes"),
    (pgettext_lazy("online payments", "Pending"), "state=pending"),
    (pgettext_lazy("online payments", "Received"), "state=paid"),
)
SAID: Final[dict[str, Text]] = {
    Said.PAID: gettext_lazy("The provider says: paid"),
    Said.PENDING: gettext_lazy("The provider says: not decided yet"),
    Said.FAILED: gettext_lazy("The provider says: failed"),
    Said.CANCELLED: gettext_lazy("The provider says: cancelled by the customer"),
    Said.EXPIRED: gettext_lazy("The provider says: not paid in time"),
    Said.TAKEN_BACK: gettext_lazy("The provider says: the money was taken back"),
}
LOOKS: Final = {
    Outcome.BOOKED: ("circle-check", "good"), Outcome.HELD: ("alert-triangle", "warn"),
    Outcome.REPEATED: ("repeat", ""),
    Outcome.NOTED: ("circle-dot", ""), Outcome.LATE: ("clock", ""), Outcome.REFUSED: ("ban", "bad"),
}  # fmt: skip
REASONS: Final[dict[str, Text]] = {
    **{each.code: each.sentence for each in (NotSigned, NotUnderstood, UnknownOnlinePayment)},
    **dict(OnlineFinding.choices),
}
REFUSED_SHOWN: Final = 100


@staff_page(VIEW)
def online_list(request: ActorRequest) -> HttpResponseBase:
    """Online payments, with saved views."""
    facts = {"views": views_of(request, VIEWS), "differing": differing_payouts(request.actor).count()}
    listing = OnlinePayments(request, online_payments(request.actor))
    return listing.response("backoffice/online/list.html", facts)


@staff_page(VIEW)
def online(request: ActorRequest, key: int) -> HttpResponse:
    """One online payment: what was asked for, what was paid, every notification, what can be decided."""
    row, may = online_named(request.actor, str(key)), request.actor.may
    is_held = row.state == OnlineState.HELD
    facts = {
        "row": row,
        "amount": amount_of(row),
        "paid": Money(row.paid, row.paid_currency) if row.paid is not None else None,
        "finding": finding_of(row),
        "facts": _facts(row),
        "story": [_entry(notice) for notice in notices_of(row)] + [_begun(row)],
        "owner_address": address_of(row.subject),
        "trail": [(_("Online payments"), reverse("backoffice:online_payments")), (row.number, "")],
        "can_book": is_held and may(BOOK_PAYMENTS.code),
        "can_return": bool(row.finding) and may(WITHDRAW.code),
    }
    return render(request, "backoffice/online/online.html", facts)


def _facts(row: Any) -> list[tuple[str, Any]]:
    facts = [
        (_("Payer"), row.payer),
        (_("E-mail"), row.email),
        (_("Payment description"), row.description),
        (_("Payment provider"), row.provider.name),
        (_("Paid on"), row.paid_on),
        (_("Came by"), Via(row.via).label),
        (_("Decided by"), row.decided_by.name if row.decided_by else ""),
        (_("Reason"), row.reason),
    ]
    return [(name, value) for name, value in facts if value]


def _entry(notice: Any) -> TimelineEntry:
    icon, tone = LOOKS[Outcome(notice.outcome)]
    words = [str(Heard(notice.heard).label), str(Outcome(notice.outcome).label), _reason(notice)]
    if notice.amount is not None:
        words.insert(0, money_text(Money(notice.amount, notice.currency)))
    return TimelineEntry(notice.at, str(SAID[notice.said]), " · ".join(filter(None, words)), icon, tone)


def _reason(notice: Any) -> str:
    """Why a notification was refused or held, in the reader's language where it is a matter of ours."""
    return str(REASONS.get(notice.reason, notice.reason))


def _begun(row: Any) -> TimelineEntry:
    words = row.reference or row.finding_words
    return TimelineEntry(row.begun_at, _("The customer went to the provider"), words, "external-link", "")


@staff_page(VIEW)
def refused(request: ActorRequest) -> HttpResponse:
    """Notifications that were not believed, latest first."""
    columns = (
        Column("at", pgettext_lazy("notification", "Came"), "datetime"),
        Column("provider.name", gettext_lazy("Payment provider")),
        Column(_reason, gettext_lazy("Why it was refused"), card="full"),
    )
    table = Table(_("Refused notifications"), columns, list(refused_notices(request.actor)[:REFUSED_SHOWN]))
    trail = [(_("Online payments"), reverse("backoffice:online_payments")), (table.title, "")]
    return render(request, "backoffice/online/table.html", {"table": table, "trail": trail})
