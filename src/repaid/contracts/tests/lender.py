"""A Polish lender with Piotr and Anna as borrowers, for the stories of these tests.

"Na chwilę" is the product of the requirements: 500,00 with a financed fee of 50,00 at 5 %, penalty interest of 4 % on
the whole overdue instalment. "Na raty" is a plain annuity loan in monthly instalments.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from loanmath.money import Money
from repaid.access.actors import Actor, staff_actor
from repaid.access.commands.organisations import move_business_day
from repaid.access.models import BusinessDay, User
from repaid.contracts.commands.disbursement import disburse
from repaid.contracts.commands.opening import open_contract
from repaid.contracts.commands.payments import PaymentReceived, receive_payment
from repaid.contracts.models import Contract
from repaid.contracts.queries.contracts import contract_named
from repaid.parties.commands.register import register_person
from repaid.products.choices import ProductKind
from repaid.products.commands.products import create_product
from repaid.products.commands.versions import Draft, draft_version, publish_version
from repaid.products.queries import TermsRequest
from repaid.products.tests import offers

LAUNCH = date(2015, 5, 21)
ACCOUNT = "72 9999 0001 0000 0000 0000 1234"
RATY = Draft(
    valid_from=date(2015, 1, 1),
    template={"penalty": {"rate": {"percent": "8"}}},
    rate=Decimal(12),
    rate_min=Decimal(0),
    rate_max=Decimal(20),
    amount_min=10_000,
    amount_max=100_000_000,
    count_max=60,
)


def pln(text: str) -> Money:
    """An amount in zlotys."""
    return Money.parse(text, "PLN")


def lender(day: date = LAUNCH) -> Actor:
    """The machine's actor of a lender with both products, on a business day."""
    by = offers.lender()
    offers.published(by)
    create_product(by=by, code="na-raty", names={"pl": "Na raty"}, kind=ProductKind.LOAN, currency="PLN")
    number = draft_version(by=by, product="na-raty", draft=RATY).number
    publish_version(by=by, product="na-raty", number=number)
    BusinessDay.objects.filter(organisation=by.organisation_id).update(day=day)
    return by


def person(by: Actor, given: str = "Piotr", family: str = "Wzorcowy") -> str:
    """A registered person; returns the number."""
    return register_person(by=by, given_names=given, family_name=family).number


def loan_11(by: Actor) -> Contract:
    """The specimen of the requirements, launched on 2015-05-21."""
    request = TermsRequest(amount=pln("500.00"), count=1, start=LAUNCH)
    open_contract(by=by, product=offers.CODE, request=request, borrowers=[person(by)], account=ACCOUNT, number="11")
    disburse(by=by, number="11", amount=pln("500.00"), value_date=LAUNCH)
    return contract_named(by, "11")


def instalment_loan(by: Actor, *, count: int = 12, amount: str = "12000.00", number: str = "", **request: Any) -> str:
    """An annuity loan of 12 % launched on the business day; returns its number."""
    day = BusinessDay.objects.get(organisation=by.organisation_id).day
    wanted = TermsRequest(amount=pln(amount), count=count, start=day, **request)
    opened = open_contract(
        by=by, product="na-raty", request=wanted, borrowers=[person(by, "Anna", "Kowalska")], number=number, branch="KR"
    )
    disburse(by=by, number=opened.number, amount=pln(amount), value_date=day)
    return opened.number


def pay(by: Actor, number: str, amount: str, day: date, receipt: str = "") -> PaymentReceived:
    """A payment of a day."""
    receipt = receipt or f"receipt-{day}"
    return receive_payment(by=by, number=number, amount=pln(amount), value_date=day, receipt=receipt)


def day_comes(by: Actor, day: date) -> None:
    """The business day moves."""
    move_business_day(by=by, day=day)


def colleagues(by: Actor, author: Actor) -> Actor:
    """The same author with a colleague's approval."""
    second = User.objects.exclude(pk=author.user_id).filter(organisation=by.organisation_id).first()
    assert second is not None
    return author.approved(staff_actor(second, channel="backoffice"))
