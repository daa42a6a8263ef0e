"""What is sent about contracts by itself: on which days, to whom, once; and what is not true any more is not sent."""

from datetime import date
from typing import Any

import pytest

from repaid.access.actors import Actor
from repaid.access.business_day import today
from repaid.access.models import Organisation
from repaid.contracts.commands.billing import bill_due
from repaid.contracts.commands.notices import queue_notices_part, queue_receipts
from repaid.contracts.commands.reversal import reverse_event
from repaid.contracts.queries.contracts import contract_named
from repaid.contracts.queries.life import life_of
from repaid.contracts.queries.owed import owed
from repaid.contracts.queries.portfolio import id_range
from repaid.contracts.tests.lender import day_comes, instalment_loan, lender, loan_11, pay
from repaid.daily_close.run import close_until
from repaid.messages.commands.contact import save_notice
from repaid.messages.models import ContactRules, Message
from repaid.messages.queries.outbox import reason_of
from repaid.messages.tests.lender import MOBILE, demo_gateways, inbox, ready_lender, send
from repaid.parties.choices import ContactKind
from repaid.parties.commands.contacts import add_contact

DUE = date(2015, 6, 21)


@pytest.fixture
def by(db: None) -> Actor:
    """Piotr's loan of 552,34 is ten days late; Anna owes twelve instalments from 1 August 2015 on."""
    by = ready_lender()
    instalment_loan(by, number="77")
    return by


def notices_of(by: Actor, on: date) -> list[tuple[str, str]]:
    """Queue what a day gives reason to write; all messages there are."""
    queue_notices_part(by, on, *id_range(by.organisation_id))
    return sorted(Message.objects.values_list("kind", "subject__number"))


def test_ct_53_the_days_late_choose_the_contracts(by: Actor) -> None:
    """CT-53, CL-42: a contract on its day gets the reminder, once; on another day none."""
    assert notices_of(by, date(2015, 7, 2)) == []
    both = [("contracts.overdue", "11")] * 2
    assert notices_of(by, date(2015, 7, 1)) == both
    assert notices_of(by, date(2015, 7, 1)) == both
    assert set(Message.objects.values_list("channel", flat=True)) == {"sms", "email"}


def test_an_instalment_is_announced_before_it_falls_due(by: Actor) -> None:
    assert notices_of(by, date(2015, 7, 29)) == [("contracts.due_soon", "77")]


def test_a_switched_off_notice_is_not_sent_and_other_days_may_be_chosen(by: Actor) -> None:
    given: dict[str, Any] = {"channels": ["sms"], "recipients": ["borrower"]}
    save_notice(by=by, kind="contracts.overdue", is_automatic=False, days=[], **given)
    assert notices_of(by, date(2015, 7, 1)) == []
    save_notice(by=by, kind="contracts.overdue", is_automatic=True, days=[11], **given)
    assert notices_of(by, date(2015, 7, 2)) == [("contracts.overdue", "11")]


def test_cl_42_the_text_holds_the_amount_of_the_page(by: Actor) -> None:
    """CL-42: the letter, the SMS and the screen show one figure."""
    notices_of(by, date(2015, 7, 1))
    send(by)
    contract = contract_named(by, "11")
    assert owed(life_of(contract, today(by.organisation_id))).total_indebtedness == 55295
    assert "552,95 zl" in inbox(by)[0]


def test_ct_53_what_was_paid_in_the_meantime_is_not_reminded(by: Actor) -> None:
    """CT-53: a facility paid in the meantime gets no further one."""
    notices_of(by, date(2015, 7, 1))
    pay(by, "11", "552.95", date(2015, 7, 1))
    send(by)
    message = Message.objects.get(channel="sms")
    assert (message.state, inbox(by)) == ("stopped", [])
    assert str(reason_of(message)) == "Contract 11 is settled: no reminders are sent."


def test_an_announcement_of_what_is_paid_is_not_sent(by: Actor) -> None:
    add_contact(by=by, number="2", kind=ContactKind.MOBILE, value=MOBILE)
    notices_of(by, date(2015, 7, 29))
    assert Message.objects.get().given is not None
    day_comes(by, date(2015, 8, 3))
    bill_due(by=by)
    pay(by, "77", "1200.00", date(2015, 8, 3))
    send(by)
    assert str(reason_of(Message.objects.get())) == (
        "The instalment of contract 77 that fell due on 2015-08-01 is paid already."
    )


def test_a_payment_is_confirmed_once_and_only_from_now_on(by: Actor) -> None:
    pay(by, "11", "1.00", date(2015, 7, 1), "before")
    assert queue_receipts(by) == 0
    pay(by, "11", "100.00", date(2015, 7, 1), "PKO-1")
    pay(by, "11", "50.00", date(2015, 7, 1), "PKO-2")
    reverse_event(by=by, number="11", of="PKO-2", reason="not his")
    assert (queue_receipts(by), queue_receipts(by)) == (1, 0)
    send(by)
    assert inbox(by) == [
        "Krakowska Pozyczka: otrzymalismy Twoja wplate 100,00 zl z dnia 2015-07-01 na umowe 11. Dziekujemy."
    ]


def test_without_a_gateway_nothing_piles_up(db: None) -> None:
    by = lender()
    loan_11(by)
    day_comes(by, date(2015, 7, 1))
    bill_due(by=by)
    assert notices_of(by, date(2015, 7, 1)) == []


def test_the_close_of_a_day_queues_its_notices(db: None) -> None:
    by = lender()
    loan_11(by)
    demo_gateways(by)
    close_until(by=by, until=date(2015, 6, 24))
    assert list(Message.objects.order_by("id").values_list("kind", "channel", "subject__number")) == [
        ("contracts.due_soon", "sms", "11"),
        ("contracts.overdue", "sms", "11"),
        ("contracts.overdue", "email", "11"),
    ]


@pytest.mark.parametrize("loans", [1, 30])
def test_many_are_composed_with_as_many_queries_as_one(
    by: Actor, loans: int, django_assert_max_num_queries: Any
) -> None:
    add_contact(by=by, number="2", kind=ContactKind.MOBILE, value=MOBILE)
    for _loan in range(loans - 1):
        instalment_loan(by)
    ContactRules.objects.all().delete()
    notices_of(by, date(2015, 7, 29))
    organisation = Organisation.objects.get(pk=by.organisation_id)
    from repaid.messages.sending.picking import sorted_out

    messages = list(Message.objects.all())
    with django_assert_max_num_queries(20):
        sorted_out(organisation, messages, messages[0].created_at)
