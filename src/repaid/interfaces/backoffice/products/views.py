"""Products and versions on screen."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loanmath.money import Money
from repaid.interfaces.backoffice.pages import FormPage, business_day, form_page
from repaid.interfaces.backoffice.products.facts import accounts_table, facts_of
from repaid.interfaces.backoffice.products.forms import ProductForm
from repaid.interfaces.backoffice.products.lists import Products, versions_table
from repaid.interfaces.backoffice.removing import Going, RemovalForm, chosen_rows, removal_page
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.shared.example import ShownExample
from repaid.interfaces.ui.context import frame_of
from repaid.kernel.names import in_language
from repaid.kernel.refusal import Refusal
from repaid.ledger.queries import chart
from repaid.products.commands.products import archive_product, create_product, remove_products
from repaid.products.commands.versions import publish_version
from repaid.products.queries import example, product_named, products, version_named
from repaid.products.rights import EDIT_PRODUCTS, VIEW_PRODUCTS


@staff_page(VIEW_PRODUCTS)
def product_list(request: ActorRequest) -> HttpResponseBase:
    """Products of the organisation."""
    archived = request.GET.get("archived") == "yes"
    listing = Products(request, products(request.actor, archived=archived))
    return listing.response("backoffice/products/list.html", {"is_archive": archived})


@staff_page(VIEW_PRODUCTS)
def product(request: ActorRequest, code: str) -> HttpResponse:
    """One product with its versions."""
    row = product_named(request.actor, code)
    versions = list(row.versions.order_by("-number"))
    facts = {"product": row, "table": versions_table(row, versions, business_day(request))}
    facts["draft"] = next((version for version in versions if version.published_at is None), None)
    return render(request, "backoffice/products/product.html", facts)


@staff_page(VIEW_PRODUCTS)
def version(request: ActorRequest, code: str, number: int) -> HttpResponse:
    """One version: what it says, and an example of it."""
    row = version_named(request.actor, code, number)
    lines = {line.code: in_language(line.names) for line in chart(request.actor)}
    facts = {"version": row, "product": row.product, "facts": facts_of(row), "example": _example(request, row)}
    facts["accounts"] = accounts_table(row, lines)
    return render(request, "backoffice/products/version.html", facts)


@staff_page(EDIT_PRODUCTS)
def new_product(request: ActorRequest) -> HttpResponse:
    """Make a product."""
    currency = frame_of(request).organisation.currency
    form = ProductForm(request.POST or None, initial={"currency": currency})
    back, title = reverse("backoffice:products"), _("Make a product")
    page = FormPage(title, [(_("Products"), back), (title, "")], _("Make the product"), back, _("Product made."))
    return form_page(
        request, form, page, lambda: create_product(by=request.actor, **form.arguments()),
        lambda fact: reverse("backoffice:product", args=[fact.code]),
    )  # fmt: skip


@staff_page(EDIT_PRODUCTS)
@require_POST
def publication(request: ActorRequest, code: str, number: int) -> HttpResponse:
    """Make a draft final."""
    publish_version(by=request.actor, product=code, number=number)
    messages.success(request, _("Version published."))
    return HttpResponseRedirect(reverse("backoffice:version", args=[code, number]))


@staff_page(EDIT_PRODUCTS)
@require_POST
def removal(request: ActorRequest) -> HttpResponse:
    """Delete products that were never offered."""
    rows = chosen_rows(request, products(request.actor))
    back, title = reverse("backoffice:products"), _("Delete products")
    page = FormPage(
        title, [(_("Products"), back), (title, "")], _("Delete"), back, _("Deleted."), danger=True,
        hint=_("Only what was never used can be deleted; everything else is archived."),
    )  # fmt: skip
    going = [Going(str(row.pk), in_language(row.names), row.code) for row in rows]
    codes = tuple(row.code for row in rows)
    return removal_page(
        request, RemovalForm.of(request), page, going, lambda: remove_products(by=request.actor, codes=codes)
    )


@staff_page(EDIT_PRODUCTS)
@require_POST
def archive(request: ActorRequest, code: str) -> HttpResponse:
    """Take a product out of the choice."""
    archive_product(by=request.actor, code=code)
    messages.success(request, _("The product is archived."))
    return HttpResponseRedirect(reverse("backoffice:product", args=[code]))


def _example(request: ActorRequest, row: Any) -> ShownExample | None:
    """The greatest amount over the longest term, from today."""
    amount = Money(row.amount_max, row.product.currency)
    try:
        return ShownExample.of(example(row, amount, row.count_max, max(row.valid_from, business_day(request))))
    except (Refusal, ValueError):
        return None
