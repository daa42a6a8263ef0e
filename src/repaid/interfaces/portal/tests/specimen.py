"""The client of the requirements: Piotr Wzorcowy, 90010112349, with loans 15, 12 and 11 of 2015, made by commands."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.test import Client

from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.access.commands.organisations import move_business_day
from repaid.access.models import BusinessDay, User
from repaid.contracts.commands.disbursement import disburse
from repaid.contracts.commands.opening import open_contract
from repaid.contracts.commands.payments import receive_payment
from repaid.contracts.commands.standing import terminate
from repaid.parties.commands.client_zone import open_client_zone
from repaid.parties.commands.register import register_person
from repaid.products.choices import ProductKind
from repaid.products.commands.products import create_product
from repaid.products.commands.versions import Draft, draft_version, publish_version
from repaid.products.queries import TermsRequest
from repaid.products.tests import offers

LOGIN = "90010112349"
PASSWORD = "Pierwsze-haslo-2015"
LAUNCH = date(2015, 5, 21)
DUE = date(2015, 6, 21)
ACCOUNT = "72 9999 0001 0000 0000 0000 1234"
WAKACYJNY = Draft(
    valid_from=date(2015, 1, 1), template={}, rate=Decimal(5), rate_min=Decimal(0), rate_max=Decimal(10),
    amount_min=1_000, amount_max=100_000,
)  # fmt: skip


def pln(text: str) -> Money:
    return Money.parse(text, "PLN")


def lender() -> Actor:
    """The machine's actor of the lender with both products, on the day of the launch."""
    by = offers.lender()
    offers.published(by, amount_max=1_000_000)
    create_product(by=by, code="wakacyjny", names={"pl": "Wakacyjny"}, kind=ProductKind.LOAN, currency="PLN")
    version = draft_version(by=by, product="wakacyjny", draft=replace(WAKACYJNY))
    publish_version(by=by, product="wakacyjny", number=version.number)
    BusinessDay.objects.filter(organisation=by.organisation_id).update(day=LAUNCH)
    return by


def client_with_loans(by: Actor) -> User:
    """Piotr with the key to the client zone and his three loans."""
    piotr = register_person(by=by, given_names="Piotr", family_name="Wzorcowy", language="pl").number
    open_client_zone(by=by, number=piotr, login=LOGIN, password=PASSWORD)
    loan(by, piotr, "11", "500.00", account=ACCOUNT)
    disburse(by=by, number="11", amount=pln("500.00"), value_date=LAUNCH)
    loan(by, piotr, "12", "5000.00")
    loan(by, piotr, "15", "67.00", product="wakacyjny")
    disburse(by=by, number="15", amount=pln("67.00"), value_date=LAUNCH)
    terminate(by=by, number="15", value_date=LAUNCH, reason="Umowa wypowiedziana")
    return User.objects.get(audience="customer")


def loan(by: Actor, borrower: str, number: str, amount: str, *, product: str = offers.CODE, **more: Any) -> None:
    """A contract of one monthly instalment, to be launched."""
    request = TermsRequest(amount=pln(amount), count=1, start=LAUNCH)
    open_contract(by=by, product=product, request=request, borrowers=[borrower], number=number, **more)


def pay(by: Actor, amount: str, day: date, receipt: str = "przelew-1") -> None:
    """A payment on loan 11."""
    receive_payment(by=by, number="11", amount=pln(amount), value_date=day, receipt=receipt)


def day_comes(by: Actor, day: date) -> None:
    move_business_day(by=by, day=day)


def signed_in(user: User, language: str = "pl") -> Client:
    """A browser in which the client has logged in."""
    browser = Client(headers={"accept-language": language})
    User.objects.filter(pk=user.pk).update(language=language)
    answer = browser.post("/clientzone/", {"login": LOGIN, "password": PASSWORD})
    assert answer.status_code == 302, answer.content
    return browser
