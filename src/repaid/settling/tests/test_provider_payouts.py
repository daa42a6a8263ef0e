"""A provider's collective transfer: what was booked online is not booked a second time."""

from datetime import date

import pytest

from repaid.access.actors import Actor
from repaid.contracts.tests.books import assert_books_balance
from repaid.contracts.tests.lender import day_comes, instalment_loan
from repaid.ledger.choices import Role
from repaid.payments.commands.provider_payouts import PayoutBooked, accept_provider_payout
from repaid.payments.models import Payment
from repaid.payments.queries import waiting, waiting_total
from repaid.payments.queries.online import differing_payouts, not_paid_out
from repaid.payments.tests.money import standing, table
from repaid.settling.models import Settlement
from repaid.settling.taking_in import take_in
from repaid.settling.tests.paying import begun, online, paying_lender, told

LATER = date(2015, 6, 24)


@pytest.fixture
def by(db: None) -> Actor:
    """552,34 and 100,00 were paid online on 2015-06-21; three days later the provider pays out."""
    by = paying_lender()
    instalment_loan(by, number="77")
    for row in (begun(by), begun(by, "100.00", "form-2", contract="77")):
        told(by, row)
    day_comes(by, LATER)
    return by


def statement(by: Actor, amount: str, title: str = "wyplata") -> None:
    take_in(by, "wyciag.csv", table([(amount, "REPAID PAY sp. z o.o.", "", title)], LATER), keep_good=True)


def test_the_whole_sum_is_booked_against_the_provider(by: Actor) -> None:
    """Days later the bank tells of 652,34: matched by the sum, not booked again, even where it names contract 11."""
    before = standing(by, Role.BANK_CLEARING)
    statement(by, "652.34", "wyplata umowa 11")
    assert standing(by, Role.PROVIDER_CLEARING) == 0
    assert standing(by, Role.BANK_CLEARING) == before + 65234
    assert (waiting(by).count(), waiting_total(by.organisation_id, "PLN")) == (0, 0)
    assert Settlement.objects.count() == 2
    payout = online(by, "1").payout
    assert (payout.payment.number, payout.difference) == (Payment.objects.latest("id").number, 0)
    assert not_paid_out(by) == {}
    assert_books_balance(by)
    statement(by, "652.34", "wyplata umowa 11")
    assert Payment.objects.count() == 3


def test_the_oldest_up_to_the_sum_or_those_it_names(by: Actor) -> None:
    statement(by, "100.00", "wyplata SIM-2")
    assert (online(by, "1").payout, online(by, "2").payout.expected) == (None, 10000)
    statement(by, "552.34")
    assert online(by, "1").payout.expected == 55234
    assert standing(by, Role.PROVIDER_CLEARING) == 0


def test_a_difference_is_a_finding_until_a_person_accepts_it(by: Actor) -> None:
    statement(by, "649.99")
    found = differing_payouts(by).get()
    assert (found.expected, found.received, found.difference) == (65234, 64999, -235)
    assert waiting(by).count() == 1
    done = accept_provider_payout(by=by, number=found.payment.number, reason="Prowizja operatora")
    assert (done.payments, done.difference.minor) == (2, -235)
    assert not differing_payouts(by).exists()
    assert standing(by, Role.PROVIDER_CLEARING) == 235
    assert_books_balance(by)
    with pytest.raises(PayoutBooked):
        accept_provider_payout(by=by, number=found.payment.number, reason="Jeszcze raz")
