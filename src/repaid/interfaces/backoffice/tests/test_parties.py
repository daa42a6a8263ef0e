"""Registering customers and what belongs to them."""

import pytest
from django.test import Client
from django.urls import reverse

from repaid.access.actors import Actor
from repaid.interfaces.backoffice.tests.pages import filled, value_of
from repaid.interfaces.ui.testing import page_text
from repaid.parties.models import Party

PIOTR = {"given_names": "Piotr", "family_name": "Wzorcowy", "identifier": "90010112349", "roles": ["borrower"]}


def test_a_person_is_registered(browser: Client, by: Actor) -> None:
    contacts = {"mobile": "600 000 001", "email": "Piotr@Example.com", "address": "ul. Przykładowa 1\n30-001 Kraków"}
    page = filled(browser, "person", **PIOTR, **contacts, born_on="01.01.1990")
    text = page_text(page)
    assert "Registered." in text
    assert "Customer number 1" in text
    assert "•••••••2349" in text
    assert "90010112349" not in text
    assert "+48600000001" in text
    assert "piotr@example.com" in text
    assert "1 Jan 1990" in text


def test_wrong_check_digits_are_told_at_their_box_and_what_was_typed_stays(browser: Client, by: Actor) -> None:
    page = filled(browser, "person", **{**PIOTR, "identifier": "90010112340"}, mobile="600 000 001")
    assert page.status_code == 422
    assert "This national ID number is not right. Please check the digits." in page_text(page)
    assert value_of(page, "family_name") == "Wzorcowy"
    assert not Party.objects.exists()


def test_the_same_person_is_registered_once(browser: Client, by: Actor) -> None:
    filled(browser, "person", **PIOTR)
    page = filled(browser, "person", **PIOTR)
    assert "There is a party with this PESEL already." in page_text(page)


def test_a_second_press_registers_once(browser: Client, by: Actor) -> None:
    address = reverse("backoffice:company")
    sent = {"key": value_of(browser.get(address), "key"), "name": "Przykład sp. z o.o."}
    assert browser.post(address, sent)["Location"] == browser.post(address, sent)["Location"] == "/parties/1"
    assert Party.objects.count() == 1


@pytest.mark.parametrize(
    ("page", "typed", "seen"),
    [
        ("party_data", {"given_names": "Piotr", "family_name": "Wzór", "born_on": "", "language": "pl"}, "Piotr Wzór"),
        ("party_contacts", {"kind": "email", "value": "nowy@example.com"}, "nowy@example.com"),
        ("party_identifiers", {"kind": "passport", "value": "AB1234567"}, "•••••4567"),
        ("party_accounts", {"account": "61 1090 1014 0000 0712 1981 2874"}, "PL61 1090 1014 0000 0712 1981 2874"),
        ("party_roles", {"role": "guarantor"}, "guarantor"),
        ("party_parent", {"parent": "2"}, "Przykład sp. z o.o."),
        ("party_death", {"on": "2015-05-01"}, "deceased"),
        ("party_client_zone", {"login": "90010112349", "password": "Pierwsze-haslo-2015"}, "Client zone open"),
    ],
)
def test_something_is_changed(browser: Client, by: Actor, page: str, typed: dict[str, str], seen: str) -> None:
    filled(browser, "person", **PIOTR)
    filled(browser, "company", name="Przykład sp. z o.o.")
    answer = filled(browser, page, "1", **typed)
    assert answer.redirect_chain[-1][0] == "/parties/1", page_text(answer)
    assert seen in page_text(answer)


def test_a_refusal_of_the_command_stands_at_its_box(browser: Client, by: Actor) -> None:
    filled(browser, "person", **PIOTR)
    page = filled(browser, "party_contacts", "1", kind="email", value="no mail")
    assert "This e-mail address is not right." in page_text(page)
    assert b'aria-invalid="true"' in page.content


def test_a_contact_is_removed_and_a_customer_archived(browser: Client, by: Actor) -> None:
    filled(browser, "person", **PIOTR, email="p@example.com")
    contact = Party.objects.get().contacts.get()
    browser.post(reverse("backoffice:contact_removal", args=["1", contact.pk]))
    assert "No contacts yet." in page_text(browser.get("/parties/1"))
    browser.post(reverse("backoffice:party_archive", args=["1"]))
    assert "Wzorcowy" not in page_text(browser.get("/parties"))
    assert "Wzorcowy" in page_text(browser.get("/parties?archived=yes"))
