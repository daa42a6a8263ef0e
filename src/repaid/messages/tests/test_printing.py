"""The print buffer: letters that were ordered, printed in one job, printed again word for word, or taken out."""

import io
from typing import Any

import pytest
from PIL import Image

from repaid.access.actors import Actor
from repaid.access.tests.people import member
from repaid.branding.commands.look import Choice, choose_look, put_logo, remove_logo
from repaid.contracts.tests.lender import instalment_loan, pay
from repaid.kernel.refusal import MissingRight, NotFound, WrongInput
from repaid.messages.choices import Channel, Dispatch, PrintState, State
from repaid.messages.commands.printing import (
    LETTERS_MAX,
    NothingToPrint,
    NotInBuffer,
    TooManyLetters,
    cancel_letter,
    change_letter,
    print_again,
    print_letters,
)
from repaid.messages.models import Letterhead, Message, PrintItem
from repaid.messages.queries.printing import job_numbered, letters, pages_drawn, pdf_of_job, sheaves_of, waiting_letters
from repaid.messages.rights import PRINT, SEND
from repaid.messages.tests.lender import NOON, ask, ready_lender, send

EVERYTHING = (SEND.code, "contracts.view", "messages.view")


@pytest.fixture(scope="module")
def made(module_db: None) -> Actor:
    return ready_lender()


@pytest.fixture
def by(db: None, made: Actor) -> Actor:
    return made


@pytest.fixture
def printer(by: Actor) -> Actor:
    """Wanda of the print unit."""
    return member(by, "Wanda Drukarska", (PRINT.code, *EVERYTHING))


def ordered(by: Actor, count: int = 1) -> list[int]:
    """Letters to Piotr in the buffer; their ids."""
    for place in range(count):
        ask(by, kind="contracts.warning", key=f"letter-{place}", channel=Channel.LETTER)
    send(by, Channel.LETTER)
    return list(PrintItem.objects.order_by("id").values_list("pk", flat=True))


def test_ct_54_a_letter_is_made_of_the_template_and_waits_to_be_printed(by: Actor) -> None:
    """CT-54: recipient's name, loan number and overdue days, waiting to be printed."""
    ordered(by)
    item = PrintItem.objects.get()
    assert item.letter["addressee"] == "Piotr Wzorcowy"
    assert item.letter["address"] == "ul. Przykładowa 1\n30-001 Kraków"
    assert item.letter["reference"] == "11"
    assert "liczba dni opóźnienia: 10" in item.letter["body"]
    assert "552,95\u00a0zł" in item.letter["body"]
    assert (item.state, Message.objects.get().state) == (PrintState.WAITING, State.TO_PRINT)


def test_cc_57_several_letters_are_one_job_with_user_and_time(by: Actor, printer: Actor) -> None:
    """CC-57: printing several selected ones produces one job and removes them from the current list."""
    items = ordered(by, 2)
    change_letter(by=by, item=items[0], copies=2, dispatch=Dispatch.REGISTERED)
    done = print_letters(by=printer, items=items)
    assert (done.number, done.letters) == (1, 2)
    assert list(waiting_letters(printer)) == []
    row = PrintItem.objects.get(pk=items[0])
    assert (row.state, row.printed_by_id, row.printed_at is not None) == (PrintState.PRINTED, printer.user_id, True)
    assert set(Message.objects.values_list("state", flat=True)) == {State.SENT}
    job = job_numbered(printer, 1)
    sheaves = [(each.item.pk, each.copies, each.first, each.last) for each in sheaves_of(job)]
    assert sheaves == [(items[0], 2, 1, 2), (items[1], 1, 3, 3)]
    assert pdf_of_job(job).startswith(b"%PDF-")


def test_cc_58_a_letter_is_printed_again_with_the_identical_content(by: Actor, printer: Actor) -> None:
    """CC-58: the reprint is recorded."""
    items = ordered(by)
    print_letters(by=printer, items=items)
    before = PrintItem.objects.get().letter
    pay(by, "11", "100.00", NOON.date())
    with pytest.raises(WrongInput):
        print_again(by=printer, items=items, reason="")
    again = print_again(by=printer, items=items, reason="The printer was out of paper")
    job = job_numbered(printer, again.number)
    assert (job.reason, job.made_by_id) == ("The printer was out of paper", printer.user_id)
    assert PrintItem.objects.get().letter == before


