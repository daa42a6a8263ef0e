"""Deleting a draft on screen: the button, the question, the refusals."""

import pytest
from django.test import Client

from repaid.access.actors import Actor
from repaid.access.tests.people import member
from repaid.interfaces.backoffice.tests.conftest import SignIn
from repaid.interfaces.ui.testing import page_text
from repaid.origination.choices import Step
from repaid.origination.tests.applications import entered, pan_x, run

REMOVAL = "/applications/23/removal"


@pytest.fixture
def by(db: None) -> Actor:
    return pan_x()


@pytest.fixture
def pan(by: Actor, sign_in: SignIn) -> Client:
    return sign_in(by)


def test_a_draft_is_deleted_after_a_question(by: Actor, pan: Client) -> None:
    entered(by, is_draft=True)
    page = pan.get("/applications/23")
    assert 'data-opens="removal"' in page.content.decode() and "Nobody finds the draft any more." in page_text(page)
    after = pan.post(REMOVAL, follow=True)
    assert after.redirect_chain[-1][0] == "/applications" and "The draft is deleted." in page_text(after)
    assert "Piotr Wzorcowy" not in page_text(after)
    assert pan.get("/applications/23").status_code == 404
    assert "origination.remove_draft done" in page_text(pan.get("/audit"))


def test_an_entered_one_has_no_button_and_is_refused(by: Actor, pan: Client) -> None:
    entered(by, is_draft=True)
    run(by, Step.ENTER)
    assert REMOVAL not in pan.get("/applications/23").content.decode()
    refused = pan.post(REMOVAL)
    assert refused.status_code == 409 and "Only a draft can be deleted" in page_text(refused)
    assert pan.get("/applications/23").status_code == 200


def test_who_may_not_enter_applications_has_no_button(by: Actor, sign_in: SignIn) -> None:
    entered(by, is_draft=True)
    reader = sign_in(member(by, "Olga Podglądowa", ("origination.view",)))
    assert REMOVAL not in reader.get("/applications/23").content.decode()
    assert reader.post(REMOVAL).status_code == 403
