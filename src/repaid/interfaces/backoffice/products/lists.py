"""Lists of products and versions."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from loanmath.money import Money
from repaid.access.matching import matching
from repaid.interfaces.ui.columns import Column, Table
from repaid.interfaces.ui.listing import Listing
from repaid.kernel.names import in_language
from repaid.products.choices import ProductKind


def product_address(row: Any) -> str:
    """The page of a product."""
    return reverse("backoffice:product", args=[row.code])


def _state(row: Any) -> str:
    if row.archived_on:
        return "archived"
    return "active" if any(version.published_at for version in row.versions.all()) else "draft"


class Products(Listing):
    """The products of the organisation."""

    identity = "products"
    title = _("Products")
    columns = (
        Column(lambda row: in_language(row.names), _("Name"), link=product_address),
        Column("code", _("Code"), kind="code", sort="code"),
        Column(lambda row: str(ProductKind(row.kind).label), _("Kind"), sort="kind"),
        Column("currency", _("Currency"), kind="code", card="hide"),
        Column(lambda row: len(row.versions.all()), _("Versions"), kind="number", card="hide"),
        Column(_state, _("State"), kind="state", state_kind="product"),
    )
    order = "code"
    empty_title = _("No products yet.")
    empty_hint = _("A product says what may be lent and at what price.")
    picks = "products-chosen"
    is_numbered = True

    def found(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        """By a part of the code, or of the title in any language and alphabet (CT-42)."""
        return queryset.filter(pk__in=matching(queryset, text, lambda row: " ".join([row.code, *row.names.values()])))


def state_of_version(row: Any, in_force: int | None) -> str:
    """draft, active (what new contracts get) or superseded; one that is still to come is active too."""
    if row.published_at is None:
        return "draft"
    return "active" if in_force is None or row.number >= in_force else "superseded"


def versions_table(product: Any, versions: list[Any], on: date) -> Table:
    """The versions of a product, newest first."""
    offered = [row.number for row in versions if row.published_at and row.valid_from <= on]
    in_force = max(offered) if offered else None

    def address(row: Any) -> str:
        return reverse("backoffice:version", args=[product.code, row.number])

    columns = (
        Column("number", _("Version"), "number", link=address),
        Column("valid_from", _("Valid from"), "date"),
        Column("rate", _("Rate"), "rate"),
        Column(lambda row: Money(row.amount_min, product.currency), _("Least amount"), "money", card="hide"),
        Column(lambda row: Money(row.amount_max, product.currency), _("Greatest amount"), "money"),
        Column("count_max", _("Instalments at most"), "number", card="hide"),
        Column(lambda row: state_of_version(row, in_force), _("State"), "state", state_kind="product"),
    )
    return Table(_("Versions"), columns, versions)
