"""Whether a version may be kept as a draft, and whether it may be published."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from loanmath.codec import DataRefused
from loanmath.money import Money
from repaid.access.models import Organisation
from repaid.kernel.refusal import Finding
from repaid.ledger.choices import Role
from repaid.products.calendars import calendar, calendar_name
from repaid.products.models import Product, ProductVersion
from repaid.products.offer import BY_REQUEST, FeeTaken, ProductFee, TermsRequest, fees_of, terms_for

__all__ = [
    "FeeTaken",
    "ProductFee",
    "correction_findings",
    "draft_findings",
    "fees_of",
    "may_remove",
    "publication_findings",
]


def draft_findings(version: ProductVersion, codes: Iterable[str]) -> list[Finding]:
    """What stands against a draft; `codes` are the accounts of the organisation's chart."""
    found = [*_template_findings(version), *_limit_findings(version)]
    known = set(codes)
    for role, code in sorted(version.accounts.items()):
        if code not in known:
            facts = {"code": code, "field": f"account_{role}"}
            found.append(Finding("unknown_account", _("There is no account with the code {code}."), facts=facts))
    for role in sorted(set(version.accounts) - set(Role.values)):
        found.append(Finding("unknown_role", _("There is no account role {role}."), facts={"role": role}))
    return found


def _template_findings(version: ProductVersion) -> list[Finding]:
    own = sorted(BY_REQUEST & set(version.template))
    if own:
        return [Finding("not_of_template", _("“{field}” is no part of a template."), facts={"field": own[0]})]
    sample = TermsRequest(
        amount=Money(version.amount_max, version.product.currency), count=version.count_max, start=version.valid_from
    )
    try:
        terms_for(version, sample)
    except (DataRefused, ValueError) as refused:
        return [Finding("template_refused", _("The template cannot be used: {said}"), facts={"said": str(refused)})]
    return []


def _limit_findings(version: ProductVersion) -> list[Finding]:
    found = []
    if not 0 < version.amount_min <= version.amount_max:
        found.append(_at("amount_min", "amounts_out_of_order", _("The least amount is above the greatest one.")))
    if not 1 <= version.count_min <= version.count_max:
        found.append(_at("count_min", "counts_out_of_order", _("The least number is above the greatest one.")))
    if not 0 <= version.rate_min <= version.rate <= version.rate_max:
        found.append(_at("rate", "rates_out_of_order", _("The usual rate must lie within the limits.")))
    return found


def _at(field: str, code: str, sentence: Any) -> Finding:
    return Finding(code, sentence, facts={"field": field})


def publication_findings(version: ProductVersion, roles: Mapping[str, str]) -> list[Finding]:
    """What stands against publishing; `roles` are the codes that the organisation gives where the version does not."""
    missing = [Role(role) for role in Role.values if role not in version.accounts and role not in roles]
    sentence = _("No account plays the role “{role}”. Choose one in the chart of accounts.")
    return [Finding("role_without_account", sentence, facts={"role": role.label}) for role in missing]


def correction_findings(organisation: Organisation, day: date, *, is_off: bool) -> list[Finding]:
    """What stands against making a day off, or worked: the weekend stays, and a day that is so already needs none."""
    now = calendar(calendar_name(organisation))
    if day.weekday() in now.weekend:
        return [_at("day", "day_of_weekend", _("This day is in the weekend, which stays free."))]
    if is_off == (day in now.holidays):
        sentence = _("This day is a day off already.") if is_off else _("This day is a working day already.")
        return [_at("day", "corrected_already", sentence)]
    return []


def may_remove(product: Product) -> list[Finding]:
    """May a product be deleted? Not one that was published: contracts have it, or may have it (decision 19)."""
    if not product.versions.filter(published_at__isnull=False).exists():
        return []
    sentence = _("The product {code} was published and cannot be deleted. Archive it instead.")
    return [Finding("product_published", sentence, facts={"code": product.code})]
