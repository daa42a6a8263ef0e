"""Which procedures the applications of a product get: the screen of CZ-04, with the drawing of the way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from repaid.access.actors import Actor
from repaid.access.queries import groups
from repaid.interfaces.backoffice.pages import FormPage, form_page
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.fields import CountField
from repaid.interfaces.ui.formats import listed
from repaid.interfaces.ui.forms import Form
from repaid.kernel.names import in_language
from repaid.kernel.refusal import MissingRight
from repaid.origination.choices import KIND
from repaid.origination.commands.configuring import choose_procedures
from repaid.origination.queries import Chosen, chosen_procedures, procedure_lists
from repaid.origination.rights import CHOOSE_PROCEDURES
from repaid.products.queries import product_named
from repaid.products.rights import VIEW_PRODUCTS
from repaid.workflow.catalogue import Procedure
from repaid.workflow.drawing import drawing
from repaid.workflow.ports import flow_of


class ProceduresForm(Form):
    """For each procedure: whether it is on the list, its place, whether a colleague has to agree."""

    def __init__(self, *args: Any, chosen: Chosen, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        order = [*chosen.procedures, *(code for code in flow_of(KIND).codes if code not in chosen.procedures)]
        for procedure in flow_of(KIND).procedures:
            code, name = procedure.code, str(procedure.label)
            self.fields[f"on_{code}"] = forms.BooleanField(
                label=name, required=False, initial=code in chosen.procedures
            )
            self.fields[f"place_{code}"] = CountField(
                label=_("Place of “{procedure}”").format(procedure=name), at_least=1, at_most=99,
                initial=order.index(code) + 1,
            )  # fmt: skip
            self.fields[f"four_{code}"] = forms.BooleanField(
                label=_("A colleague agrees to “{procedure}”").format(procedure=name), required=False,
                initial=code in chosen.four_eyes,
            )  # fmt: skip

    def arguments(self) -> dict[str, Sequence[str]]:
        """Arguments of the command: the ticked ones in the order of their places."""
        given = self.cleaned_data
        ticked = [code for code in flow_of(KIND).codes if given[f"on_{code}"]]
        ordered = sorted(ticked, key=lambda code: given[f"place_{code}"])
        return {"procedures": ordered, "four_eyes": [code for code in ordered if given[f"four_{code}"]]}

    @property
    def lines(self) -> list["Line"]:
        """The procedures as the table shows them."""
        order = sorted(flow_of(KIND).procedures, key=lambda each: self[f"place_{each.code}"].initial)
        return [
            Line(each, self[f"on_{each.code}"], self[f"place_{each.code}"], self[f"four_{each.code}"]) for each in order
        ]


@dataclass(frozen=True, slots=True)
class Line:
    """A procedure with its boxes."""

    procedure: Procedure
    is_on: BoundField
    place: BoundField
    four_eyes: BoundField


@staff_page(VIEW_PRODUCTS)
def procedures(request: ActorRequest, code: str) -> HttpResponse:
    """The procedures of a product, and the way of an application as a picture."""
    row, may_choose = product_named(request.actor, code), request.actor.may(CHOOSE_PROCEDURES.code)
    if request.method == "POST" and not may_choose:
        raise MissingRight(right=CHOOSE_PROCEDURES.label)
    form = ProceduresForm(request.POST or None, chosen=chosen_procedures(request.actor, code))
    name, above = in_language(row.names), reverse("backoffice:product", args=[code])
    title = _("Procedures of the product")
    trail = [(_("Products"), reverse("backoffice:products")), (name, above), (title, "")]
    facts = {
        "product": row, "may_choose": may_choose, "drawing": drawing(flow_of(KIND)),
        "history": procedure_lists(request.actor, code), "who_may": _groups_by_right(request.actor),
        "labels": {each.code: each.label for each in flow_of(KIND).procedures},
    }  # fmt: skip
    page = FormPage(
        title, trail, _("Save the procedures"), reverse("backoffice:product_procedures", args=[code]), SAID, name,
        template="backoffice/applications/procedures_of_product.html", more=facts,
    )  # fmt: skip
    return form_page(request, form, page, lambda: choose_procedures(by=request.actor, product=code, **form.arguments()))


SAID = gettext_lazy("Saved. Applications that are begun from now on have these procedures.")


def _groups_by_right(by: Actor) -> Mapping[str, str]:
    """The groups that may run a procedure, by its right."""
    found: dict[str, list[str]] = {}
    for group in groups(by):
        for right in group.rights:
            found.setdefault(right, []).append(in_language(group.names))
    return {right: listed(names) for right, names in found.items()}
