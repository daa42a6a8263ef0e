"""The editor of a draft, with its live example beside it."""

from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from repaid.interfaces.backoffice.pages import FormPage, business_day, form_page
from repaid.interfaces.backoffice.products import words
from repaid.interfaces.backoffice.products.drafting import draft_of, typed_from, version_of
from repaid.interfaces.backoffice.products.forms import Books, VersionForm
from repaid.interfaces.backoffice.products.paying import typed_paying
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.shared.example import ShownExample
from repaid.interfaces.ui.context import frame_of
from repaid.interfaces.ui.sentences import sentence_of
from repaid.kernel.names import in_language
from repaid.kernel.refusal import Refusal
from repaid.ledger.queries import chart, role_codes
from repaid.products.commands.versions import change_draft, draft_version
from repaid.products.queries import example, legal_kinds, product_named
from repaid.products.rights import EDIT_PRODUCTS
from repaid.products.rules import draft_findings

TEMPLATE = "backoffice/products/editor.html"


@staff_page(EDIT_PRODUCTS)
def draft(request: ActorRequest, code: str) -> HttpResponse:
    """Begin the next version, or change the draft that stands; the example follows what is typed."""
    product = product_named(request.actor, code)
    latest = product.versions.order_by("-number").first()
    form = _form(request, product, latest)
    shown = _shown(request, form, product, latest)
    if request.headers.get("HX-Request"):
        return render(request, "backoffice/example.html", shown)
    stands = latest if latest is not None and latest.published_at is None else None
    back, name = reverse("backoffice:product", args=[code]), in_language(product.names)
    title = _("Change the draft") if stands else _("Draft a new version")
    trail = [(_("Products"), reverse("backoffice:products")), (name, back), (title, "")]
    page = FormPage(title, trail, _("Save the draft"), back, _("Draft saved."), name, template=TEMPLATE, more=shown)

    def save() -> Any:
        said = draft_of(form, product, latest, frame_of(request).language)
        if stands:
            return change_draft(by=request.actor, product=code, number=stands.number, draft=said)
        return draft_version(by=request.actor, product=code, draft=said)

    return form_page(request, form, page, save, lambda fact: reverse("backoffice:version", args=[code, fact.number]))


def _form(request: ActorRequest, product: Any, latest: Any) -> VersionForm:
    country = frame_of(request).organisation.country
    caps = [f"{where}:{kind}" for where, kind in legal_kinds() if where == country and kind in words.CAPS]
    today = business_day(request)
    books = _books(request)
    typed: dict[str, Any] = {"rate_min": Decimal(0), **typed_paying({}, product.currency)}
    typed |= typed_from(latest, product, books.roles) if latest is not None else {}
    if latest is None or latest.published_at is not None:
        typed["valid_from"] = today
    return VersionForm(request.POST or None, on=today, initial=typed, currency=product.currency, caps=caps, books=books)


def _books(request: ActorRequest) -> Books:
    """The accounts of the chart as the form offers them."""
    codes = [(line.code, f"{line.code} {in_language(line.names)}") for line in chart(request.actor)]
    return Books(role_codes(request.actor.organisation_id), codes)


def _shown(request: ActorRequest, form: VersionForm, product: Any, latest: Any) -> dict[str, Any]:
    """The example of what was typed, or the sentences that stand against it."""
    if not form.can_be_shown:
        return {}
    said = draft_of(form, product, latest, frame_of(request).language)
    row, given = version_of(product, said), form.cleaned_data
    findings = draft_findings(row, chart(request.actor).values_list("code", flat=True))
    if findings:
        return {"sentences": [sentence_of(finding) for finding in findings]}
    amount, count = given["example_amount"] or given["amount_max"], given["example_count"] or given["count_max"]
    try:
        return {"example": ShownExample.of(example(row, amount, count, given["valid_from"]))}
    except Refusal as refusal:
        return {"sentences": [sentence_of(refusal)]}
    except ValueError:
        return {"sentences": [_("These figures make no schedule. Please check amount, number and dates.")]}
