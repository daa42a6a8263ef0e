"""Settlement schemes: the list, one with its versions, a new version with a live example, putting one away."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from loanmath.components import Component
from loanmath.scheme import Scheme, Through
from repaid.interfaces.backoffice.money.example import ShownSplit, order_text
from repaid.interfaces.backoffice.naming import add_names, ask_for_name, boxes, names_told
from repaid.interfaces.backoffice.pages import FormPage, business_day, form_page
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.shared.wording import COMPONENTS
from repaid.interfaces.ui.columns import Column, Table
from repaid.interfaces.ui.context import frame_of
from repaid.interfaces.ui.controls import Cards
from repaid.interfaces.ui.fields import DateField, MoneyField
from repaid.interfaces.ui.formats import number_text
from repaid.interfaces.ui.forms import Form
from repaid.kernel.names import in_language
from repaid.settling.commands.schemes import archive_scheme, define_scheme
from repaid.settling.example import example_of
from repaid.settling.queries import coming_schemes, latest_schemes, scheme_of, scheme_versions
from repaid.settling.rights import DEFINE

TITLE = _("Settlement schemes")
ORDER, BEGINS = pgettext_lazy("settlement scheme", "Order"), pgettext_lazy("settlement scheme", "Begins with")
PLACES = tuple(f"place_{number}" for number in range(1, len(Component) + 1))
USUAL = (Component.FEES, Component.TAX, Component.PENALTY, Component.INTEREST, Component.PRINCIPAL)
THROUGH = {
    Through.INSTALMENT.value: _("The oldest instalment first"),
    Through.COMPONENT.value: _("One part of the debt first"),
}
THROUGH_NOTES = {
    Through.INSTALMENT.value: _("Everything of the oldest instalment is paid, then everything of the next one."),
    Through.COMPONENT.value: _("The first part is paid in all instalments, oldest first, then the second part."),
}


def scheme_address(row: Any) -> str:
    """The page of a scheme."""
    return reverse("backoffice:scheme", args=[row.code])


@staff_page(DEFINE)
def scheme_list(request: ActorRequest) -> HttpResponse:
    """What may be chosen at the desk, what will be, what was put away."""
    latest, coming = list(latest_schemes(request.actor)), list(coming_schemes(request.actor))
    tables = (
        (pgettext("settlement schemes", "Offered"), [row for row in latest if not row.is_archived]),
        (pgettext("settlement schemes", "Coming"), [row for row in coming if not row.is_archived]),
        (pgettext("settlement schemes", "Archived"), [row for row in latest if row.is_archived]),
    )
    facts = {"tables": [_table(title, rows) for title, rows in tables if rows]}
    return render(request, "backoffice/money/schemes.html", facts)


def _table(title: str, rows: list[Any]) -> Table:
    columns = (
        Column(lambda row: in_language(row.names), pgettext("column", "Name"), link=scheme_address),
        Column(lambda row: order_text(row.components), ORDER, card="full"),
        Column(lambda row: THROUGH[row.through], BEGINS, card="full"),
        Column("valid_from", _("Valid from"), "date"),
    )
    return Table(title, columns, rows)


@staff_page(DEFINE)
def scheme(request: ActorRequest, code: str) -> HttpResponse:
    """One scheme: the version of today, what it does, every version."""
    versions, today = scheme_versions(request.actor, code), business_day(request)
    row = next((each for each in versions if each.valid_from <= today), versions[-1])
    columns = (
        Column("valid_from", _("Valid from"), "date"),
        Column(
            lambda each: pgettext("version", "archived") if each.is_archived else order_text(each.components), ORDER
        ),
        Column(lambda each: THROUGH[each.through], BEGINS, card="full"),
        Column("set_at", _("Decided"), "datetime", small=lambda each: each.set_by.name if each.set_by else None),
    )
    example = example_of(scheme_of(row), frame_of(request).organisation.currency, today)
    facts = {"row": row, "name": in_language(row.names), "table": Table(_("Versions"), columns, versions)}
    return render(request, "backoffice/money/scheme.html", facts | {"example": ShownSplit(example)})


class SchemeForm(Form):
    """A version of a scheme, and the amount of its example."""

    valid_from = DateField(label=_("Valid from"))
    through = forms.TypedChoiceField(
        label=BEGINS, coerce=Through, choices=list(THROUGH.items()), initial=Through.INSTALMENT.value,
        widget=Cards(notes=THROUGH_NOTES),
    )  # fmt: skip
    example_amount = MoneyField(label=_("Example: payment of"), required=False)

    def __init__(self, *args: Any, is_new: bool, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        amount = self.fields["example_amount"]
        assert isinstance(amount, MoneyField)
        amount.currency = currency
        if is_new:
            self.fields["code"] = forms.SlugField(
                label=_("Code"), max_length=40, help_text=_("Letters, digits and hyphens.")
            )
        add_names(self)
        choices = [
            ("", pgettext_lazy("order of payment", "nothing more")),
            *((part.value, word) for part, word in COMPONENTS.items()),
        ]
        for number, place in enumerate(PLACES, 1):
            label = pgettext_lazy("order of payment", "{number}. part that is paid").format(number=number_text(number))
            self.fields[place] = forms.ChoiceField(
                label=label, required=False, choices=choices, initial=USUAL[number - 1].value
            )
        names = [name for name in self.fields if name.startswith("name_")]
        self.order_fields(["key", "code", *names, "valid_from", *PLACES, "through", "example_amount"])

    def clean(self) -> dict[str, Any]:
        """At least one name, and one part of the debt."""
        told: dict[str, Any] = super().clean() or {}
        ask_for_name(self)
        return told

    @property
    def components(self) -> list[Component]:
        """The parts of the debt, in their order."""
        return [Component(self.cleaned_data[place]) for place in PLACES if self.cleaned_data.get(place)]

    def arguments(self) -> dict[str, Any]:
        """Arguments of the command."""
        told = {name: self.cleaned_data[name] for name in ("valid_from", "through")}
        return told | {"names": names_told(self), "components": self.components}


@staff_page(DEFINE)
def new_scheme(request: ActorRequest) -> HttpResponse:
    """Make a scheme."""
    return _form(request, _("Make a scheme"), "", {"valid_from": business_day(request)})


@staff_page(DEFINE)
def new_version(request: ActorRequest, code: str) -> HttpResponse:
    """Make a version of a scheme, beginning with the latest one."""
    row = scheme_versions(request.actor, code)[0]
    placed = dict.fromkeys(PLACES, "") | dict(zip(PLACES, row.components, strict=False))
    initial = {"valid_from": max(row.valid_from, business_day(request)), "through": row.through}
    return _form(request, _("New version"), code, initial | placed | boxes(row.names), in_language(row.names))


def _form(request: ActorRequest, title: Any, code: str, initial: dict[str, Any], name: str = "") -> HttpResponse:
    today, currency = business_day(request), frame_of(request).organisation.currency
    form = SchemeForm(request.POST or None, on=today, initial=initial, is_new=not code, currency=currency)
    example = _example(request, form)
    if request.headers.get("HX-Request"):
        return render(request, "backoffice/money/split_example.html", {"example": example})
    back = reverse("backoffice:schemes")
    page = FormPage(
        title, [(TITLE, back), (title, "")], _("Save"), back, _("Saved."), name,
        hint=_("It holds from its first day on. What was settled before keeps the order that it had."),
        template="backoffice/form_with_example.html",
        more={"example": example, "example_part": "backoffice/money/split_example.html"},
    )  # fmt: skip

    def command() -> Any:
        return define_scheme(by=request.actor, code=code or form.cleaned_data["code"], **form.arguments())

    return form_page(request, form, page, command, scheme_address)


def _example(request: ActorRequest, form: SchemeForm) -> ShownSplit | None:
    """What the typed order would do; the usual order at first."""
    order = list(USUAL)
    through, amount = Through.INSTALMENT, None
    if form.is_bound:
        form.is_valid()
        order, amount = form.components, form.cleaned_data.get("example_amount")
        through = form.cleaned_data.get("through") or through
    if not order or len(set(order)) < len(order):
        return None
    scheme = Scheme.of(*order, through=through)
    return ShownSplit(example_of(scheme, frame_of(request).organisation.currency, business_day(request), amount))


@staff_page(DEFINE)
@require_POST
def archive(request: ActorRequest, code: str) -> HttpResponse:
    """Offer a scheme no more."""
    archive_scheme(by=request.actor, code=code)
    messages.success(request, gettext("The scheme is archived."))
    return HttpResponseRedirect(reverse("backoffice:schemes"))
