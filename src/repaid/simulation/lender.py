"""A lender made from its data: organisation, branches, groups, staff, chart of accounts, products, customers."""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any, Final

from loanmath.money import parse_minor
from repaid.access.actors import Actor
from repaid.access.commands.organisations import add_branch, open_organisation
from repaid.ledger.commands.chart import create_chart
from repaid.products.choices import Basis, FeeIncome, ProductKind
from repaid.products.commands.products import create_product
from repaid.products.commands.versions import Draft, draft_version, publish_version
from repaid.products.rules import FeeTaken, ProductFee
from repaid.simulation import cast

Data = dict[str, Any]

CHANNEL: Final = "demo"


@cache
def lender_data(code: str) -> Data:
    """The data of a lender (`data/<code>.json`)."""
    found: Data = json.loads(files("repaid.simulation").joinpath("data", f"{code}.json").read_text(encoding="utf-8"))
    return found


def open_lender(code: str, day: date) -> cast.Cast:
    """Create a lender whose first business day is `day`, with everybody who works there and comes there."""
    data = lender_data(code)
    machine = open_organisation(**data["organisation"], code=code, day=day, channel=CHANNEL)
    for branch in data["branches"]:
        add_branch(by=machine, **branch)
    cast.save_groups(machine)
    create_chart(by=machine, country=data["organisation"]["country"])
    actors = cast.hire(machine, data["staff"])
    for product in data["products"]:
        offer(machine, product, data["organisation"]["currency"], day)
    parties = cast.meet(machine, data["people"])
    return cast.Cast(machine, actors["clerks"], actors["administrators"], actors["managers"], parties)


def offer(by: Actor, product: Data, currency: str, day: date) -> None:
    """Create a product of a lender and publish it from a day on."""
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


def _fee(fee: Mapping[str, Any], currency: str) -> ProductFee:
    return ProductFee(
        code=fee["code"], names=fee["names"], amount=parse_minor(fee.get("amount", "0"), currency),
        share=Fraction(fee.get("share", "0")), taken=FeeTaken(fee["taken"]),
    )  # fmt: skip
