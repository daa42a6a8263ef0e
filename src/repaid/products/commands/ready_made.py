"""Products made from data: those of the country packs and of the demo."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from loanmath.money import parse_minor
from repaid.access.actors import Actor
from repaid.products.choices import Basis, FeeIncome, ProductKind
from repaid.products.commands.products import create_product
from repaid.products.commands.versions import Draft, draft_version, publish_version
from repaid.products.offer import FeeTaken, ProductFee

Data = Mapping[str, Any]


def offer(by: Actor, product: Data, currency: str, day: date) -> None:
    """Create a product and publish it from a day on.

    `product` holds code, kind, names, rate and amount (least, usual, most; least, most), count, template, fees.
    """
    code = product["code"]
    create_product(by=by, code=code, names=product["names"], kind=ProductKind(product["kind"]), currency=currency)
    drafted = draft_version(by=by, product=code, draft=_draft(product, currency, day))
    publish_version(by=by, product=code, number=drafted.number)


def _draft(product: Data, currency: str, day: date) -> Draft:
    rate_min, rate, rate_max = (Decimal(each) for each in product["rate"])
    amount_min, amount_max = (parse_minor(each, currency) for each in product["amount"])
    count_min, count_max = product["count"]
    return Draft(
        valid_from=day,
        template=product["template"],
        rate=rate, rate_min=rate_min, rate_max=rate_max,
        amount_min=amount_min, amount_max=amount_max,
        count_min=count_min, count_max=count_max,
        fees=tuple(_fee(fee, currency) for fee in product.get("fees", [])),
        basis=Basis(product.get("basis", Basis.ACCRUAL)),
        fee_income=FeeIncome(product.get("fee_income", FeeIncome.GROSS)),
    )  # fmt: skip


def _fee(fee: Data, currency: str) -> ProductFee:
    return ProductFee(
        code=fee["code"], names=fee["names"], amount=parse_minor(fee.get("amount", "0"), currency),
        share=Fraction(fee.get("share", "0")), taken=FeeTaken(fee["taken"]),
    )  # fmt: skip
