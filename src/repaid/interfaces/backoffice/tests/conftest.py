"""The Polish lender with loan 11 of Piotr and an instalment loan of Anna; Ewa has every right, Jan a few."""

from collections.abc import Callable

import pytest
from django.test import Client

import repaid.urls  # noqa: F401 (loading the map declares every right)
from repaid.access.actors import Actor
from repaid.access.models import User
from repaid.access.rights import all_rights
from repaid.access.tests.people import member
from repaid.contracts.tests.lender import LAUNCH, instalment_loan, lender, loan_11

SignIn = Callable[[Actor], Client]


@pytest.fixture(scope="module")
def made(module_db: None) -> Actor:
    return lender(LAUNCH)


@pytest.fixture
def by(db: None, made: Actor) -> Actor:
    """The machine's actor of the lender on the day of the launch."""
    return made


@pytest.fixture
def ewa(by: Actor) -> Actor:
    return member(by, "Ewa Przykładowa", tuple(all_rights()))


@pytest.fixture
def sign_in() -> SignIn:
    def signed_in(actor: Actor) -> Client:
        client = Client()
        client.force_login(User.objects.get(pk=actor.user_id))
        client.cookies["staff_session"] = client.cookies.pop("sessionid").value
        return client

    return signed_in


@pytest.fixture
def browser(sign_in: SignIn, ewa: Actor) -> Client:
    """A browser in which Ewa has signed in."""
    return sign_in(ewa)


@pytest.fixture
def loan(by: Actor) -> str:
    """Contract 11 of Piotr, 552,34 due on 2015-06-21."""
    return loan_11(by).number


@pytest.fixture
def long_loan(by: Actor) -> str:
    """Twelve instalments of Anna, 12 000,00 at 12 %."""
    return instalment_loan(by, number="77")
