"""Which overdue contracts the start page counts (CT-35)."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from loanmath.money import Money
from repaid.activities.queries.start import start_figures
from repaid.activities.rights import SET_START
from repaid.interfaces.backoffice.activities.forms import FiguresForm
from repaid.interfaces.backoffice.organisation.coming import changes
from repaid.interfaces.backoffice.organisation.history import SETTINGS
from repaid.interfaces.backoffice.pages import FormPage, business_day, form_page, in_currency
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.context import frame_of

COMMAND = "activities.set_start_figures"


@staff_page(SET_START)
def figures(request: ActorRequest) -> HttpResponse:
    """Set days and amounts."""
    now, currency = start_figures(request.actor), frame_of(request).organisation.currency
    first = {"days_from": 1} if now is None else _boxes(now, currency)
    form = FiguresForm(request.POST or None, initial=first, on=business_day(request))
    in_currency(form, currency)
    title, here, start = (
        _("Figures of the start page"),
        reverse("backoffice:start_figures"),
        reverse("backoffice:start"),
    )
    page = FormPage(
        title, [(SETTINGS, reverse("backoffice:settings")), (title, "")], _("Save"), here, form.said,
        hint=_("The start page counts contracts that are so many days late and owe so much that is overdue."),
        template="backoffice/organisation/setting.html",
        more=changes(request.actor, COMMAND, {name: box.label or name for name, box in form.fields.items()}),
    )  # fmt: skip
    return form_page(
        request, form, page, lambda: form.settle(request.actor, COMMAND, **form.values()),
        lambda _fact: here if form.planned else start,
    )  # fmt: skip


def _boxes(now: Any, currency: str) -> dict[str, Any]:
    """What was set, as it stands in the boxes at first."""
    return {
        "days_from": now.days_from,
        "days_to": now.days_to,
        "amount_min": Money(now.amount_min, currency) if now.amount_min else None,
        "amount_max": None if now.amount_max is None else Money(now.amount_max, currency),
    }
