"""A long statement: kept once, settled part by part, and where it was broken off it goes on."""

from datetime import date

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from repaid.access.actors import Actor
from repaid.access.models import User
from repaid.access.tests.people import member
from repaid.contracts.commands.billing import bill_due
from repaid.contracts.queries.contracts import contract_named
from repaid.contracts.rights import BOOK_PAYMENTS
from repaid.contracts.tests.books import assert_books_balance
from repaid.contracts.tests.lender import day_comes, instalment_loan, lender
from repaid.kernel.refusal import NotFound
from repaid.payments.commands.statements import PartIsWrong, keep_file
from repaid.payments.models import Payment
from repaid.payments.rights import TAKE_STATEMENTS
from repaid.payments.tests.money import table
from repaid.settling import intakes, jobs
from repaid.settling.choices import IntakeState
from repaid.settling.commands import intake
from repaid.settling.models import Intake, Settlement
from repaid.settling.taking_in import take_in

DUE = date(2015, 6, 21)
NUMBERS = ("A-1", "A-2", "A-3")
WRONG = "\n2015-06-21;1x;PLN;Jan;;;\n"


@pytest.fixture(autouse=True)
def short_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intakes, "LONG_FROM", 3)
    monkeypatch.setattr(intake, "BATCH", 2)


@pytest.fixture(scope="module")
def made(module_db: None) -> Actor:
    found = lender()
    for number in NUMBERS:
        instalment_loan(found, number=number)
    day_comes(found, DUE)
    bill_due(by=found)
    return found


@pytest.fixture
def by(db: None, made: Actor) -> Actor:
    return made


def statement(by: Actor) -> bytes:
    """Five payments of three contracts, and one of nobody."""
    accounts = [contract_named(by, number).account for number in (*NUMBERS, "A-1", "A-2")]
    rows = [(f"{place}00,50", "Anna Kowalska", "", f"rata {account}") for place, account in enumerate(accounts, 1)]
    return table([*rows, ("7,00", "Jan", "", "czynsz")], DUE)


def test_part_by_part_is_all_of_it(by: Actor) -> None:
    told: list[intakes.Progress] = []
    done = take_in(by, "bank.csv", statement(by), keep_good=False, listener=told.append)
    assert (done.done.new, done.done.known, done.settled) == (6, 0, 5)
    assert done.done.sums[0].minor == 150_950
    assert [(each.step, each.done, each.all) for each in told] == [
        (IntakeState.STORING, 0, 0),
        *((IntakeState.SETTLING, looked_at, 6) for looked_at in (0, 2, 4, 6)),
    ]
    assert_books_balance(by)


def test_again_takes_in_nothing_more(by: Actor) -> None:
    take_in(by, "bank.csv", statement(by), keep_good=False)
    again = take_in(by, "bank.csv", statement(by), keep_good=False)
    assert (again.done.new, again.done.known, again.settled) == (0, 6, 0)
    assert (Payment.objects.count(), Settlement.objects.count()) == (6, 5)


def test_broken_off_it_goes_on(by: Actor) -> None:
    file = keep_file(by=by, name="bank.csv", content=statement(by)).file_id
    first = intake.begin_intake(by=by, file=file)
    intake.store_intake(by=by, intake=first.intake_id)
    intake.settle_intake_part(by=by, intake=first.intake_id)
    assert not intake.begin_intake(by=by, file=file).is_new
    done = take_in(by, "bank.csv", statement(by), keep_good=False)
    assert (done.done.new, done.settled, Settlement.objects.count()) == (6, 5, 5)
    assert_books_balance(by)


def test_a_wrong_part_takes_in_nothing_and_stands_with_the_intake(by: Actor) -> None:
    content = statement(by) + WRONG.encode()
    with pytest.raises(PartIsWrong):
        take_in(by, "bank.csv", content, keep_good=False)
    row = Intake.objects.get()
    assert (row.state, Payment.objects.count()) == (IntakeState.REFUSED, 0)
    assert "1x" in row.refusal
    assert take_in(by, "bank.csv", content, keep_good=True).settled == 5


def test_who_may_not_book_only_keeps_it(by: Actor) -> None:
    jan = member(by, "Jan Kowalski", (TAKE_STATEMENTS.code,))
    assert take_in(jan, "bank.csv", statement(by), keep_good=False).settled == 0
    assert Payment.objects.count() == 6


def test_an_intake_of_another_lender_is_not_found(by: Actor) -> None:
    file = keep_file(by=by, name="bank.csv", content=statement(by)).file_id
    begun_by_us = intake.begin_intake(by=by, file=file).intake_id
    with pytest.raises(NotFound):
        intakes.intake_named(by, begun_by_us + 1)


def test_a_worker_takes_it_in_as_the_person_who_began(by: Actor) -> None:
    jan = member(by, "Jan Kowalski", (TAKE_STATEMENTS.code, BOOK_PAYMENTS.code))
    file = keep_file(by=jan, name="bank.csv", content=statement(by)).file_id
    key = jobs.take_in_by_worker(by=jan, file=file, keep_good=False)
    job = ProcrastinateJob.objects.get()
    assert job.task_name == "settling.take_in"
    jobs.take_in_file(**job.args)
    assert intakes.intake_named(by, key).settled == 5
    assert {row.entered_by_id for row in Payment.objects.all()} == {jan.user_id}


def test_a_worker_keeps_why_not_in_the_language_of_the_person(by: Actor) -> None:
    jan = member(by, "Jan Kowalski", (TAKE_STATEMENTS.code,))
    User.objects.filter(pk=jan.user_id).update(language="pl")
    file = keep_file(by=jan, name="bank.csv", content=statement(by) + WRONG.encode()).file_id
    key = jobs.take_in_by_worker(by=jan, file=file, keep_good=False)
    jobs.take_in_file(**ProcrastinateJob.objects.get().args)
    assert "pliku" in intakes.intake_named(by, key).refusal


@pytest.mark.parametrize(
    ("content", "long"),
    [
        (b"a\nb\nc\n", False),
        (b"a\nb\nc\nd\n", True),
        (b"\n:61:1\n:86:x\ny\nz\n:61:2", False),
        (b"<a:Ntry></a:Ntry>" * 4, True),
        (b"PK\x03\x04", False),
    ],
    ids=["a short table", "a long table", "lines of words count for nothing", "CAMT", "a workbook"],
)
def test_length_is_told_by_the_bytes(content: bytes, long: bool) -> None:
    assert intakes.is_long(content) is long
