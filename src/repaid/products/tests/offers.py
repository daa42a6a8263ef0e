"""A product of the Polish lender, for the stories of these tests: 500,00 with a financed fee of 50,00 at 5 %."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from repaid.access.actors import Actor
from repaid.ledger.tests.books import with_books
from repaid.products.choices import ProductKind
from repaid.products.commands.products import create_product
from repaid.products.commands.versions import Draft, draft_version, publish_version
from repaid.products.models import ProductVersion
from repaid.products.offer import FeeTaken, ProductFee
from repaid.products.queries import version_named

CODE = "na-chwile"
FEE = ProductFee("preparation", {"en": "Preparation fee", "pl": "Opłata przygotowawcza"}, amount=5000)
UPFRONT = replace(FEE, code="review", amount=1000, taken=FeeTaken.UPFRONT)
DRAFT = Draft(
    valid_from=date(2015, 1, 1),
    template={
        "penalty": {"rate": {"percent": "4", "cap": "PL:max_delay"}, "base": "whole_instalment"},
        "tolerance": "0.00",
    },
    rate=Decimal(5),
    rate_min=Decimal(0),
    rate_max=Decimal(10),
    amount_min=10_000,
    amount_max=300_000,
    count_max=24,
    fees=(FEE,),
)


def lender() -> Actor:
    """A lender with books and a product without versions."""
    by = with_books()
    create_product(by=by, code=CODE, names={"pl": "Na chwilę"}, kind=ProductKind.LOAN, currency="PLN")
    return by


def drafted(by: Actor, **changes: Any) -> ProductVersion:
    """A draft of the product."""
    done = draft_version(by=by, product=CODE, draft=replace(DRAFT, **changes))
    return version_named(by, CODE, done.number)


def published(by: Actor, **changes: Any) -> ProductVersion:
    """A published version of the product."""
    number = drafted(by, **changes).number
    publish_version(by=by, product=CODE, number=number)
    return version_named(by, CODE, number)