def test_a_letter_keeps_the_logo_it_was_ordered_with(by: Actor, printer: Actor) -> None:
    """The lender's logo and colours are drawn on letters; a later look changes no earlier letter."""
    drawn = io.BytesIO()
    Image.new("RGB", (200, 50), "#ff0000").save(drawn, "PNG")
    choose_look(by=by, choice=Choice(path="krakowska", accent="#8a1538", header="#5c0f27"))
    put_logo(by=by, content=drawn.getvalue())
    (first,) = ordered(by)
    before = pages_drawn(PrintItem.objects.get(pk=first), 200)
    remove_logo(by=by)
    ask(by, kind="contracts.warning", key="later", channel=Channel.LETTER)
    send(by, Channel.LETTER)
    later = PrintItem.objects.get(pk__gt=first)
    assert pages_drawn(PrintItem.objects.get(pk=first), 200) == before != pages_drawn(later, 200)
    print_letters(by=printer, items=[first, later.pk])
    assert [each.last for each in sheaves_of(job_numbered(printer, 1))] == [1, 2]
    assert Letterhead.objects.count() == 2


def test_cc_56_only_the_print_unit_prints(by: Actor) -> None:
    """CC-56: a Collector's letter goes to the buffer; the Collector has no way to print it."""
    collector = member(by, "Jan Windykator", EVERYTHING)
    ask(collector, kind="contracts.warning", channel=Channel.LETTER)
    send(by, Channel.LETTER)
    items = [item.pk for item in letters(collector)]
    assert len(items) == 1
    with pytest.raises(MissingRight):
        print_letters(by=collector, items=items)
    other = member(by, "Ewa Inna", EVERYTHING)
    assert list(letters(other)) == []


def test_a_letter_is_taken_out_before_it_is_printed(by: Actor, printer: Actor) -> None:
    (item,) = ordered(by)
    with pytest.raises(WrongInput):
        cancel_letter(by=printer, item=item, reason=" ")
    cancel_letter(by=printer, item=item, reason="He has paid.")
    assert (PrintItem.objects.get().state, Message.objects.get().state) == (PrintState.CANCELLED, State.STOPPED)
    for refused in (
        lambda: print_letters(by=printer, items=[item]),
        lambda: cancel_letter(by=printer, item=item, reason="again"),
        lambda: change_letter(by=printer, item=item, copies=1, dispatch=Dispatch.ORDINARY),
    ):
        with pytest.raises(NotInBuffer):
            refused()


def test_a_printed_letter_is_not_printed_as_if_it_waited(by: Actor, printer: Actor) -> None:
    items = ordered(by)
    print_letters(by=printer, items=items)
    with pytest.raises(NotInBuffer):
        print_letters(by=printer, items=items)


@pytest.mark.parametrize(
    ("items", "refusal"), [([], NothingToPrint), ([0], NotFound), (list(range(LETTERS_MAX + 1)), TooManyLetters)]
)
def test_what_cannot_be_printed(by: Actor, items: list[int], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        print_letters(by=by, items=items)


@pytest.mark.parametrize("changes", [{"copies": 0}, {"copies": 21}, {"dispatch": "pigeon"}])
def test_wrong_copies_and_ways_are_refused(by: Actor, changes: dict[str, Any]) -> None:
    (item,) = ordered(by)
    with pytest.raises(WrongInput):
        change_letter(by=by, item=item, **{"copies": 1, "dispatch": Dispatch.ORDINARY, **changes})


def test_the_print_unit_of_another_branch_sees_nothing(by: Actor) -> None:
    instalment_loan(by, number="77")
    ordered(by)
    wanda = member(by, "Wanda Warszawska", (PRINT.code,), scope="branch", branch="WA")
    assert list(letters(wanda)) == []
