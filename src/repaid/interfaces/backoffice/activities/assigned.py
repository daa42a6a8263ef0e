"""Who handles what: the list, and giving a record to another colleague with the reason."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from repaid.access.subjects import subject_named
from repaid.activities.choices import Work
from repaid.activities.commands.assigning import assign_work
from repaid.activities.commands.ground import About
from repaid.activities.queries.assignments import assignments_of
from repaid.activities.rights import ASSIGN
from repaid.interfaces.backoffice.activities.adding import history_address
from repaid.interfaces.backoffice.activities.forms import AssignForm
from repaid.interfaces.backoffice.activities.people import offer_staff
from repaid.interfaces.backoffice.pages import FormPage, form_page
from repaid.interfaces.backoffice.subjects import address_of
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.columns import Column, Table
from repaid.interfaces.ui.listing import Listing


def _page_of(listing: Listing, row: Any) -> str:
    """Who assigns goes on to change it, everybody else to the record."""
    actor = listing.request.actor  # type: ignore[attr-defined]
    if actor.may(ASSIGN.code):
        return reverse("backoffice:assignment", args=[row.subject.kind, row.subject.number])
    return address_of(row.subject)


def _by(row: Any) -> str:
    return row.assigned_by.name if row.assigned_by else str(_("the system"))


WHAT = Column(lambda row: str(Work(row.work).label), gettext_lazy("Kind of work"), sort="work")
WHO = Column("handler.name", gettext_lazy("Follow-up expert"), sort="handler__name")
SINCE = Column("since", gettext_lazy("Since"), "date", sort="since")
BY = Column(_by, gettext_lazy("Assigned by"), card="hide")
REASON = Column("reason", gettext_lazy("Reason"), card="full")


class Assigned(Listing):
    """Assignments in force, the newest first."""

    identity = "assignments"
    title = gettext_lazy("Assigned work")
    search_fields = ("subject__number", "subject__title", "handler__name")
    search_label = gettext_lazy("Name, number")
    order = "-since"
    order_label = pgettext_lazy("assignments", "Newest first")
    empty_title = gettext_lazy("Nothing is assigned.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        about = Column(
            "subject.number", gettext_lazy("About"), "code", sort="subject__title",
            link=lambda row: _page_of(self, row), small=lambda row: row.subject.title,
        )  # fmt: skip
        self.columns = (about, WHO, WHAT, SINCE, BY, REASON)


@staff_page(ASSIGN)
def assignment(request: ActorRequest, kind: str, number: str) -> HttpResponse:
    """Who handles a record, who did, and who shall."""
    about = About(kind, number)
    subject = subject_named(request.actor, kind, number)
    rows = list(assignments_of(subject))
    first = {"to": rows[0].handler_id, "work": rows[0].work} if rows else {"to": subject.handler_id}
    form = AssignForm(request.POST or None, initial=first)
    offer_staff(form, "to", request.actor, without_self=False)
    title, back = _("Assign work"), reverse("backoffice:assignments")
    trail = [(_("Assigned work"), back), (subject.title, history_address(about)), (title, "")]
    until = Column("until", gettext_lazy("Until"), "date")
    table = Table(_("Who handled it"), (WHO, WHAT, SINCE, until, BY, REASON), rows)
    page = FormPage(
        title, trail, _("Assign"), back, _("Assigned."), name=subject.title,
        template="backoffice/activities/assignment.html", more={"table": table},
    )  # fmt: skip
    return form_page(request, form, page, lambda: assign_work(by=request.actor, about=about, **form.values()))
