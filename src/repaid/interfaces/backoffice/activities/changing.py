"""Many rows of a to-do list at once: finish, postpone, hand over."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from repaid.activities.commands.doing import finish_activities, hand_over_activities, postpone_activities
from repaid.activities.commands.ground import ActivitiesChanged
from repaid.interfaces.backoffice.activities.forms import ChangesForm
from repaid.interfaces.backoffice.activities.people import offer_staff
from repaid.interfaces.backoffice.once import once
from repaid.interfaces.backoffice.pages import business_day
from repaid.interfaces.shared.doors import ActorRequest
from repaid.interfaces.ui.formats import number_text


def changes_form(request: ActorRequest) -> ChangesForm:
    """The form under the list."""
    form = ChangesForm(request.POST or None, on=business_day(request))
    offer_staff(form, "to", request.actor)
    return form


def changed(request: ActorRequest, form: ChangesForm) -> HttpResponse | None:
    """Change the ticked rows, once; None when the page is to be shown again with what is wrong."""
    if not form.is_valid():
        return None
    here = request.get_full_path()

    def act() -> str | None:
        fact = form.attempt(_deed(request, form))
        if fact is None:
            return None
        messages.success(request, _said(fact))
        return here

    return once(request, form, act, here)


def _deed(request: ActorRequest, form: ChangesForm) -> Callable[[], ActivitiesChanged]:
    given: dict[str, Any] = form.cleaned_data
    rows = tuple(int(key) for key in request.POST.getlist("rows") if key.isdecimal())
    asked: dict[str, Any] = {"by": request.actor, "activities": rows, "remark": given["remark"]}
    match request.POST.get("deed", ""):
        case "postpone":
            return lambda: postpone_activities(**asked, due_on=given["due_on"])
        case "hand_over":
            return lambda: hand_over_activities(**asked, to=given["to"] or 0)
        case _:
            return lambda: finish_activities(**asked)


def _said(fact: ActivitiesChanged) -> str:
    count = len(fact.changed)
    done = ngettext("{count} row changed.", "{count} rows changed.", count).format(count=number_text(count))
    if not fact.left:
        return done
    left = _("{count} were closed already and stay as they are.").format(count=number_text(fact.left))
    return f"{done} {left}"
