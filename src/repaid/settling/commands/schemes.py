"""What administrators decide about settling: schemes to choose from, and how sure the machine must be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from loanmath.components import Component
from loanmath.scheme import Through
from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.kernel.refusal import WrongInput
from repaid.settling.models import Automatic, SettlementScheme
from repaid.settling.rights import DEFINE

CONFIDENCE_MAX = 101
"""More than any confidence: the machine settles nothing."""


@dataclass(frozen=True, slots=True)
class SchemeDefined:
    code: str
    components: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ThresholdSet:
    valid_from: date
    threshold: int


@command("settling.define_scheme", right=DEFINE)
def define_scheme(
    *, by: Actor, code: str, names: Mapping[str, str], components: Sequence[Component],
    through: Through = Through.INSTALMENT,
) -> SchemeDefined:  # fmt: skip
    """Define a settlement scheme, or change one: the order in which money pays the components of what is owed."""
    order = tuple(Component(each).value for each in components)
    if not order or len(set(order)) < len(order):
        raise WrongInput(reason=_("Name each component once."), field="components")
    SettlementScheme.objects.update_or_create(
        organisation_id=by.organisation_id, code=code,
        defaults={"names": dict(names), "components": list(order), "through": Through(through).value},
    )  # fmt: skip
    return SchemeDefined(code, order)


@command("settling.set_threshold", right=DEFINE)
def set_threshold(*, by: Actor, threshold: int, valid_from: date) -> ThresholdSet:
    """Say from which confidence on the machine settles alone; 101: never."""
    if not 1 <= threshold <= CONFIDENCE_MAX:
        raise WrongInput(reason=_("Enter a number from 1 to 101."), field="threshold")
    Automatic.objects.update_or_create(
        organisation_id=by.organisation_id, valid_from=valid_from,
        defaults={"threshold": threshold, "set_by_id": by.user_id},
    )  # fmt: skip
    return ThresholdSet(valid_from, threshold)
