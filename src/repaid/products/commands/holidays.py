"""Corrections of an organisation's calendar: one day more off, or one day less."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.access.models import Organisation
from repaid.kernel.refusal import WrongInput, refuse_if
from repaid.products.models import HolidayCorrection
from repaid.products.rights import EDIT_CALENDAR
from repaid.products.rules import correction_findings


@dataclass(frozen=True, slots=True)
class HolidayCorrected:
    correction_id: int
    day: date
    is_off: bool


@command("products.add_day_off", right=EDIT_CALENDAR)
def add_day_off(*, by: Actor, day: date, reason: str) -> HolidayCorrected:
    """Make a day a day off for the organisation."""
    return _corrected(by, day, reason, is_off=True)


@command("products.remove_day_off", right=EDIT_CALENDAR)
def remove_day_off(*, by: Actor, day: date, reason: str) -> HolidayCorrected:
    """Let the organisation work on a day on which its country does not, or on a day that it had added."""
    return _corrected(by, day, reason, is_off=False)


def _corrected(by: Actor, day: date, reason: str, *, is_off: bool) -> HolidayCorrected:
    organisation = Organisation.objects.select_for_update().get(pk=by.organisation_id)
    refuse_if(correction_findings(organisation, day, is_off=is_off))
    if not reason.strip():
        raise WrongInput(reason=_("Say why: who decided it, where it is published."), field="reason")
    row = HolidayCorrection.objects.create(
        organisation=organisation, day=day, is_off=is_off, reason=reason.strip(), recorded_by_id=by.user_id
    )
    return HolidayCorrected(row.pk, day, is_off)
