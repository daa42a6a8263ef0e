"""Which overdue contracts the start page counts (CT-35)."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from loanmath.money import Money
from repaid.activities.commands.start import set_start_figures
from repaid.activities.queries.start import start_figures
from repaid.activities.rights import SET_START
from repaid.interfaces.backoffice.activities.forms import FiguresForm
from repaid.interfaces.backoffice.pages import FormPage, form_page, in_currency
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.context import frame_of


@staff_page(SET_START)
def figures(request: ActorRequest) -> HttpResponse:
    """Set days and amounts."""
    now, currency = start_figures(request.actor), frame_of(request).organisation.currency
    first = {"days_from": 1} if now is None else _boxes(now, currency)
    form = FiguresForm(request.POST or None, initial=first)
    in_currency(form, currency)
    title, back = _("Figures of the start page"), reverse("backoffice:start")
    hint = _("The start page counts contracts that are so many days late and owe so much that is overdue.")
    page = FormPage(title, [(title, "")], _("Save"), back, _("Saved."), hint=hint)
    return form_page(request, form, page, lambda: set_start_figures(by=request.actor, **form.values()))


def _boxes(now: Any, currency: str) -> dict[str, Any]:
    """What was set, as it stands in the boxes at first."""
    return {
        "days_from": now.days_from,
        "days_to": now.days_to,
        "amount_min": Money(now.amount_min, currency) if now.amount_min else None,
        "amount_max": None if now.amount_max is None else Money(now.amount_max, currency),
    }
