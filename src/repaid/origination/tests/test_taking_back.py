"""A death that was recorded by mistake is taken back, with every effect as far as it goes."""

from datetime import date

import pytest

from repaid.access.actors import Actor
from repaid.access.choices import ScopeLevel
from repaid.access.commands.organisations import move_business_day
from repaid.access.models import User
from repaid.access.tests.people import member
from repaid.contracts.choices import State as ContractState
from repaid.contracts.commands.billing import bill_due
from repaid.contracts.commands.disbursement import disburse
from repaid.contracts.tests.lender import pln
from repaid.identity.tests.people import open_gateways
from repaid.kernel.refusal import Forbidden, MissingRight, NotFound, WrongInput
from repaid.messages.choices import Channel, Recipient
from repaid.messages.commands.supplying import supply_messages
from repaid.messages.foresight import foresee
from repaid.origination.choices import State, Step
from repaid.origination.commands.taking_back import undo_death
from repaid.origination.queries import application_named, queue
from repaid.origination.tests.applications import DAY, customer, entered, led_to, pan_x, playable, run
from repaid.parties.commands.change import mark_deceased
from repaid.parties.commands.client_zone import open_client_zone

LATER = date(2015, 8, 3)
"""Past the only due date of the loan."""


@pytest.fixture
def by(db: None) -> Actor:
    return pan_x()


def borrower_of(by: Actor, number: str = "23") -> str:
    return str(application_named(by, number).borrower.number)


def reminder(by: Actor) -> tuple[bool, str]:
    """Whether an overdue notice would go out now, else why not."""
    subject = application_named(by, "23").contract.subject
    (told,) = foresee(by, "contracts.overdue", subject, Recipient.BORROWER, Channel.SMS)
    return told.text is not None, str(told.reason)


def test_reminders_go_on_and_the_account_opens_again(by: Actor) -> None:
    row = led_to(by, Step.ACCEPT)
    disburse(by=by, number=row.contract.number, amount=pln("500.00"), value_date=DAY)
    open_gateways(by)
    supply_messages(by=by)
    open_client_zone(by=by, number=row.borrower.number, login="85051522226", password="Pierwsze-haslo-2015")
    move_business_day(by=by, day=LATER)
    bill_due(by=by)
    run(by, Step.DEATH)
    assert "died" in reminder(by)[1] and not User.objects.get(person=row.borrower.subject).is_active

    done = undo_death(by=by, number=row.borrower.number, reason="another person of this name")
    row = application_named(by, "23")
    assert (row.borrower.deceased_on, done.accounts, done.reopened, done.closed) == (None, 1, (), ())
    assert User.objects.get(person=row.borrower.subject).is_active
    assert reminder(by)[0]
    assert (row.work.state, row.contract.state) == (State.LAUNCHED, ContractState.ACTIVE)


def test_an_application_goes_on_where_it_stood(by: Actor) -> None:
    led_to(by, Step.VERIFY)
    run(by, Step.DEATH)
    assert not queue(by).exists()
    done = undo_death(by=by, number=borrower_of(by), reason="wrong file")
    assert done.reopened == ("23",)
    assert application_named(by, "23").work.state == State.IN_VERIFICATION and queue(by).exists()
    run(by, Step.DECIDE)
    assert application_named(by, "23").work.state == State.APPROVED


def test_a_correction_remembers_where_it_came_from(by: Actor) -> None:
    led_to(by, Step.DECIDE)
    run(by, Step.CORRECT)
    run(by, Step.DEATH)
    undo_death(by=by, number=borrower_of(by), reason="wrong file")
    work = application_named(by, "23").work
    assert (work.state, work.came_from) == (State.IN_CORRECTION, State.APPROVED)
    run(by, Step.END_CORRECTION)
    assert application_named(by, "23").work.state == State.APPROVED


def test_what_a_cancelled_contract_closed_stays_closed(by: Actor) -> None:
    led_to(by, Step.SIGN)
    entered(by, "24", borrower=borrower_of(by))
    for number in ("23", "24"):
        run(by, Step.DEATH, number)
    done = undo_death(by=by, number=borrower_of(by), reason="wrong file")
    assert (done.reopened, done.closed) == (("24",), ("23",))
    row = application_named(by, "23")
    assert (row.work.state, row.contract.state) == (State.CLOSED_BY_DEATH, ContractState.CANCELLED)
    assert application_named(by, "24").work.state == State.ENTERED


def test_a_death_that_is_true_can_be_recorded_afterwards(by: Actor) -> None:
    entered(by)
    run(by, Step.DEATH)
    undo_death(by=by, number=borrower_of(by), reason="wrong file")
    assert Step.DEATH in playable(by)
    run(by, Step.DEATH)
    results = application_named(by, "23").work.runs.filter(procedure=Step.DEATH).order_by("id")
    assert list(results.values_list("result", flat=True)) == ["positive", "undone", "positive"]
    undo_death(by=by, number=borrower_of(by), reason="again a mistake")
    assert application_named(by, "23").work.state == State.ENTERED


def test_one_recorded_on_the_page_of_the_customer(by: Actor) -> None:
    number = customer(by)
    mark_deceased(by=by, number=number, on=DAY)
    assert undo_death(by=by, number=number, reason="wrong file").accounts == 0
    with pytest.raises(Forbidden, match="No death of party"):
        undo_death(by=by, number=number, reason="wrong file")


def test_why_is_asked(by: Actor) -> None:
    number = customer(by)
    mark_deceased(by=by, number=number, on=DAY)
    with pytest.raises(WrongInput, match="A reason is missing"):
        undo_death(by=by, number=number, reason=" ")


def test_a_stranger_does_not_find_the_customer(by: Actor) -> None:
    number = customer(by)
    mark_deceased(by=by, number=number, on=DAY)
    with pytest.raises(MissingRight):
        undo_death(by=member(by, "Olga Podglądowa", ("parties.view",)), number=number, reason="wrong file")
    elsewhere = member(by, "Ewa Obca", ("parties.view", "parties.edit"), scope=ScopeLevel.BRANCH, branch="WA")
    with pytest.raises(NotFound):
        undo_death(by=elsewhere, number=number, reason="wrong file")
