"""Promises to pay: broken the day after, gone with a payment (CT-83)."""

from datetime import date

import pytest

from repaid.access.actors import Actor
from repaid.access.tests.people import member
from repaid.activities.choices import CallResult, EventType, Work
from repaid.activities.commands.assigning import assign_work
from repaid.activities.commands.ground import About
from repaid.activities.commands.noting import Contact, note_event
from repaid.activities.rights import ACT
from repaid.activities.tests.office import due_now
from repaid.contracts.commands.reversal import reverse_event
from repaid.contracts.tests.lender import LAUNCH, day_comes, lender, loan_11, pay

LOAN = About("contract", "11")
PROMISED = date(2015, 6, 25)
DAY_AFTER = date(2015, 6, 26)


@pytest.fixture
def by(db: None) -> Actor:
    """Loan 11 of Piotr on the day of its launch."""
    machine = lender(LAUNCH)
    loan_11(machine)
    return machine


@pytest.fixture
def promised(by: Actor) -> tuple[Actor, Actor]:
    """Ewa heard on 22 June that Piotr pays on the 25th; Bogdan is the expert who handles the loan."""
    ewa, bogdan = member(by, "Ewa Słucha", (ACT.code,)), member(by, "Bogdan Prowadzi", (ACT.code,))
    assign_work(by=by, about=LOAN, to=bogdan.account, work=Work.CALL)
    day_comes(by, date(2015, 6, 22))
    told = Contact(EventType.PHONE_CALL, result=CallResult.PROMISE, promise_on=PROMISED, text="Zapłaci 25.")
    note_event(by=ewa, told=told, about=LOAN)
    return ewa, bogdan


def test_ct_83_the_day_after_it_waits_for_the_expert_until_it_is_paid(by: Actor, promised: tuple[Actor, Actor]) -> None:
    """CT-83: the day after an unkept commitment the facility is in the expert's to-do list marked "broken promise";
    paying removes it."""
    day_comes(by, PROMISED)
    assert [due_now(person, PROMISED) for person in promised] == [[], []]
    day_comes(by, DAY_AFTER)
    assert [due_now(person, DAY_AFTER) for person in promised] == [["Zapłaci 25."], ["Zapłaci 25."]]
    receipt = pay(by, "11", "552.34", DAY_AFTER).receipt
    assert [due_now(person, DAY_AFTER) for person in promised] == [[], []]
    reverse_event(by=by, number="11", of=receipt, reason="Pomyłka")
    assert [due_now(person, DAY_AFTER) for person in promised] == [["Zapłaci 25."], ["Zapłaci 25."]]


def test_speaking_again_takes_its_place(by: Actor, promised: tuple[Actor, Actor]) -> None:
    day_comes(by, DAY_AFTER)
    told = Contact(EventType.PHONE_CALL, result=CallResult.REFUSAL)
    note_event(by=promised[1], told=told, about=LOAN)
    assert [due_now(person, DAY_AFTER) for person in promised] == [[], []]
