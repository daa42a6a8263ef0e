"""What is done with one activity: each deed has a form of its own, or none."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from repaid.activities.choices import Deed
from repaid.activities.commands import doing
from repaid.activities.queries.activities import ACTIVITY, activity_named
from repaid.interfaces.backoffice.activities import forms, words
from repaid.interfaces.backoffice.activities.people import offer_staff
from repaid.interfaces.backoffice.pages import FormPage, Text, business_day, form_page
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.forms import Form
from repaid.kernel.refusal import NotFound


@dataclass(frozen=True, slots=True)
class Offered:
    """A deed: its name, its form, and its command for one activity."""

    title: Text
    form: type[Form]
    command: Callable[..., Any]
    is_of_many: bool = True
    danger: bool = False

    def carry_out(self, by: Any, key: int, given: Mapping[str, Any]) -> Any:
        """Do it."""
        named = {"activities": (key,)} if self.is_of_many else {"activity": key}
        return self.command(by=by, **named, **given)


OFFERED: Final[Mapping[str, Offered]] = {
    "finish": Offered(gettext_lazy("Finish"), forms.RemarkForm, doing.finish_activities),
    "postpone": Offered(gettext_lazy("Postpone"), forms.PostponeForm, doing.postpone_activities),
    "hand-over": Offered(gettext_lazy("Hand over"), forms.HandOverForm, doing.hand_over_activities),
    "refuse": Offered(
        gettext_lazy("Refuse the instruction"),
        forms.ReasonForm,
        doing.refuse_instruction,
        is_of_many=False,
        danger=True,
    ),
    "cancel": Offered(gettext_lazy("Do not do it"), forms.SeriesReasonForm, doing.cancel_activities, danger=True),
}
SAID: Final[Mapping[str, Text]] = {
    "finish": Deed.DONE.label,
    "postpone": Deed.POSTPONED.label,
    "hand-over": Deed.HANDED_OVER.label,
    "refuse": Deed.REFUSED.label,
    "cancel": Deed.CANCELLED.label,
}


@staff_page()
def deed(request: ActorRequest, key: int, noun: str) -> HttpResponse:
    """The form of a deed on an activity."""
    offered = OFFERED.get(noun)
    if offered is None:
        raise NotFound(kind=ACTIVITY, number=key)
    row = activity_named(request.actor, key)
    form = offered.form(request.POST or None, on=business_day(request))
    if "to" in form.fields:
        offer_staff(form, "to", request.actor)
    if "whole_series" in form.fields and row.series is None:
        del form.fields["whole_series"]
    back = reverse("backoffice:activity", args=[key])
    trail = [(_("To do"), reverse("backoffice:todo")), (words.title_of(row), back), (offered.title, "")]
    page = FormPage(offered.title, trail, offered.title, back, SAID[noun], danger=offered.danger)
    return form_page(request, form, page, lambda: offered.carry_out(request.actor, key, form.values()))


@staff_page()
@require_POST
def acceptance(request: ActorRequest, key: int) -> HttpResponse:
    """Accept an instruction."""
    doing.accept_instruction(by=request.actor, activity=key)
    messages.success(request, str(Deed.ACCEPTED.label))
    return HttpResponseRedirect(reverse("backoffice:activity", args=[key]))
