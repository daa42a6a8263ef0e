"""Taking a death back on screen: what goes back and what does not stands there before."""

import pytest
from django.test import Client

from repaid.access.actors import Actor
from repaid.access.tests.people import member
from repaid.interfaces.backoffice.tests.conftest import SignIn
from repaid.interfaces.backoffice.tests.pages import value_of
from repaid.interfaces.ui.testing import page_text
from repaid.origination.choices import Step
from repaid.origination.queries import application_named
from repaid.origination.tests.applications import entered, led_to, pan_x, run


@pytest.fixture
def by(db: None) -> Actor:
    return pan_x()


@pytest.fixture
def pan(by: Actor, sign_in: SignIn) -> Client:
    return sign_in(by)


def test_both_are_told_before_and_what_stays_closed_after(by: Actor, pan: Client) -> None:
    borrower = led_to(by, Step.SIGN).borrower.number
    entered(by, "24", borrower=borrower)
    for number in ("23", "24"):
        run(by, Step.DEATH, number)
    address = f"/parties/{borrower}/death/undoing"
    assert address in pan.get(f"/parties/{borrower}").content.decode()
    page = pan.get(address)
    text = page_text(page)
    assert "Application 24 is open again, where it stood before." in text
    assert "Application 23 stays closed, since its contract" in text
    assert "The account of the client zone" not in text, "there is none"
    refused = pan.post(address, {"key": value_of(page, "key"), "reason": ""})
    assert refused.status_code == 422 and "“Reason” is empty" in page_text(refused)
    after = pan.post(address, {"key": value_of(page, "key"), "reason": "another person"}, follow=True)
    text = page_text(after)
    assert "The death is taken back." in text and "These applications stay closed: 23." in text
    assert address not in after.content.decode() and "Record the death" in text
    assert "taken back" in page_text(pan.get("/applications/24/procedures"))
    assert "another person" in page_text(pan.get("/applications/24/procedures/death"))


def test_without_a_death_there_is_nothing_to_take_back(by: Actor, pan: Client, sign_in: SignIn) -> None:
    entered(by)
    borrower = application_named(by, "23").borrower.number
    assert pan.get(f"/parties/{borrower}/death/undoing").status_code == 409
    assert pan.get("/parties/404/death/undoing").status_code == 404
    reader = sign_in(member(by, "Olga Podglądowa", ("parties.view",)))
    assert reader.get(f"/parties/{borrower}/death/undoing").status_code == 403
