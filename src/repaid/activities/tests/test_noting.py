"""Contacts with their results (CT-82), instructions that come from them (CC-18, CC-19), notes."""

from datetime import date
from uuid import uuid4

import pytest

from repaid.access.subjects import subject_named
from repaid.activities.choices import ActivityKind, ActivityState, CallResult, CallStatus, ContactPerson, EventType
from repaid.activities.commands.doing import accept_instruction, finish_activities, refuse_instruction
from repaid.activities.commands.noting import Contact, Instruction, give_instruction, note_event, write_note
from repaid.activities.models import Activity
from repaid.activities.queries.activities import activity_named, history_of, instructions_by, steps_of
from repaid.activities.tests.office import FRIDAY, SATURDAY, Office, due_now
from repaid.kernel.refusal import Forbidden, NotFound, WrongInput

PROMISE = Contact(
    EventType.PHONE_CALL, CallStatus.ANSWERED, CallResult.PROMISE, date(2026, 11, 27), ContactPerson.BORROWER,
    "Zapłaci w piątek",
)  # fmt: skip


class TestNoteEvent:
    def test_ct_82_several_records_one_after_another(self, world: Office) -> None:
        """CT-82: after "+" the record is in the history of the case; several can be added one after another."""
        note_event(by=world.ewa, told=PROMISE, about=world.anna)
        note_event(by=world.bogdan, told=Contact(EventType.SMS, text="Przypomnienie"), about=world.anna)
        subject = subject_named(world.ewa, *world.anna)
        rows = list(history_of(world.ewa, subject))
        assert [(row.author.name, row.text) for row in rows] == [
            ("Bogdan Zajęty", "Przypomnienie"), ("Ewa Pracowita", "Zapłaci w piątek"),
        ]  # fmt: skip
        told = rows[1]
        assert (told.type, told.status, told.result, told.promise_on, told.contact, told.done_on) == (
            "phone_call", "answered", "promise", date(2026, 11, 27), "borrower", FRIDAY,
        )  # fmt: skip

    @pytest.mark.parametrize(
        ("told", "box", "sentence"),
        [
            (Contact("phone_call", result="promise"), "promise_on", "A promise needs a date."),
            (
                Contact("phone_call", result="promise", promise_on=date(2026, 11, 19)),
                "promise_on",
                "The payment date has passed.",
            ),
            (
                Contact("phone_call", result="refusal", promise_on=SATURDAY),
                "promise_on",
                "Only a promise to pay has a payment date.",
            ),
            (Contact(""), "type", "Choose one"),
            (Contact("pigeon"), "type", "Choose one"),
            (Contact("phone_call", status="asleep"), "status", "Choose one"),
            (Contact("phone_call", result="maybe"), "result", "Choose one"),
            (Contact("phone_call", contact="dog"), "contact", "Choose one"),
        ],
    )
    def test_ct_82_a_promise_without_a_coming_day_is_refused(
        self, world: Office, told: Contact, box: str, sentence: str
    ) -> None:
        """CT-82: a commitment date in the past, or missing with the result "promise", is refused."""
        with pytest.raises(WrongInput, match=sentence) as refused:
            note_event(by=world.ewa, told=told, about=world.anna)
        assert refused.value.field == box

    def test_not_in_the_future(self, world: Office) -> None:
        with pytest.raises(WrongInput, match="Plan an action instead"):
            note_event(by=world.ewa, told=Contact("visit"), about=world.anna, on=SATURDAY)

    def test_sent_twice_it_is_one(self, world: Office) -> None:
        key = uuid4()
        for _turn in range(2):
            note_event(by=world.ewa, told=PROMISE, about=world.anna, key=key)
        assert Activity.objects.count() == 1

    def test_cc_18_with_an_instruction(self, world: Office) -> None:
        """CC-18: saving an event "telephone" with an instruction to user B shows the event in the history and the
        instruction in B's to-do list."""
        then = Instruction(world.bogdan.account, "Wysłać kopię umowy", SATURDAY)
        noted = note_event(by=world.ewa, told=Contact("phone_call", text="Prosi o kopię"), about=world.anna, then=then)
        assert noted.instruction_id is not None
        sent = activity_named(world.bogdan, noted.instruction_id)
        assert (sent.kind, sent.follows_id, sent.owner.name) == ("instruction", noted.activity_id, "Bogdan Zajęty")
        world.day_comes(SATURDAY)
        assert due_now(world.bogdan, SATURDAY) == ["Wysłać kopię umowy"]

    def test_one_in_another_branch_sees_nothing_of_it(self, world: Office) -> None:
        noted = note_event(by=world.ewa, told=PROMISE, about=world.anna)
        with pytest.raises(NotFound):
            activity_named(world.wanda(), noted.activity_id)


