"""Which procedures the applications of a product get."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.kernel.refusal import WrongInput
from repaid.origination.choices import Step
from repaid.origination.models import ProcedureList
from repaid.origination.rights import CHOOSE_PROCEDURES
from repaid.products.queries import product_named


@dataclass(frozen=True, slots=True)
class ProceduresChosen:
    list_id: int
    code: str


@command("origination.choose_procedures", right=CHOOSE_PROCEDURES)
def choose_procedures(
    *, by: Actor, product: str, procedures: Sequence[str], four_eyes: Sequence[str] = ()
) -> ProceduresChosen:
    """Set the procedures of a product in their order, for applications that are begun from now on."""
    row = product_named(by, product)
    chosen = list(dict.fromkeys(procedures))
    if not set(chosen) | set(four_eyes) <= set(Step.values):
        raise WrongInput(reason=_("There is no such procedure."), field="procedures")
    if Step.ENTER not in chosen:
        raise WrongInput(reason=_("Without “Enter application” no application can begin."), field="procedures")
    made = ProcedureList.objects.create(
        product=row, procedures=chosen, four_eyes=[code for code in chosen if code in four_eyes], set_by_id=by.user_id
    )
    return ProceduresChosen(made.pk, product)
