"""What a version offers, in the engine's types: its fees, the terms of a request, whether a request fits."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext_lazy as _

from loanmath.codec import terms_from_data
from loanmath.money import Money, format_minor, parse_minor
from loanmath.terms import FinancedFee, InstalmentFee, Kind, LoanTerms, Portion
from repaid.kernel.refusal import Finding
from repaid.ledger.choices import Role
from repaid.products.calendars import current_name
from repaid.products.choices import FeeIncome, ProductKind
from repaid.products.models import ProductVersion

ENGINE_KIND = {
    ProductKind.LOAN: Kind.LOAN,
    ProductKind.MORTGAGE: Kind.MORTGAGE,
    ProductKind.LEASE: Kind.LEASE,
    ProductKind.CLAIM: Kind.CLAIM,
    ProductKind.CIVIL_PARTNERSHIP: Kind.LOAN,
}
BY_REQUEST = frozenset(
    {
        "currency", "kind", "amount", "start", "first_due", "count", "rates", "given", "instalment", "financed_fees",
        "instalment_fees",
    }
)  # fmt: skip
"""Fields of LoanTerms that a template must leave to the request and to the version's fees."""


class FeeTaken(StrEnum):
    """How a fee is taken."""

    FINANCED = "financed"  # becomes principal with the first disbursement
    UPFRONT = "upfront"  # falls due on the day of the first disbursement
    DEDUCTED = "deducted"  # kept back from what is paid out
    INSTALMENT = "instalment"  # asked by every instalment


@dataclass(frozen=True, slots=True)
class ProductFee:
    """A fee of a version: a fixed amount (minor units) plus a share of the amount lent."""

    code: str
    names: Mapping[str, str]
    amount: int = 0
    share: Fraction = Fraction(0)
    taken: FeeTaken = FeeTaken.FINANCED
    role: str = Role.FEE_INCOME.value
    income: FeeIncome = FeeIncome.GROSS

    @property
    def portion(self) -> Portion:
        """The fee in the engine's type."""
        return Portion(self.amount, self.share)


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsRequest:
    """What one contract adds to its product. `rate` None: the version's; `fees` None: all fees of the version."""

    amount: Money
    count: int
    start: date
    first_due: date | None = None
    rate: Decimal | None = None
    fees: frozenset[str] | None = None


def fees_of(version: ProductVersion) -> tuple[ProductFee, ...]:
    """The fees of a version."""
    return tuple(_fee(data, version.product.currency) for data in version.fees)


def fee_to_data(fee: ProductFee, currency: str) -> dict[str, Any]:
    """A fee as a version keeps it."""
    return {
        "code": fee.code,
        "names": dict(fee.names),
        "amount": format_minor(fee.amount, currency),
        "share": str(fee.share),
        "taken": fee.taken.value,
        "role": fee.role,
        "income": str(fee.income),
    }


def _fee(data: Mapping[str, Any], currency: str) -> ProductFee:
    return ProductFee(
        code=data["code"],
        names=data["names"],
        amount=parse_minor(data["amount"], currency),
        share=Fraction(data["share"]),
        taken=FeeTaken(data["taken"]),
        role=data["role"],
        income=FeeIncome(data["income"]),
    )


def terms_for(version: ProductVersion, request: TermsRequest) -> LoanTerms:
    """The terms of a contract: the version's template with the request, and the calendar as it is today.

    Limits are `request_findings`.

    Raises DataRefused when the template cannot be read, TermsRefused when the two contradict each other.
    """
    rate = version.rate if request.rate is None else request.rate
    named = version.template.get("calendar")
    calendar = {"calendar": current_name(named, version.product.organisation_id)} if named else {}
    data = {
        **version.template,
        **calendar,
        "currency": version.product.currency,
        "kind": ENGINE_KIND[ProductKind(version.product.kind)].value,
        "amount": format_minor(request.amount.minor, version.product.currency),
        "start": request.start.isoformat(),
        "first_due": request.first_due.isoformat() if request.first_due else None,
        "count": request.count,
        "rates": [{"since": None, "percent": format(rate, "f")}],
    }
    chosen = [fee for fee in fees_of(version) if request.fees is None or fee.code in request.fees]
    return replace(
        terms_from_data(data, "template"),
        financed_fees=tuple(FinancedFee(fee.code, fee.portion) for fee in chosen if fee.taken is FeeTaken.FINANCED),
        instalment_fees=tuple(
            InstalmentFee(fee.code, fee.portion) for fee in chosen if fee.taken is FeeTaken.INSTALMENT
        ),
    )


def request_findings(version: ProductVersion, request: TermsRequest, rate_max: Decimal | None = None) -> list[Finding]:
    """What stands against a request: the version's limits, and the legal maximum of the rate when one is given."""
    rate = version.rate if request.rate is None else request.rate
    least, most = (Money(minor, version.product.currency) for minor in (version.amount_min, version.amount_max))
    found = []
    if request.amount.currency != version.product.currency:
        return [Finding("wrong_currency", _("This product is in {currency}."), facts={"currency": least.currency})]
    if not version.amount_min <= request.amount.minor <= version.amount_max:
        found.append(_outside("amount", _("The amount must lie between {least} and {most}."), least, most))
    if not version.count_min <= request.count <= version.count_max:
        sentence = _("The number of instalments must lie between {least} and {most}.")
        found.append(_outside("count", sentence, version.count_min, version.count_max))
    if not version.rate_min <= rate <= version.rate_max:
        sentence = _("The interest rate must lie between {least} % and {most} %.")
        found.append(_outside("rate", sentence, version.rate_min, version.rate_max))
    if rate_max is not None and rate > rate_max:
        sentence = _("The law allows an interest rate of {most} % at most.")
        found.append(Finding("rate_above_law", sentence, facts={"most": rate_max, "field": "rate"}))
    if request.first_due is not None and request.first_due < request.start:
        sentence = _("The first due date must not be before {start}.")
        found.append(Finding("due_before_start", sentence, facts={"start": request.start, "field": "first_due"}))
    return found


def _outside(field: str, sentence: Any, least: object, most: object) -> Finding:
    return Finding(f"{field}_outside_limits", sentence, facts={"least": least, "most": most, "field": field})
