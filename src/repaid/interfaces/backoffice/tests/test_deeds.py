"""Every other thing that is done to a contract: its form opens, its effect is shown, it is done or proposed."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from repaid.access.actors import Actor
from repaid.access.command import all_commands
from repaid.access.models import Proposal
from repaid.access.tests.people import member
from repaid.contracts.models import Contract, Event
from repaid.contracts.tests.books import assert_books_balance
from repaid.contracts.tests.lender import day_comes, pay
from repaid.interfaces.backoffice.contracts.deeds import DEEDS
from repaid.interfaces.backoffice.tests.conftest import SignIn
from repaid.interfaces.backoffice.tests.pages import done, sent
from repaid.interfaces.ui.testing import page_text

DAY = date(2015, 7, 1)
ON = {"value_date": "2015-07-01"}
ACTIVE: dict[str, dict[str, Any]] = {
    "payments": {"amount": "300.00", "payer": "Anna"},
    "early-repayments": {"amount": "3000.00", "mode": "shorter_term"},
    "settlements": {},
    "fees": {"amount": "25.00", "name": "reminder", "due": "2015-07-01"},
    "costs": {"amount": "120.00", "name": "court of Kraków"},
    "rates": {"percent": "9.5", "keep": "term"},
    "due-days": {"due": "2015-07-21", "to": "2015-07-28"},
    "holidays": {"due": "2015-07-21", "periods": "1", "bears_interest": "on"},
    "terms": {"periods": "6"},
    "instalments": {"amount": "1500.00"},
    "grace-periods": {"principal": "2", "interest": "0"},
    "interest-pauses": {"until": "2015-08-01"},
    "arrears": {"overdue": "into_plan"},
    "restructurings": {"first_due": "2015-08-10", "count": "18", "overdue": "into_plan"},
    "borrowers": {},
    "suspensions": {"reason": "illness"},
    "terminations": {"reason": "three instalments unpaid"},
    "returns": {"receipt": "PKO-1", "amount": "", "reason": "bounced"},
}
PROPOSED: dict[str, dict[str, Any]] = {
    "waivers": {"component": "principal", "amount": "2.00", "reason": "goodwill"},
    "refunds": {"amount": "33.81"},
    "write-offs": {"amount": "", "reason": "no income"},
    "sales": {"price": "1000.00", "buyer": "Wierzyciel SA"},
}


@pytest.fixture(autouse=True)
def one_instalment_late(by: Actor, long_loan: str) -> None:
    """Anna paid 1 000,00 of the first instalment of 1 066,57; the second is not due yet."""
    day_comes(by, DAY)
    pay(by, "77", "1000.00", date(2015, 6, 21), "PKO-1")


def test_every_deed_is_a_command_and_is_tried_here() -> None:
    assert {deed.name for deed in DEEDS} <= set(all_commands())
    elsewhere = {"disbursements", "resumptions", "cancellations", "recoveries", "reversals"}
    assert {deed.noun for deed in DEEDS} == set(ACTIVE) | set(PROPOSED) | elsewhere


@pytest.mark.parametrize("noun", ACTIVE)
def test_it_is_shown_then_done(browser: Client, by: Actor, loan: str, noun: str) -> None:
    typed = ON | ACTIVE[noun]
    if noun == "borrowers":
        typed["borrower"] = Contract.objects.get(subject__number="11").parties.get().party.number
    events = Event.objects.filter(contract__subject__number="77").count()
    effect = sent(browser, noun, "77", **typed)
    assert effect.status_code == 200, page_text(effect)
    assert Event.objects.filter(contract__subject__number="77").count() == events
    page = done(browser, noun, "77", **typed)
    assert page.redirect_chain[-1][0] == "/contracts/77", page_text(page)
    assert Event.objects.filter(contract__subject__number="77").count() > events
    assert_books_balance(by)


@pytest.mark.parametrize("noun", PROPOSED)
def test_it_is_shown_then_proposed_and_a_colleague_carries_it_out(
    browser: Client, by: Actor, sign_in: SignIn, noun: str
) -> None:
    if noun == "refunds":
        pay(by, "77", "1100.00", DAY, "PKO-2")
    page = done(browser, noun, "77", **ON, **PROPOSED[noun])
    assert "Proposed. A colleague decides." in page_text(page)
    assert "A proposal of Ewa Przykładowa waits for a decision." in page_text(page)
    events = Event.objects.count()
    jan = sign_in(member(by, "Jan Decydujący", ("access.approve", "contracts.view", *all_four_eyes())))
    proposal = Proposal.objects.get()
    shown = jan.get(reverse("backoffice:proposal", args=[proposal.pk]))
    assert "What will happen" in page_text(shown)
    assert Event.objects.count() == events
    jan.post(reverse("backoffice:proposal_approval", args=[proposal.pk]))
    assert Event.objects.count() > events
    assert_books_balance(by)


def all_four_eyes() -> tuple[str, ...]:
    return tuple({command.right.code for command in all_commands().values() if command.right.four_eyes})


def test_the_author_does_not_decide(browser: Client) -> None:
    done(browser, "waivers", "77", **ON, **PROPOSED["waivers"])
    proposal = Proposal.objects.get()
    shown = browser.get(reverse("backoffice:proposal", args=[proposal.pk]))
    assert "A colleague must decide on it." in page_text(shown)
    assert browser.post(reverse("backoffice:proposal_approval", args=[proposal.pk])).status_code == 409


def test_a_colleague_may_decline(browser: Client, by: Actor, sign_in: SignIn) -> None:
    done(browser, "waivers", "77", **ON, **PROPOSED["waivers"])
    events, proposal = Event.objects.count(), Proposal.objects.get()
    jan = sign_in(member(by, "Jan Decydujący", ("access.approve",)))
    jan.post(reverse("backoffice:proposal_refusal", args=[proposal.pk]))
    proposal.refresh_from_db()
    assert (proposal.state, Event.objects.count()) == (Proposal.State.DECLINED, events)


def test_a_missing_reason_hides_no_effect_and_is_asked_for(browser: Client) -> None:
    typed = {**ON, "reason": ""}
    effect = sent(browser, "suspensions", "77", **typed)
    assert effect.status_code == 422
    assert "State active suspended" in page_text(effect)
    page = done(browser, "suspensions", "77", **typed)
    assert "The field “Reason” is empty. Please fill it in." in page_text(page)
    assert Contract.objects.get(subject__number="77").state == "active"


def test_what_cannot_be_done_says_why(browser: Client) -> None:
    text = page_text(browser.get(reverse("backoffice:contract", args=["77"])))
    assert "Contract 77 is active. Only a suspended contract can be resumed." in text
    assert browser.get(reverse("backoffice:deed", args=["77", "resumptions"])).status_code == 409


def test_who_has_not_the_right_reads_it(by: Actor, sign_in: SignIn) -> None:
    jan = sign_in(member(by, "Jan Czytający", ("contracts.view",)))
    text = page_text(jan.get(reverse("backoffice:contract", args=["77"])))
    assert "You do not have the right “Book payments”. Your manager can give it to you." in text
    assert jan.get(reverse("backoffice:deed", args=["77", "payments"])).status_code == 403
    assert jan.post(reverse("backoffice:deeds", args=["77", "payments"]), ON).status_code == 403
