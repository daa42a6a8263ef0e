"""Taking back a death that was recorded by mistake: what goes back, what does not."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from repaid.identity.queries.accounts import account_of_person
from repaid.interfaces.backoffice.pages import FormPage, form_page
from repaid.interfaces.backoffice.reasons import ReasonForm
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.formats import isolated, listed
from repaid.kernel.refusal import refuse_if
from repaid.origination.choices import State
from repaid.origination.commands.taking_back import DeathUndone, undo_death
from repaid.origination.queries import ended_by_death, is_beyond_return
from repaid.parties.queries import party_named
from repaid.parties.rights import EDIT_PARTIES
from repaid.parties.rules import undoing_findings

TEMPLATE = "backoffice/parties/death_undoing.html"


@staff_page(EDIT_PARTIES)
def death_undoing(request: ActorRequest, number: str) -> HttpResponse:
    """Take back the death of a person."""
    party = party_named(request.actor, number)
    refuse_if(undoing_findings(party))
    title, back = _("Take the death back"), reverse("backoffice:party", args=[number])
    trail = [(_("Customers"), reverse("backoffice:parties")), (party.name, back), (title, "")]
    page = FormPage(
        title, trail, _("Take the death back"), back, _("The death is taken back."), party.name,
        template=TEMPLATE, more=_effects(party),
    )  # fmt: skip
    form = ReasonForm(request.POST or None)

    def undo() -> DeathUndone:
        return undo_death(by=request.actor, number=number, reason=form.cleaned_data["reason"])

    def goes_to(done: DeathUndone) -> str:
        if done.closed:
            said = _("These applications stay closed: {numbers}. Enter a new one in their place.")
            messages.warning(request, said.format(numbers=listed(map(isolated, done.closed))))
        return back

    return form_page(request, form, page, undo, goes_to)


def _effects(party: Any) -> dict[str, Any]:
    """What the page says of the account, and of applications: those that open again, and those that stay closed."""
    rows = list(ended_by_death(party.pk))
    return {
        "has_account": account_of_person(party.subject_id) is not None,
        "reopened": [row for row in rows if row.work.state == State.CLOSED_BY_DEATH and not is_beyond_return(row)],
        "closed": [row for row in rows if is_beyond_return(row)],
    }