class TestGiveInstruction:
    def test_cc_19_done_with_a_remark(self, world: Office) -> None:
        """CC-19: B marks the instruction done with a remark; A sees it and the time."""
        told = Instruction(world.bogdan.account, "Sprawdzić adres", FRIDAY)
        given = give_instruction(by=world.ewa, instruction=told, about=world.anna)
        accept_instruction(by=world.bogdan, activity=given.activity_id)
        assert activity_named(world.ewa, given.activity_id).state == ActivityState.ACCEPTED
        finish_activities(by=world.bogdan, activities=[given.activity_id], remark="Adres się zgadza")
        seen = instructions_by(world.ewa).get()
        assert (seen.state, seen.answer, seen.done_by.name) == ("done", "Adres się zgadza", "Bogdan Zajęty")
        assert seen.done_at is not None
        assert [step.deed for step in steps_of(seen)] == ["done", "accepted", "sent"]

    def test_cc_19_refused_with_a_reason(self, world: Office) -> None:
        """CC-19: states sent, accepted, done, refused and the answer."""
        told = Instruction(world.bogdan.account, "Pojechać do Gdańska", None)
        given = give_instruction(by=world.ewa, instruction=told)
        assert due_now(world.bogdan) == ["Pojechać do Gdańska"]
        with pytest.raises(WrongInput):
            refuse_instruction(by=world.bogdan, activity=given.activity_id, reason=" ")
        refuse_instruction(by=world.bogdan, activity=given.activity_id, reason="Nie mam samochodu")
        seen = activity_named(world.ewa, given.activity_id)
        assert (seen.state, seen.answer) == ("refused", "Nie mam samochodu")
        assert due_now(world.bogdan) == []
        with pytest.raises(Forbidden, match="closed already: refused"):
            accept_instruction(by=world.bogdan, activity=given.activity_id)

    def test_only_the_addressee_answers(self, world: Office) -> None:
        given = give_instruction(by=world.ewa, instruction=Instruction(world.bogdan.account, "Zrób", None))
        with pytest.raises(Forbidden, match="Only the person to whom"):
            accept_instruction(by=world.ewa, activity=given.activity_id)
        noted = write_note(by=world.bogdan, about=world.anna, text="Notatka")
        with pytest.raises(Forbidden):
            accept_instruction(by=world.bogdan, activity=noted.activity_id)

    @pytest.mark.parametrize(
        ("text", "due_on", "box"), [("", None, "instruction"), ("Zrób", date(2026, 11, 19), "due_on")]
    )
    def test_wrong_input(self, world: Office, text: str, due_on: date | None, box: str) -> None:
        with pytest.raises(WrongInput) as refused:
            give_instruction(by=world.ewa, instruction=Instruction(world.bogdan.account, text, due_on))
        assert refused.value.field == box

    def test_not_to_strangers(self, world: Office) -> None:
        with pytest.raises(WrongInput, match="no such colleague"):
            give_instruction(by=world.ewa, instruction=Instruction(0, "Zrób", None))


class TestWriteNote:
    def test_it_works(self, world: Office) -> None:
        key = uuid4()
        for _turn in range(2):
            write_note(by=world.ewa, about=world.anna, text="Woli rozmawiać rano", key=key)
        row = history_of(world.bogdan, subject_named(world.bogdan, *world.anna)).get()
        assert (row.kind, row.text, row.state) == (ActivityKind.NOTE, "Woli rozmawiać rano", ActivityState.DONE)

    def test_an_empty_one_is_refused(self, world: Office) -> None:
        with pytest.raises(WrongInput):
            write_note(by=world.ewa, about=world.anna, text="\n ")
