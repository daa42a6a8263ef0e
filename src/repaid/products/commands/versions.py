"""Versions of products: drafting one, publishing it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.kernel.refusal import Refusal, refuse_if
from repaid.ledger.queries import chart, role_codes
from repaid.products.choices import Basis, FeeIncome
from repaid.products.commands.products import ProductArchived
from repaid.products.models import Product, ProductVersion
from repaid.products.offer import ProductFee, fee_to_data
from repaid.products.queries import product_named, version_named
from repaid.products.rights import EDIT_PRODUCTS
from repaid.products.rules import draft_findings, publication_findings


class AlreadyPublished(Refusal):
    code = "already_published"
    sentence = _("Version {number} of {product} is published and does not change any more. Draft a new version.")


class DraftStands(Refusal):
    code = "draft_stands"
    sentence = _("Version {number} of {product} is still a draft. Change or publish it first.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a version says. Amounts are minor units of the product's currency, rates per cent a year.

    `template` is in the words of `loanmath.codec`; `accounts` names codes for roles that differ from the chart's.
    """

    valid_from: date
    template: Mapping[str, Any]
    rate: Decimal
    rate_min: Decimal
    rate_max: Decimal
    amount_min: int
    amount_max: int
    count_min: int = 1
    count_max: int = 1
    fees: tuple[ProductFee, ...] = ()
    accounts: Mapping[str, str] = field(default_factory=dict)
    basis: Basis = Basis.ACCRUAL
    fee_income: FeeIncome = FeeIncome.GROSS


@dataclass(frozen=True, slots=True)
class VersionDrafted:
    version_id: int
    product: str
    number: int


@dataclass(frozen=True, slots=True)
class VersionPublished:
    version_id: int
    product: str
    number: int


@command("products.draft_version", right=EDIT_PRODUCTS)
def draft_version(*, by: Actor, product: str, draft: Draft) -> VersionDrafted:
    """Begin the next version of a product; it may be changed until it is published."""
    # One draft at a time: the lock keeps two people from beginning the same number.
    row = Product.objects.select_for_update().get(pk=product_named(by, product).pk)
    if row.archived_on is not None:
        raise ProductArchived(code=product)
    open_draft = row.versions.filter(published_at=None).first()
    if open_draft is not None:
        raise DraftStands(number=open_draft.number, product=product)
    last = row.versions.aggregate(last=Max("number"))["last"] or 0
    version = _filled(ProductVersion(product=row, number=last + 1), draft)
    return _saved(by, version)


@command("products.change_draft", right=EDIT_PRODUCTS)
def change_draft(*, by: Actor, product: str, number: int, draft: Draft) -> VersionDrafted:
    """Change what a draft says."""
    return _saved(by, _filled(_draft(by, product, number), draft))


@command("products.publish_version", right=EDIT_PRODUCTS)
def publish_version(*, by: Actor, product: str, number: int) -> VersionPublished:
    """Make a draft final and offer it from its day on; roles without an account of its own get the chart's."""
    version = _draft(by, product, number)
    roles = role_codes(by.organisation_id)
    codes = chart(by).values_list("code", flat=True)
    refuse_if([*draft_findings(version, codes), *publication_findings(version, roles)])
    version.accounts = {**roles, **version.accounts}
    version.published_at, version.published_by_id = timezone.now(), by.user_id
    version.save()
    return VersionPublished(version.pk, product, number)


def _draft(by: Actor, product: str, number: int) -> ProductVersion:
    version = version_named(by, product, number)
    ProductVersion.objects.select_for_update().get(pk=version.pk)
    if version.published_at is not None:
        raise AlreadyPublished(number=number, product=product)
    return version


def _filled(version: ProductVersion, draft: Draft) -> ProductVersion:
    version.valid_from, version.template = draft.valid_from, dict(draft.template)
    version.rate, version.rate_min, version.rate_max = draft.rate, draft.rate_min, draft.rate_max
    version.amount_min, version.amount_max = draft.amount_min, draft.amount_max
    version.count_min, version.count_max = draft.count_min, draft.count_max
    version.fees = [fee_to_data(fee, version.product.currency) for fee in draft.fees]
    version.accounts = dict(draft.accounts)
    version.basis, version.fee_income = draft.basis, draft.fee_income
    return version


def _saved(by: Actor, version: ProductVersion) -> VersionDrafted:
    refuse_if(draft_findings(version, chart(by).values_list("code", flat=True)))
    version.save()
    return VersionDrafted(version.pk, version.product.code, version.number)
