"""Products and their versions: lists, one of them, the terms of a request, the accounts."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Final

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.kernel.refusal import Finding, NotFound
from repaid.ledger.choices import Role
from repaid.ledger.queries import role_codes
from repaid.products.models import Product, ProductVersion
from repaid.products.offer import TermsRequest, request_findings
from repaid.products.queries.legal import legal_value

MAX_CAPITAL = "max_capital"
ROLES: Final = frozenset(Role.values)


def products(by: Actor, *, archived: bool = False) -> QuerySet[Product]:
    """The products of the actor's organisation with their versions, newest version first."""
    rows = Product.objects.filter(organisation=by.organisation_id, archived_on__isnull=not archived)
    newest = Prefetch("versions", ProductVersion.objects.order_by("-number"))
    return rows.prefetch_related(newest).order_by("code")


def product_names(by: Actor) -> dict[str, Mapping[str, str]]:
    """The names of the products of the actor's organisation in each language, by code; archived ones too."""
    return dict(Product.objects.filter(organisation=by.organisation_id).values_list("code", "names"))


def product_named(by: Actor, code: str) -> Product:
    """The product with this code, archived or not."""
    found = Product.objects.filter(organisation=by.organisation_id, code=code).first()
    if found is None:
        raise NotFound(kind=_("product"), number=code)
    return found


def version_named(by: Actor, code: str, number: int) -> ProductVersion:
    """A version of a product, draft or published."""
    rows = ProductVersion.objects.select_related("product", "product__organisation", "published_by")
    found = rows.filter(product__organisation=by.organisation_id, product__code=code, number=number).first()
    if found is None:
        raise NotFound(kind=_("version of product"), number=f"{code}/{number}")
    return found


def offered_version(by: Actor, code: str, on: date) -> ProductVersion:
    """The published version that new contracts of a day get."""
    found = _offered(by, on).filter(product__code=code).order_by("-valid_from", "-number").first()
    if found is None:
        raise NotFound(kind=_("product"), number=code)
    return found


def offered_versions(by: Actor, on: date) -> dict[str, ProductVersion]:
    """The published versions that new contracts of a day get, by the codes of their products."""
    rows = _offered(by, on).order_by("product__code", "-valid_from", "-number").distinct("product__code")
    return {version.product.code: version for version in rows}


def _offered(by: Actor, on: date) -> QuerySet[ProductVersion]:
    return ProductVersion.objects.select_related("product", "product__organisation").filter(
        product__organisation=by.organisation_id,
        product__archived_on__isnull=True,
        published_at__isnull=False,
        valid_from__lte=on,
    )


@lru_cache(maxsize=1024)
def published_version(pk: int) -> ProductVersion:
    """A version that contracts stand on, with its product. It never changes again, so it is read once."""
    return ProductVersion.objects.select_related("product").defer("template", "fees").get(pk=pk)


def findings_of(version: ProductVersion, request: TermsRequest) -> list[Finding]:
    """What stands against a request on its day: limits of the version and the legal maximum of the rate."""
    rate_max = legal_value(version.product.organisation.country, MAX_CAPITAL, request.start)
    return request_findings(version, request, rate_max)


def account_codes(version: ProductVersion) -> Mapping[str, str]:
    """The code of each role: a published version holds all that it knew for good; a draft, and a role that came with a
    later version of the product, fall back on the chart's."""
    own: dict[str, str] = version.accounts
    is_whole = version.published_at is not None and own.keys() >= ROLES
    return own if is_whole else {**role_codes(version.product.organisation_id), **own}
