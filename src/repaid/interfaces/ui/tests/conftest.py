"""Ewa of the Krakowska Pożyczka, with every right, and Piotr, her customer."""

import pytest
from django.test import Client

from repaid.access.actors import Actor
from repaid.access.models import User
from repaid.access.rights import all_rights
from repaid.access.tests.people import krakowska, member


@pytest.fixture
def lender(db: None) -> Actor:
    return krakowska()


@pytest.fixture
def ewa(lender: Actor) -> User:
    actor = member(lender, "Ewa Przykładowa", tuple(all_rights()))
    return User.objects.get(pk=actor.user_id)


@pytest.fixture
def client(client: Client, ewa: User, settings: object) -> Client:
    """A browser in which Ewa has signed in."""
    settings.ROOT_URLCONF = "repaid.interfaces.ui.tests.urls"
    client.force_login(ewa)
    client.cookies["staff_session"] = client.cookies.pop("sessionid").value
    return client
