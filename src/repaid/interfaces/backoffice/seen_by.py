"""Who can see this? Everybody who may look at a record, and why."""

from collections.abc import Mapping
from typing import Final

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from repaid.access.rights import READ_AUDIT, Right
from repaid.access.seers import Seer, who_sees
from repaid.access.subjects import subject_named
from repaid.contracts.rights import VIEW as VIEW_CONTRACTS
from repaid.interfaces.backoffice.groups.lists import title_of
from repaid.interfaces.backoffice.subjects import address_of
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.columns import Column, Table
from repaid.interfaces.ui.formats import listed
from repaid.origination.rights import VIEW as VIEW_APPLICATIONS
from repaid.parties.rights import VIEW_PARTIES

RIGHTS: Final[Mapping[str, Right]] = {
    "application": VIEW_APPLICATIONS, "contract": VIEW_CONTRACTS, "party": VIEW_PARTIES,
}  # fmt: skip
"""What one must be allowed to open a record of a kind."""
TITLE = gettext_lazy("Who can see this?")


@staff_page(READ_AUDIT)
def seen_by(request: ActorRequest, kind: str, number: str) -> HttpResponse:
    """The people who can open a record, each with the reason."""
    if kind not in RIGHTS:
        raise Http404
    subject = subject_named(request.actor, kind, number)
    columns = (
        Column("user.name", gettext_lazy("Full name")),
        Column(_why, gettext_lazy("Why"), card="full"),
        Column(lambda seer: listed(map(title_of, seer.groups)) or None, gettext_lazy("Right from the groups")),
    )
    table = Table(TITLE, columns, who_sees(subject, RIGHTS[kind]))
    facts = {"subject": subject, "trail": [(subject.title, address_of(subject)), (TITLE, "")], "table": table}
    return render(request, "backoffice/seen_by.html", facts)


def _why(seer: Seer) -> str:
    """How far the person sees, and where that is."""
    if seer.scope is None:
        return _("It is the customer's own.")
    level = str(seer.scope.label)
    place = seer.user.branch.title if seer.user.branch else ""
    return (
        _("Sees: {level} ({place})").format(level=level, place=place)
        if place
        else _("Sees: {level}").format(level=level)
    )
