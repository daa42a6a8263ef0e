"""Which overdue contracts the start page counts (CT-35)."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.access.plain import differences
from repaid.access.queries import organisation_of
from repaid.activities.models import StartFigures
from repaid.activities.rights import SET_START
from repaid.kernel.refusal import WrongInput


@dataclass(frozen=True, slots=True)
class StartFiguresSet:
    """What was set and what had been: the figures that differ."""

    before: Mapping[str, object]
    after: Mapping[str, object]


@command("activities.set_start_figures", right=SET_START)
def set_start_figures(
    *, by: Actor, days_from: int, days_to: int | None, amount_min: Money | None, amount_max: Money | None
) -> StartFiguresSet:
    """Let the start page count contracts that are so many days late and owe amounts between these."""
    if days_to is not None and days_to < days_from:
        raise WrongInput(reason=_("The first number of days is greater than the last one."), field="days_to")
    low, high = amount_min.minor if amount_min else 0, amount_max.minor if amount_max else None
    if high is not None and high < low:
        raise WrongInput(reason=_("The lower amount is greater than the upper one."), field="amount_max")
    told = {"days_from": days_from, "days_to": days_to, "amount_min": low, "amount_max": high}
    had = StartFigures.objects.select_for_update().filter(organisation=by.organisation_id).values(*told).first() or {}
    StartFigures.objects.update_or_create(organisation_id=by.organisation_id, defaults=told)
    currency = organisation_of(by).currency
    sides = differences(had, told)
    return StartFiguresSet(*({name: _shown(name, value, currency) for name, value in side.items()} for side in sides))


def _shown(name: str, value: int | None, currency: str) -> object:
    """A figure as the audit trail keeps it: amounts with their currency."""
    return Money(value, currency) if name.startswith("amount") and value is not None else value
