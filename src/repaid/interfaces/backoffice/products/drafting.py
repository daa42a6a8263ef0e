"""From the form of a version to what the command takes, and back."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from loanmath.calendars import WorkingDayRule
from loanmath.money import Money, format_minor, parse_minor
from repaid.interfaces.backoffice.products.forms import VersionForm
from repaid.interfaces.backoffice.products.paying import paying_template, typed_paying
from repaid.interfaces.backoffice.products.words import ACCOUNTS, CHART
from repaid.kernel.names import in_language
from repaid.products.commands.versions import Draft
from repaid.products.offer import FeeTaken, ProductFee, fee_to_data, fees_of
from repaid.products.queries import calendar_name

FEE_CODE = "fee"
COPIED = ("rate", "rate_min", "rate_max", "count_min", "count_max", "basis", "fee_income")
LIMITS = ("amount_min", "amount_max")
PLAIN = ("method", "day_count", "working_days")


def draft_of(form: VersionForm, product: Any, latest: Any, language: str) -> Draft:
    """What a valid form says; what the form does not ask stays as in the `latest` version."""
    given = form.cleaned_data
    return Draft(
        valid_from=given["valid_from"],
        template=_template(given, product, latest),
        fees=_fees(given, latest, language),
        accounts={role.value: given[box] for box, role in ACCOUNTS.items() if given[box] != CHART},
        **{name: given[name] for name in COPIED},
        **{name: given[name].minor for name in LIMITS},
    )


def version_of(product: Any, draft: Draft) -> Any:
    """A version that is not saved, for its example."""
    fees = [fee_to_data(fee, product.currency) for fee in draft.fees]
    said = {name: getattr(draft, name) for name in ("valid_from", "accounts", *COPIED, *LIMITS)}
    return product.versions.model(product=product, number=0, template=dict(draft.template), fees=fees, **said)


def typed_from(version: Any, product: Any, roles: Mapping[str, str]) -> dict[str, Any]:
    """What stands in the boxes at first: the latest version. `roles` are the accounts of the chart."""
    template, currency = version.template, product.currency
    penalty = template.get("penalty") or {}
    rate = penalty.get("rate") or {}
    typed = {name: getattr(version, name) for name in (*COPIED, "valid_from")}
    typed |= {name: Money(getattr(version, name), currency) for name in LIMITS}
    typed |= {name: template[name] for name in PLAIN if name in template}
    typed |= {f"every_{name}": value for name, value in (template.get("every") or {}).items()}
    typed |= {"penalty_percent": _decimal(rate.get("percent")), "penalty_cap": rate.get("cap", "")}
    typed |= {"penalty_base": penalty["base"]} if "base" in penalty else {}
    typed |= {"tolerance": Money(parse_minor(template.get("tolerance", "0"), currency), currency)}
    typed |= {"example_amount": Money(version.amount_max, currency), "example_count": version.count_max}
    own = {box: version.accounts.get(role.value, CHART) for box, role in ACCOUNTS.items()}
    typed |= {box: code for box, code in own.items() if code != roles.get(ACCOUNTS[box])}
    return typed | typed_paying(template, currency) | _typed_fee(version, currency)


def _typed_fee(version: Any, currency: str) -> dict[str, Any]:
    fee = next(iter(fees_of(version)), None)
    if fee is None:
        return {}
    percent = Decimal(fee.share.numerator * 100) / fee.share.denominator if fee.share else None
    return {
        "fee_name": in_language(fee.names),
        "fee_amount": Money(fee.amount, currency),
        "fee_percent": percent,
        "fee_taken": fee.taken.value,
    }


def _template(given: Mapping[str, Any], product: Any, latest: Any) -> dict[str, Any]:
    base = dict(latest.template) if latest is not None else {}
    tolerance = given["tolerance"].minor if given["tolerance"] else 0
    base |= {name: given[name] for name in PLAIN}
    base |= {"every": {"n": given["every_n"], "unit": given["every_unit"]}}
    base |= {"tolerance": format_minor(tolerance, product.currency)}
    base |= paying_template(given, base, product.currency)
    if given["working_days"] != WorkingDayRule.NONE:
        base["calendar"] = calendar_name(product.organisation)
    if given["penalty_percent"] is None:
        return base | {"penalty": None}
    penalty = base.get("penalty") or {}
    rate = (penalty.get("rate") or {}) | {"percent": format(given["penalty_percent"], "f"), "cap": given["penalty_cap"]}
    return base | {"penalty": penalty | {"rate": rate, "base": given["penalty_base"]}}


def _fees(given: Mapping[str, Any], latest: Any, language: str) -> tuple[ProductFee, ...]:
    standing = fees_of(latest) if latest is not None else ()
    first, others = standing[:1], standing[1:]
    if not given["fee_name"]:
        return others
    fee = first[0] if first else ProductFee(FEE_CODE, {})
    names = dict(fee.names)
    if in_language(names) != given["fee_name"]:
        names[language] = given["fee_name"]
    share = Fraction(given["fee_percent"] or 0) / 100
    amount = given["fee_amount"].minor if given["fee_amount"] else 0
    return (replace(fee, names=names, amount=amount, share=share, taken=FeeTaken(given["fee_taken"])), *others)


def _decimal(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None
