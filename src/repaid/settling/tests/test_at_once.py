"""Several people and the machine settle the same money at once: it is settled once, and nobody waits for ever."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection

from repaid.access.actors import Actor
from repaid.contracts.commands.reversal import reverse_event
from repaid.contracts.tests.books import assert_books_balance
from repaid.contracts.tests.lender import ACCOUNT, LAUNCH, day_comes, instalment_loan, lender, loan_11, pln
from repaid.kernel.refusal import Refusal
from repaid.payments.commands.statements import import_statement
from repaid.payments.queries import payments, waiting_total
from repaid.payments.tests.money import table
from repaid.settling.commands.automatic import settle_all_matching
from repaid.settling.commands.settling import settle_payment
from repaid.settling.models import Settlement
from repaid.settling.tests.paying import DUE, begun, provider, told

DAY: date = LAUNCH


@pytest.fixture
def by(transactional_db: None) -> Actor:
    found = lender()
    loan_11(found)
    instalment_loan(found, number="77")
    return found


def test_one_payment_is_settled_once(by: Actor) -> None:
    rows = [(f"{place}00,00", "Piotr", "", f"{ACCOUNT} nr {place}") for place in range(1, 9)]
    import_statement(by=by, name="a.csv", content=table(rows, DAY))
    numbers = list(payments(by).values_list("number", flat=True))

    def by_hand(number: str) -> None:
        act(lambda: settle_payment(by=by, number=number, lines=[("77", pln("100.00"))]))

    def act(deed: object) -> None:
        try:
            deed()  # type: ignore[operator]
        except Refusal:
            pass
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        done = [pool.submit(by_hand, number) for number in numbers]
        done += [pool.submit(act, lambda: settle_all_matching(by)) for _clerk in range(3)]
        done += [pool.submit(act, lambda: undo(by)) for _clerk in range(3)]
        for each in done:
            each.result()
    for row in payments(by):
        in_force = row.settlements.filter(withdrawn_at=None).values_list("amount", flat=True)
        assert row.settled == sum(in_force) <= row.amount
    left = sum(row.rest for row in payments(by))
    assert waiting_total(by.organisation_id, "PLN") == left
    assert_books_balance(by)


def undo(by: Actor) -> None:
    """Reverse the newest settlement on its contract."""
    row = Settlement.objects.filter(withdrawn_at=None).select_related("contract__subject").order_by("-pk").first()
    if row is not None:
        reverse_event(by=by, number=row.contract.number, of=row.event_key, reason="Wrong")


def test_cz_54_one_notification_at_several_doors_at_once_books_once(by: Actor) -> None:
    """CZ-54: four processes hear the same confirmation at the same moment: one payment."""
    day_comes(by, DUE)
    provider(by)
    row = begun(by)

    def hear() -> str:
        try:
            return told(by, row).outcome
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        outcomes = [each.result() for each in [pool.submit(hear) for _process in range(4)]]
    assert sorted(outcomes) == ["booked", "repeated", "repeated", "repeated"]
    assert payments(by).count() == 1
    assert_books_balance(by)
