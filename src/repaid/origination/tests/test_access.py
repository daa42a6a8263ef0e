"""Access to the client zone from an application: account and password by SMS."""

from datetime import date

import pytest

from repaid.access.actors import Actor
from repaid.access.commands.organisations import move_business_day
from repaid.access.models import User
from repaid.access.queries import organisation_of
from repaid.contracts.commands.billing import bill_due
from repaid.contracts.commands.disbursement import disburse
from repaid.contracts.tests.lender import pln
from repaid.identity.tests.people import CLIENT_ZONE, log_in, open_gateways, password_in, sent
from repaid.kernel.refusal import Forbidden
from repaid.messages.choices import Channel
from repaid.messages.commands.queueing import queue_message
from repaid.messages.models import Message
from repaid.messages.sending.run import send_due
from repaid.origination.choices import Step
from repaid.origination.queries import application_named
from repaid.origination.remarks import remarks
from repaid.origination.rules import checks
from repaid.origination.tests.applications import DAY, PESEL, TELEPHONE, entered, led_to, pan_x, playable, run
from repaid.parties.models import Identifier


@pytest.fixture
def by(db: None) -> Actor:
    by = pan_x()
    open_gateways(by)
    return by


def said(by: Actor) -> list[str]:
    return [str(each) for each in checks(by, application_named(by, "23"), Step.CLIENT_ZONE)]


def test_cz_19_the_remark_names_login_and_number_and_nothing_happens(by: Actor) -> None:
    """CZ-19: the text names login 85051522226 and number 600000001; nothing has been created or sent yet."""
    row = application_named(by, entered(by))
    assert [str(each) for each in remarks(row, Step.CLIENT_ZONE)] == [
        "For the user with login 85051522226 an account in the client zone will be created. "
        "An SMS with the password will be sent to number +48600000001."
    ]
    assert said(by) == []
    assert not User.objects.filter(audience="customer").exists()
    assert not Message.objects.exists()


def test_cz_21_the_password_of_the_sms_logs_in(by: Actor) -> None:
    """CZ-21: executed, positive, Pan X, today; one SMS to 600000001; the password in it logs in; no data in clear."""
    entered(by)
    done = run(by, Step.CLIENT_ZONE)
    ran = application_named(by, "23").work.runs.get(procedure="client_zone")
    assert (ran.result, ran.run_by.name) == ("positive", "Pan X")
    message = Message.objects.get()
    assert (message.pk, message.channel, str(message.address)) == (done.message_id, Channel.SMS, f"+48{TELEPHONE}")
    password = password_in(sent(by, Channel.SMS))
    assert log_in(CLIENT_ZONE, PESEL, password).status_code == 302
    assert password not in User.objects.get(audience="customer").password
    assert PESEL not in str(ran.remarks) and TELEPHONE not in str(ran.remarks)


def test_cz_38_again_a_new_password_and_the_old_one_works_no_more(by: Actor) -> None:
    """CZ-38: a new SMS password replaces the old one, which no longer works; there is no second account."""
    entered(by)
    run(by, Step.CLIENT_ZONE)
    old = password_in(sent(by, Channel.SMS))
    assert Step.CLIENT_ZONE in playable(by)
    assert "A new password replaces the old one." in str(remarks(application_named(by, "23"), Step.CLIENT_ZONE)[0])
    done = run(by, Step.CLIENT_ZONE)
    new = password_in(sent(by, Channel.SMS))
    assert not done.is_new and new != old
    assert User.objects.filter(audience="customer").count() == 1
    assert log_in(CLIENT_ZONE, PESEL, old).status_code != 302
    assert log_in(CLIENT_ZONE, PESEL, new).status_code == 302


def test_cz_02_no_account_before_the_procedure(by: Actor) -> None:
    """CZ-02: before it is run a login attempt with that number is refused."""
    entered(by)
    assert log_in(CLIENT_ZONE, PESEL, "some-password-2015").status_code != 302


def test_cz_20_what_stands_in_the_way_is_listed(by: Actor) -> None:
    """CZ-20: telephone number missing; a wrong checksum of the national id."""
    row = application_named(by, entered(by, telephone=""))
    Identifier.objects.filter(party=row.borrower).update(value="85051522227")
    assert said(by) == [
        "The telephone number is missing from the application. Please add it.",
        "This national ID number is not right. Please check the digits.",
    ]
    with pytest.raises(Forbidden, match="telephone number is missing from the application"):
        run(by, Step.CLIENT_ZONE)


@pytest.mark.django_db
def test_cz_20_without_a_gateway() -> None:
    """CZ-20: SMS gateway not configured."""
    by = pan_x()
    entered(by)
    assert said(by) == ["SMS cannot be sent: no gateway is set. An administrator can set it."]


def test_cz_35_reminders_stop_with_a_death(by: Actor) -> None:
    """CZ-35: automatic dunning to that person stops, though the paid-out contract is overdue."""
    row = led_to(by, Step.ACCEPT)
    disburse(by=by, number=row.contract.number, amount=pln("500.00"), value_date=DAY)
    move_business_day(by=by, day=date(2015, 8, 1))
    bill_due(by=by)
    asked = {"kind": "contracts.overdue", "about": "contract", "number": row.contract.number}
    run(by, Step.DEATH)
    queue_message(by=by, key="first", channel=Channel.SMS, **asked)
    send_due(organisation_of(by), Channel.SMS)
    assert list(Message.objects.values_list("state", "rule")) == [("stopped", "deceased")]


def test_after_a_death_the_account_is_shut_and_cannot_be_opened(by: Actor) -> None:
    """CZ-35: the client-zone account is blocked."""
    entered(by)
    run(by, Step.CLIENT_ZONE)
    password = password_in(sent(by, Channel.SMS))
    run(by, Step.DEATH)
    assert log_in(CLIENT_ZONE, PESEL, password).status_code != 302
