"""Cash in the field: receipt numbers reserved before, each written once (CC-48)."""

import pytest

from repaid.access.actors import Actor
from repaid.access.tests.people import member
from repaid.contracts.tests.lender import LAUNCH, lender, loan_11
from repaid.kernel.refusal import MissingRight, WrongInput
from repaid.ledger.choices import Role
from repaid.payments.choices import State
from repaid.payments.commands.cash import NotYourReceipt, ReceiptUsed, record_cash, reserve_receipt_block
from repaid.payments.queries import payment_named
from repaid.payments.rights import RECEIVE_CASH
from repaid.payments.tests.money import pln, standing


@pytest.fixture
def by(db: None) -> Actor:
    found = lender()
    loan_11(found)
    return found


@pytest.fixture
def tomek(by: Actor) -> Actor:
    """A collector in the field."""
    return member(by, "Tomek Terenowy", (RECEIVE_CASH.code, "contracts.view"))


class TestReserveReceiptBlock:
    def test_nobody_else_gets_the_numbers(self, by: Actor, tomek: Actor) -> None:
        other = member(by, "Ola Terenowa", (RECEIVE_CASH.code,))
        first, second = reserve_receipt_block(by=tomek, count=50), reserve_receipt_block(by=other, count=50)
        assert second.first == first.last + 1

    @pytest.mark.parametrize("count", [0, 501])
    def test_of_a_size_that_makes_sense(self, tomek: Actor, count: int) -> None:
        with pytest.raises(WrongInput):
            reserve_receipt_block(by=tomek, count=count)


class TestRecordCash:
    def test_cc_48_a_hundred_in_cash_is_seen_by_the_office(self, by: Actor, tomek: Actor) -> None:
        block = reserve_receipt_block(by=tomek, count=10)
        done = record_cash(by=tomek, receipt=block.first, amount=pln("100.00"), value_date=LAUNCH, contract="11")
        row = payment_named(by, done.number)
        assert (row.state, row.entered_by_id) == (State.UNSETTLED, tomek.user_id)
        assert (standing(by, Role.CASH_CLEARING), standing(by, Role.UNALLOCATED_RECEIPTS)) == (10000, -10000)

    def test_the_same_receipt_again_is_the_same_payment(self, tomek: Actor) -> None:
        block = reserve_receipt_block(by=tomek, count=10)
        told = {"receipt": block.first, "value_date": LAUNCH, "contract": "11"}
        first = record_cash(by=tomek, amount=pln("100.00"), **told)
        again = record_cash(by=tomek, amount=pln("100.00"), **told)
        assert (again.number, again.is_new) == (first.number, False)
        with pytest.raises(ReceiptUsed, match=r"100\.00 PLN"):
            record_cash(by=tomek, amount=pln("200.00"), **told)

    def test_a_number_of_nobody(self, tomek: Actor) -> None:
        with pytest.raises(NotYourReceipt):
            record_cash(by=tomek, receipt=1, amount=pln("100.00"), value_date=LAUNCH, contract="11")

    def test_without_the_right(self, by: Actor) -> None:
        with pytest.raises(MissingRight):
            reserve_receipt_block(by=member(by, "Jan Kowalski", ("contracts.view",)), count=1)
