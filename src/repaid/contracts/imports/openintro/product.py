"""The product that the loans of the book are contracts of, offered when the organisation has none by its code."""

from datetime import date
from decimal import Decimal
from typing import Final

from repaid.access.actors import Actor
from repaid.contracts.imports.openintro.loan import CURRENCY, TERM_MAX
from repaid.contracts.imports.openintro.plan import TEMPLATE
from repaid.kernel.refusal import NotFound
from repaid.products.choices import ProductKind
from repaid.products.commands.products import create_product
from repaid.products.commands.versions import Draft, draft_version, publish_version
from repaid.products.queries import product_named

PRODUCT: Final = "term-loan"
NAMES: Final = {"en": "Term loan", "pl": "Pożyczka terminowa", "nl": "Termijnlening", "fa": "وام مدت‌دار"}
AMOUNT_MAX: Final = 100_000_000_00
RATE_MAX: Final = Decimal(1000)


def offer_product(by: Actor, on: date) -> str:
    """The code of the product; it is created and published the first time."""
    try:
        return product_named(by, PRODUCT).code
    except NotFound:
        create_product(by=by, code=PRODUCT, names=NAMES, kind=ProductKind.LOAN, currency=CURRENCY)
    draft = Draft(
        valid_from=on, template=TEMPLATE, rate=Decimal(12), rate_min=Decimal(0), rate_max=RATE_MAX,
        amount_min=1, amount_max=AMOUNT_MAX, count_min=1, count_max=TERM_MAX,
    )  # fmt: skip
    publish_version(by=by, product=PRODUCT, number=draft_version(by=by, product=PRODUCT, draft=draft).number)
    return PRODUCT
