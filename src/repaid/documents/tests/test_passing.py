"""The way of a document from person to person (CC-30)."""

from datetime import date

import pytest

from repaid.access.actors import Actor
from repaid.access.tests.people import member
from repaid.documents.choices import StepState, Wanted
from repaid.documents.commands.documents import add_document
from repaid.documents.commands.ground import save_access_level
from repaid.documents.commands.passing import AnsweredAlready, MayNotSeeIt, answer_step, pass_document
from repaid.documents.queries import document_numbered, steps_of, steps_waiting
from repaid.documents.tests.files import PDF
from repaid.kernel.refusal import NotFound, WrongInput

DUE = date(2026, 11, 30)


@pytest.fixture
def adam(by: Actor) -> Actor:
    return member(by, "Adam Nowy", ("documents.view",))


def added(by: Actor, level: str = "general") -> str:
    return add_document(
        by=by, name="Ugoda", category="agreement", level=level, file_name="ugoda.pdf", content=PDF
    ).number


def test_it_waits_for_the_person_and_both_steps_are_kept(ewa: Actor, adam: Actor) -> None:
    """CC-30: in B's to-do list; after B's answer the document shows both steps with times."""
    number = added(ewa)
    first = pass_document(
        by=ewa, number=number, wanted=Wanted.APPROVE, user=adam.user_id, due_on=DUE, note="Proszę o zgodę"
    )
    [row] = steps_waiting(adam)
    assert (row.pk, row.document.name, row.wanted, row.due_on) == (first.step_id, "Ugoda", "approve", DUE)
    assert list(steps_waiting(ewa)) == []
    with pytest.raises(WrongInput):
        answer_step(by=adam, step=first.step_id, refused=True)
    answer_step(by=adam, step=first.step_id, answer="Zgoda")
    pass_document(by=adam, number=number, wanted=Wanted.READ, user=ewa.user_id)
    assert list(steps_waiting(adam)) == []
    last, earlier = steps_of(document_numbered(ewa, number))
    assert (earlier.state, earlier.answer, earlier.answered_by_id) == (StepState.DONE, "Zgoda", adam.user_id)
    assert earlier.answered_at is not None
    assert last.asked_at > earlier.asked_at
    with pytest.raises(AnsweredAlready):
        answer_step(by=adam, step=first.step_id)


def test_not_to_whom_may_not_see_it(by: Actor, ewa: Actor, adam: Actor) -> None:
    """CC-30: passing it to a user without the needed access level is refused."""
    save_access_level(by=by, code="management", names={"en": "Management"}, groups=("ewaprzykadowa",))
    number = added(ewa, level="management")
    with pytest.raises(MayNotSeeIt, match="Adam Nowy may not see documents of level “Management”"):
        pass_document(by=ewa, number=number, wanted=Wanted.APPROVE, user=adam.user_id)
    with pytest.raises(MayNotSeeIt):
        pass_document(by=ewa, number=number, wanted=Wanted.APPROVE, group="adamnowy")
    with pytest.raises(MayNotSeeIt):
        pass_document(by=ewa, number=added(ewa), wanted=Wanted.READ, user=member(by, "Jan Bez Prawa", ()).user_id)


def test_any_member_of_a_group_answers_and_nobody_else(ewa: Actor, adam: Actor) -> None:
    done = pass_document(by=ewa, number=added(ewa), wanted=Wanted.COMPLETE, group="adamnowy")
    assert [row.pk for row in steps_waiting(adam)] == [done.step_id]
    with pytest.raises(NotFound):
        answer_step(by=ewa, step=done.step_id)
    answer_step(by=adam, step=done.step_id, refused=True, answer="Brak podpisu")
    assert steps_of(document_numbered(ewa, done.number)).get().state == StepState.REFUSED


def test_to_somebody_and_only_to_one(ewa: Actor, adam: Actor) -> None:
    number = added(ewa)
    for to in ({}, {"user": adam.user_id, "group": "adamnowy"}):
        with pytest.raises(WrongInput):
            pass_document(by=ewa, number=number, wanted=Wanted.READ, **to)
    for to in ({"user": 0}, {"group": "nobody"}):
        with pytest.raises(NotFound):
            pass_document(by=ewa, number=number, wanted=Wanted.READ, **to)
