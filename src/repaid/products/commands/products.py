"""Products: making one, taking it out of the choice."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from repaid.access import business_day
from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.kernel.refusal import Refusal, WrongInput, refuse_if
from repaid.products.choices import ProductKind
from repaid.products.models import Product, ProductVersion
from repaid.products.queries import product_named
from repaid.products.rights import EDIT_PRODUCTS
from repaid.products.rules import may_remove


class ProductExists(Refusal):
    code = "product_exists"
    sentence = _("There is a product with the code {code} already. Choose another code.")


class ProductArchived(Refusal):
    code = "product_archived"
    sentence = _("The product {code} is archived. Make a new product instead.")


@dataclass(frozen=True, slots=True)
class ProductCreated:
    product_id: int
    code: str


@dataclass(frozen=True, slots=True)
class ProductRetired:
    product_id: int
    code: str


@dataclass(frozen=True, slots=True)
class ProductsRemoved:
    codes: tuple[str, ...]


@command("products.create_product", right=EDIT_PRODUCTS)
def create_product(
    *, by: Actor, code: str, names: Mapping[str, str], kind: ProductKind, currency: str
) -> ProductCreated:
    """Make a product, with a name for each language; what it offers is said by its versions."""
    if kind not in ProductKind.values:
        raise WrongInput(reason=_("Choose one of the kinds of product."), field="kind")
    if not any(name.strip() for name in names.values()):
        raise WrongInput(reason=_("Enter a name."), field="names")
    if len(currency) != len("EUR") or not currency.isupper():
        raise WrongInput(reason=_("Enter the three letters of a currency."), field="currency")
    if Product.objects.filter(organisation=by.organisation_id, code=code).exists():
        raise ProductExists(code=code, field="code")
    product = Product.objects.create(
        organisation_id=by.organisation_id, code=code, names=dict(names), kind=kind, currency=currency
    )
    return ProductCreated(product.pk, code)


@command("products.remove_products", right=EDIT_PRODUCTS)
def remove_products(*, by: Actor, codes: tuple[str, ...]) -> ProductsRemoved:
    """Delete products that were never offered; of several all go or none."""
    rows = [product_named(by, code) for code in codes]
    refuse_if([finding for row in rows for finding in may_remove(row)])
    ProductVersion.objects.filter(product__in=rows).delete()
    Product.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return ProductsRemoved(tuple(codes))


@command("products.archive_product", right=EDIT_PRODUCTS)
def archive_product(*, by: Actor, code: str) -> ProductRetired:
    """Take a product out of the choice for new contracts; those that have it keep it."""
    product = product_named(by, code)
    if product.archived_on is not None:
        raise ProductArchived(code=code)
    product.archived_on = business_day.today(by.organisation_id)
    product.save(update_fields=["archived_on"])
    return ProductRetired(product.pk, code)
