"""The audit trail as a list: of everything, or of one record."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from repaid.access.command import all_commands
from repaid.access.queries import colleagues, subjects_numbered
from repaid.interfaces.backoffice.audit.words import CHANNELS, ROOMS
from repaid.interfaces.backoffice.said import title_of, told
from repaid.interfaces.backoffice.subjects import address_of
from repaid.interfaces.ui.columns import Choice, Column, Filter
from repaid.interfaces.ui.formats import isolated
from repaid.interfaces.ui.listing import Listing
from repaid.interfaces.ui.ranges import Range
from repaid.kernel.text import folded

PEOPLE_MAX = 60
"""More people than these are found by the search box."""


def _who(row: Any) -> str:
    return row.user.name if row.user else str(_("the system"))


def _second(row: Any) -> str | None:
    return str(_("approved by {name}")).format(name=row.approved_by.name) if row.approved_by else None


def _where(row: Any) -> str:
    address = isolated(row.address) if row.address else ""
    return " ".join(filter(None, [str(CHANNELS.get(row.channel, row.channel)), address]))


def line_address(row: Any) -> str:
    """The page of a line."""
    return reverse("backoffice:audit_line", args=[row.pk])


class AuditTrail(Listing):
    """Commands that were carried out or refused, newest first. Read only."""

    identity = "audit"
    title = _("Audit trail")
    columns = (
        Column("at", pgettext_lazy("column", "Date and time"), kind="datetime", sort="at", link=line_address),
        Column(_who, _("Who"), small=_second),
        Column(lambda row: title_of(row.command), _("What"), small=lambda row: row.command),
        Column(
            lambda row: "refused" if row.refusal else "done", pgettext_lazy("audit trail", "Outcome"), "state",
            state_kind="audit",
        ),
        Column(
            lambda row: row.subject.number if row.subject else None,
            _("About"),
            "code",
            link=lambda row: address_of(row.subject),
        ),
        Column(lambda row: told(row.arguments), _("Details"), card="full"),
        Column(_where, _("From where"), card="hide"),
    )  # fmt: skip
    ranges = (Range("at", pgettext_lazy("column", "Date"), "moment"),)
    order = "-at"
    order_label = _("Newest first")
    search_label = _("Person, command, number")
    empty_title = _("Nothing has been done yet.")

    def __init__(self, request: HttpRequest, scope: QuerySet[Any]) -> None:
        super().__init__(request, scope)
        self.people = colleagues(request.actor)  # type: ignore[attr-defined]
        self.filters = _filters(self.people[:PEOPLE_MAX])

    def found(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        """By part of a person's name or of what was done, or by a whole number; each is looked up before, by keys."""
        wanted = folded(text)
        people = [key for key, name in self.people if wanted in folded(name)]
        commands = [name for name in all_commands() if wanted in folded(f"{name} {title_of(name)}")]
        about = subjects_numbered(self.request.actor, text)  # type: ignore[attr-defined]
        return queryset.filter(Q(user__in=people) | Q(command__in=commands) | Q(subject__in=about))


def _filters(people: Iterable[tuple[int, str]]) -> Sequence[Filter]:
    commands = list(all_commands())
    of_room = {room: [name for name in commands if name.startswith(f"{room}.")] for room in ROOMS}
    rooms = [Choice(room, ROOMS[room], Q(command__in=names)) for room, names in of_room.items() if names]
    return (
        Filter(
            "who",
            _("Who"),
            [
                *(Choice(str(key), name, Q(user=key)) for key, name in people),
                Choice("system", _("the system"), Q(user__isnull=True)),
            ],
        ),
        Filter("room", _("What"), rooms),
        Filter("channel", _("From where"), [Choice(name, label, Q(channel=name)) for name, label in CHANNELS.items()]),
        Filter(
            "outcome",
            pgettext_lazy("audit trail", "Outcome"),
            [
                Choice("done", pgettext_lazy("audit trail", "done"), Q(refusal="")),
                Choice("refused", pgettext_lazy("audit trail", "refused"), ~Q(refusal="")),
            ],
        ),
    )
