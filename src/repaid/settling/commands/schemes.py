"""What administrators decide about settling: schemes to choose from, and how sure the machine must be.

Both are dated: a decision holds from a day on, and what was in force before stays to be seen.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from loanmath.components import Component
from loanmath.scheme import Through
from repaid.access.actors import Actor
from repaid.access.business_day import today
from repaid.access.command import command
from repaid.kernel.refusal import Refusal, WrongInput
from repaid.settling.models import Automatic, SettlementScheme
from repaid.settling.queries import scheme_in_force
from repaid.settling.rights import DEFINE

CONFIDENCE_MAX = 101
"""More than any confidence: the machine settles nothing."""


class BeginsInThePast(Refusal):
    code = "settling_begins_in_the_past"
    sentence = _("{valid_from} has passed. Choose {today} or a later day, so that what was settled stays explained.")
    status = 422


@dataclass(frozen=True, slots=True)
class SchemeDefined:
    code: str
    valid_from: date
    components: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SchemeArchived:
    code: str
    valid_from: date


@dataclass(frozen=True, slots=True)
class ThresholdSet:
    valid_from: date
    threshold: int


@command("settling.define_scheme", right=DEFINE)
def define_scheme(
    *, by: Actor, code: str, names: Mapping[str, str], components: Sequence[Component],
    through: Through = Through.INSTALMENT, valid_from: date | None = None,
) -> SchemeDefined:  # fmt: skip
    """Define a settlement scheme, or a new version of one: the order in which money pays the components of a debt.

    By default it holds from today. A version that begins on the same day is replaced; an archived scheme returns.
    """
    order = tuple(Component(each).value for each in components)
    if not order or len(set(order)) < len(order):
        raise WrongInput(reason=_("Name each component once."), field="components")
    begins = _begins(by, valid_from)
    _put(by, code, begins, names=dict(names), components=list(order), through=Through(through).value)
    return SchemeDefined(code, begins, order)


@command("settling.archive_scheme", right=DEFINE)
def archive_scheme(*, by: Actor, code: str) -> SchemeArchived:
    """Offer a settlement scheme no more, from today on; it stays in the history, and may be defined again."""
    row, day = scheme_in_force(by, code), _begins(by, None)
    _put(by, code, day, names=row.names, components=row.components, through=row.through, is_archived=True)
    SettlementScheme.objects.filter(organisation=by.organisation_id, code=code, valid_from__gt=day).delete()
    return SchemeArchived(code, day)


@command("settling.set_threshold", right=DEFINE)
def set_threshold(*, by: Actor, threshold: int, valid_from: date) -> ThresholdSet:
    """Say from which confidence on the machine settles alone, from a day on; 101: never."""
    if not 1 <= threshold <= CONFIDENCE_MAX:
        raise WrongInput(reason=_("Enter a number from 1 to 101."), field="threshold")
    begins = _begins(by, valid_from)
    Automatic.objects.update_or_create(
        organisation_id=by.organisation_id, valid_from=begins,
        defaults={"threshold": threshold, "set_by_id": by.user_id},
    )  # fmt: skip
    return ThresholdSet(begins, threshold)


def _begins(by: Actor, asked: date | None) -> date:
    day = today(by.organisation_id)
    if asked is not None and asked < day:
        raise BeginsInThePast(valid_from=asked, today=day, field="valid_from")
    return asked or day


def _put(by: Actor, code: str, valid_from: date, **told: object) -> None:
    SettlementScheme.objects.update_or_create(
        organisation_id=by.organisation_id, code=code, valid_from=valid_from,
        defaults={"is_archived": False, "set_by_id": by.user_id, **told},
    )  # fmt: skip
