"""What customers say of themselves: contact data, and whether offers may come."""

import pytest
from django.test import Client

from repaid.access.actors import Actor
from repaid.access.models import User
from repaid.interfaces.portal.tests.specimen import PASSWORD, client_with_loans, lender, signed_in
from repaid.interfaces.ui.testing import page_text
from repaid.messages.models import Consent
from repaid.parties.choices import ContactKind
from repaid.parties.commands.contacts import add_contact

CONTACT = "/clientzone/account/contact"


@pytest.fixture
def browser(db: None) -> Client:
    by: Actor = lender()
    piotr = client_with_loans(by)
    assert piotr.person is not None
    add_contact(by=by, number=piotr.person.number, kind=ContactKind.MOBILE, value="600000001")
    return signed_in(piotr, "en")


def text_of(browser: Client) -> str:
    return page_text(browser.get("/clientzone/account"))


def test_contact_data_are_seen_and_corrected(browser: Client) -> None:
    """The settings show them; a new phone number needs the password, and one on file cannot be left empty."""
    assert "Mobile +48600000001 E-mail none Address none" in text_of(browser).replace("— none", "none").replace("—", "")
    for typed, marked in (
        ({"mobile": "", "password": PASSWORD}, {"mobile"}),
        ({"mobile": "600000099", "password": "nie to haslo"}, {"password"}),
        ({"mobile": "12", "password": PASSWORD}, {"mobile"}),
        ({"mobile": "600000099"}, {"password"}),
    ):
        answer = browser.post(CONTACT, typed)
        assert (answer.status_code, set(answer.context["form"].errors)) == (422, marked)
    saved = browser.post(CONTACT, {"mobile": "600 000 099", "email": "piotr@example.com", "password": PASSWORD})
    assert (saved.status_code, saved["Location"]) == (302, "/clientzone/account")
    assert "+48600000099" in text_of(browser)
    assert "piotr@example.com" in text_of(browser)


def test_offers_come_with_consent_alone(browser: Client) -> None:
    """Nobody has consented at first; each word is kept with its day and source, and can be taken back."""
    assert text_of(browser).count("Yes, I agree") == 3
    offers = "/clientzone/account/offers"
    browser.post(offers, {"channel": "email", "offers": "yes"})
    assert text_of(browser).count("Yes, I agree") == 2
    browser.post(offers, {"channel": "email", "offers": "no"})
    assert text_of(browser).count("Yes, I agree") == 3
    piotr = User.objects.get(audience="customer")
    kept = list(Consent.objects.order_by("id").values_list("channel", "is_given", "person", "recorded_by", "source"))
    assert [row[:4] for row in kept] == [("email", word, piotr.person_id, piotr.pk) for word in (True, False)]
    assert all(row[4] for row in kept)
    assert browser.post(offers, {"channel": "pigeon", "offers": "yes"}).status_code == 422
    assert browser.get(offers).status_code == 405
