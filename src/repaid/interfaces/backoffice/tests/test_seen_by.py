"""Who can see this? on the pages of a contract and a customer."""

from django.test import Client
from django.urls import reverse

from repaid.access.actors import Actor
from repaid.access.choices import ScopeLevel
from repaid.access.tests.people import member
from repaid.interfaces.backoffice.tests.conftest import SignIn
from repaid.interfaces.ui.testing import page_text


def test_people_and_reasons(browser: Client, by: Actor, loan: str, sign_in: SignIn) -> None:
    """Whoever may look at contracts and sees the branch is in the list, and nobody else."""
    member(by, "Jan Lokalny", ("contracts.view",), scope=ScopeLevel.BRANCH, branch="KR")
    member(by, "Anna Daleka", ("contracts.view",), scope=ScopeLevel.BRANCH, branch="WA")
    member(by, "Ola Bezprawa", ("parties.view",))
    assert reverse("backoffice:seen_by", args=["contract", loan]) in browser.get(f"/contracts/{loan}").content.decode()
    text = page_text(browser.get(reverse("backoffice:seen_by", args=["contract", loan])).content.decode())
    assert "Ewa Przykładowa" in text and "Anna Daleka" not in text and "Ola Bezprawa" not in text
    assert "Sees: own organisation" in text
    assert browser.get(reverse("backoffice:seen_by", args=["contract", "404"])).status_code == 404
    assert browser.get(reverse("backoffice:seen_by", args=["proposal", "1"])).status_code == 404
    jan = sign_in(member(by, "Ewa Widzaca", ("contracts.view",)))
    assert jan.get(reverse("backoffice:seen_by", args=["contract", loan])).status_code == 403
