"""Lists of messages, letters and print jobs."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from repaid.access.queries import branches
from repaid.access.subjects import search
from repaid.interfaces.backoffice.messages.words import channel_of, kind_of, name_of, reason_told, recipient_of
from repaid.interfaces.backoffice.subjects import address_of
from repaid.interfaces.ui.columns import Choice, Column, Filter
from repaid.interfaces.ui.listing import Listing
from repaid.messages.choices import Channel, Dispatch, PrintState, Recipient, State
from repaid.messages.kinds import kinds

SPANS = (("1", _("today"), 0), ("7", _("last 7 days"), 7), ("30", _("last 30 days"), 30))


def _chosen(name: str, choices: Any) -> tuple[Choice, ...]:
    return tuple(Choice(value, label, Q(**{name: value})) for value, label in choices)


def _since(days: int) -> Q:
    begin = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=days)
    return Q(created_at__gte=begin)


def message_address(row: Any) -> str:
    """The page of a message."""
    return reverse("backoffice:message", args=[row.pk])


def _about(row: Any) -> str:
    return address_of(row.subject) if row.subject else ""


def _kinds() -> list[Choice]:
    return [Choice(kind.code, kind.label, Q(kind=kind.code)) for kind in kinds()]


class Messages(Listing):
    """The outbox in the reader's scope (CT-69, CT-90)."""

    identity = "messages"
    title = _("Messages")
    columns: Sequence[Column] = (
        Column("created_at", pgettext_lazy("column", "Date"), "datetime", sort="id", link=message_address),
        Column(kind_of, pgettext_lazy("message", "Kind")),
        Column(channel_of, _("Channel")),
        Column(name_of, _("Recipient"), small=recipient_of),
        Column(lambda row: row.subject.number if row.subject else None, _("About"), "code", link=_about, card="hide"),
        Column("state", _("State"), "state", state_kind="message", small=reason_told),
    )
    search_label = _("Number, name …")
    order = "-id"
    order_label = _("Newest first")
    empty_title = _("No messages yet.")
    empty_hint = _("What is sent to somebody stands here, with what became of it.")

    def __init__(self, request: HttpRequest, scope: QuerySet[Any]) -> None:
        super().__init__(request, scope)
        places = [(str(branch.pk), branch.title) for branch in branches(request.actor)]  # type: ignore[attr-defined]
        self.filters = (
            Filter("state", _("State"), _chosen("state", State.choices)),
            Filter("channel", _("Channel"), _chosen("channel", Channel.choices)),
            Filter("recipient", _("Recipient"), _chosen("recipient", Recipient.choices)),
            Filter("kind", pgettext_lazy("message", "Kind"), _kinds()),
            Filter("since", pgettext_lazy("column", "Date"), [Choice(*span[:2], _since(span[2])) for span in SPANS]),
            Filter("branch", _("Branch"), _chosen("subject__branch", places)),
        )

    def found(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        """By number or name of what it is about, or by the name of who gets it."""
        actor = self.request.actor  # type: ignore[attr-defined]
        named = search(actor, text).order_by().values("pk")
        return queryset.filter(
            Q(subject__in=named) | Q(person__in=named) | Q(subject__number=text) | Q(user__name__icontains=text)
        )


class MessagesOfContract(Messages):
    """The messages about one contract."""

    columns = tuple(column for column in Messages.columns if column.label != Messages.columns[4].label)
    empty_hint = _("Reminders, receipts and letters about this contract stand here.")


class MessagesOfPerson(Messages):
    """The messages to one person."""

    identity = "messages-of-person"
    empty_hint = _("What is written to this person stands here.")


def letter_address(row: Any) -> str:
    """The page of a letter."""
    return reverse("backoffice:printout", args=[row.pk])


def _author(row: Any) -> str | None:
    return row.ordered_by.name if row.ordered_by else None


class Letters(Listing):
    """Letters that were ordered, with their state (CC-57, CC-58)."""

    identity = "printouts"
    title = _("Printouts")
    columns = (
        Column("pk", _("Letter"), "code", link=letter_address, sort="id"),
        Column(kind_of, pgettext_lazy("message", "Kind")),
        Column("addressee", _("Addressee"), sort="addressee"),
        Column(lambda row: row.subject.number if row.subject else None, _("About"), "code", link=_about),
        Column("ordered_at", _("Ordered"), "datetime", small=_author),
        Column("copies", _("Copies"), "number", card="hide"),
        Column(lambda row: str(Dispatch(row.dispatch).label), _("Way of dispatch"), card="hide"),
        Column("state", _("State"), "state", state_kind="letter"),
    )
    filters = (Filter("state", _("State"), _chosen("state", PrintState.choices)),)
    search_label = _("Number, name …")
    order = "-id"
    order_label = _("Newest first")
    empty_title = _("No letters yet.")
    empty_hint = _("A letter stands here when it is ordered.")

    def found(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        """By number of what it is about or by the name of the addressee."""
        return queryset.filter(Q(subject__number=text) | Q(addressee__icontains=text))


def _job_address(row: Any) -> str:
    return reverse("backoffice:print_job", args=[row.number])


class Jobs(Listing):
    """Print jobs."""

    identity = "print-jobs"
    title = _("Print jobs")
    columns = (
        Column("number", _("Print job"), "number", sort="number", link=_job_address),
        Column("made_at", _("Printed"), "datetime"),
        Column("letters", _("Letters"), "number"),
        Column(lambda row: row.made_by.name if row.made_by else str(_("the system")), _("Printed by")),
        Column("reason", _("Reason"), card="full"),
    )
    search_fields = ("reason", "made_by__name")
    order = "-number"
    empty_title = _("Nothing has been printed yet.")
