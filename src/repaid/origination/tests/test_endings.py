"""Rejection, withdrawal, death: what they leave behind everywhere."""

from datetime import date

import pytest

from repaid.access.actors import Actor
from repaid.access.models import User
from repaid.access.queries import organisation_of
from repaid.activities.queries.activities import to_do
from repaid.contracts.choices import State as ContractState
from repaid.contracts.commands.disbursement import disburse
from repaid.contracts.commands.ground import ReasonMissing
from repaid.contracts.tests.lender import pln
from repaid.identity.tests.people import open_gateways
from repaid.kernel.refusal import Forbidden
from repaid.messages.choices import Channel
from repaid.messages.commands.queueing import queue_message
from repaid.messages.models import Message
from repaid.messages.sending.run import send_due
from repaid.origination.choices import State, Step
from repaid.origination.queries import application_named, queue
from repaid.origination.tests.applications import DAY, entered, led_to, pan_x, playable, run
from repaid.parties.commands.client_zone import open_client_zone
from repaid.parties.commands.register import register_company


@pytest.fixture(scope="module")
def made(module_db: None) -> Actor:
    return pan_x()


@pytest.fixture
def by(db: None, made: Actor) -> Actor:
    return made


def paid_out(by: Actor) -> None:
    row = led_to(by, Step.ACCEPT)
    disburse(by=by, number=row.contract.number, amount=pln("500.00"), value_date=DAY)


def test_cz_33_rejected_and_nothing_runs_any_more(by: Actor) -> None:
    """CZ-33: after Run the header shows "rejected" and no further procedures except viewing can be run."""
    led_to(by, Step.SIGN)
    with pytest.raises(ReasonMissing):
        run(by, Step.REJECT, reason="")
    run(by, Step.REJECT)
    row = application_named(by, "23")
    assert (row.work.state, row.contract.state) == (State.REJECTED, ContractState.CANCELLED)
    assert playable(by) == []
    assert not queue(by).exists()


@pytest.mark.parametrize("step", [Step.REJECT, Step.WITHDRAW, Step.CORRECT])
def test_cz_33_not_after_the_money_is_paid_out(by: Actor, step: Step) -> None:
    """CZ-33: rejection of an application with a disbursed loan is refused by the pre-check with a clear message."""
    paid_out(by)
    with pytest.raises(Forbidden, match="The loan of application 23 is already paid out"):
        run(by, step)


def test_cz_34_withdrawn_by_the_customer_with_date(by: Actor) -> None:
    """CZ-34: after Run the header shows "withdrawn by customer" with date."""
    led_to(by, Step.ACCEPT)
    run(by, Step.WITHDRAW)
    row = application_named(by, "23")
    assert (row.work.state, row.work.since) == (State.WITHDRAWN, DAY)
    assert row.contract.state == ContractState.CANCELLED


def test_cz_34_no_further_automatic_messages(by: Actor) -> None:
    """CZ-34: the customer gets no further automatic messages on it: a reminder that was asked for is stopped."""
    row = led_to(by, Step.ACCEPT)
    open_gateways(by)
    run(by, Step.WITHDRAW)
    for kind in ("contracts.due_soon", "contracts.overdue"):
        queue_message(
            by=by, key=kind, channel=Channel.SMS, kind=kind, about="contract", number=row.contract.number
        )  # fmt: skip
    send_due(organisation_of(by), Channel.SMS)
    assert set(Message.objects.values_list("state", "rule")) == {("stopped", "contract_over")}


def test_an_ending_closes_what_the_author_was_asked(by: Actor) -> None:
    led_to(by, Step.VERIFY)
    run(by, Step.CORRECT)
    assert to_do(by, DAY).exists()
    run(by, Step.WITHDRAW)
    assert not to_do(by, DAY).exists() and not queue(by).exists()


class TestDeath:
    def test_cz_35_marked_everywhere_and_blocked(self, by: Actor) -> None:
        """CZ-35: after Run the customer is marked deceased, the client-zone account is blocked; it is closed."""
        row = led_to(by, Step.SIGN)
        open_client_zone(by=by, number=row.borrower.number, login="85051522226", password="Pierwsze-haslo-2015")
        run(by, Step.DEATH, on=date(2015, 6, 14))
        row = application_named(by, "23")
        assert row.borrower.deceased_on == date(2015, 6, 14)
        assert not User.objects.get(person=row.borrower.subject).is_active
        assert (row.work.state, row.contract.state) == (State.CLOSED_BY_DEATH, ContractState.CANCELLED)

    def test_after_the_pay_out_the_contract_goes_on(self, by: Actor) -> None:
        paid_out(by)
        run(by, Step.DEATH)
        row = application_named(by, "23")
        assert (row.work.state, row.contract.state) == (State.LAUNCHED, ContractState.ACTIVE)
        assert Step.DEATH not in playable(by)

    def test_a_second_application_of_the_same_customer(self, by: Actor) -> None:
        row = led_to(by, Step.VERIFY)
        entered(by, "24", borrower=row.borrower.number)
        run(by, Step.DEATH, "23")
        run(by, Step.DEATH, "24")
        assert application_named(by, "24").work.state == State.CLOSED_BY_DEATH

    def test_a_company_cannot_die(self, by: Actor) -> None:
        company = register_company(by=by, name="Przykład sp. z o.o.").number
        entered(by, borrower=company)
        with pytest.raises(Forbidden, match="The borrower is a company"):
            run(by, Step.DEATH)
