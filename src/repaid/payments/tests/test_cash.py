"""Cash in the field: receipt numbers reserved before, each written once (CC-48)."""

import pytest

from repaid.access.actors import Actor
from repaid.access.tests.people import member
from repaid.contracts.tests.lender import LAUNCH, lender, loan_11
from repaid.kernel.refusal import MissingRight, NotFound, WrongInput
from repaid.ledger.choices import Role
from repaid.payments.choices import State
from repaid.payments.commands.cash import record_cash
from repaid.payments.commands.receipts import (
    NotHoldingReceipts,
    NotYourReceipt,
    ReceiptUsed,
    ReceiptVoided,
    reserve_receipt_block,
    reserve_receipts_for,
    void_receipt,
)
from repaid.payments.commands.standing import ReasonMissing
from repaid.payments.queries import payment_named
from repaid.payments.receipts import block_with, blocks, next_receipt, receipts_of
from repaid.payments.rights import CONTROL_CASH, RECEIVE_CASH
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


def took(by: Actor, receipt: int, amount: str = "100.00") -> str:
    """Cash on a receipt; the number of the payment."""
    return record_cash(by=by, receipt=receipt, amount=pln(amount), value_date=LAUNCH, contract="11").number


class TestReserveReceiptsFor:
    @pytest.fixture
    def office(self, by: Actor) -> Actor:
        return member(by, "Ewa Biurowa", (CONTROL_CASH.code, RECEIVE_CASH.code))

    def test_it_works(self, office: Actor, tomek: Actor) -> None:
        block = reserve_receipts_for(by=office, holder=tomek.user_id, count=10)
        assert took(tomek, block.first)
        assert [row.holder_id for row in blocks(office)] == [tomek.user_id]

    def test_only_for_who_receives_cash(self, by: Actor, office: Actor) -> None:
        jan = member(by, "Jan Kowalski", ("contracts.view",))
        with pytest.raises(NotHoldingReceipts, match="Jan Kowalski"):
            reserve_receipts_for(by=office, holder=jan.user_id, count=10)

    def test_for_nobody(self, office: Actor) -> None:
        with pytest.raises(NotFound):
            reserve_receipts_for(by=office, holder=0, count=10)

    def test_without_the_right(self, tomek: Actor) -> None:
        with pytest.raises(MissingRight):
            reserve_receipts_for(by=tomek, holder=tomek.user_id, count=10)


class TestVoidReceipt:
    def test_it_is_never_used(self, tomek: Actor) -> None:
        block = reserve_receipt_block(by=tomek, count=10)
        assert void_receipt(by=tomek, receipt=block.first, reason="Torn").is_new
        assert not void_receipt(by=tomek, receipt=block.first, reason="Torn").is_new
        with pytest.raises(ReceiptVoided, match="Torn"):
            took(tomek, block.first)

    def test_not_one_that_was_written(self, tomek: Actor) -> None:
        block = reserve_receipt_block(by=tomek, count=10)
        took(tomek, block.first)
        with pytest.raises(ReceiptUsed, match=r"100\.00 PLN"):
            void_receipt(by=tomek, receipt=block.first, reason="Torn")

    def test_not_one_of_a_colleague(self, by: Actor, tomek: Actor) -> None:
        block = reserve_receipt_block(by=tomek, count=10)
        with pytest.raises(NotYourReceipt):
            void_receipt(by=member(by, "Ola Terenowa", (RECEIVE_CASH.code,)), receipt=block.first, reason="Torn")

    def test_with_a_reason(self, tomek: Actor) -> None:
        with pytest.raises(ReasonMissing):
            void_receipt(by=tomek, receipt=reserve_receipt_block(by=tomek, count=1).first, reason=" ")

    def test_without_the_right(self, by: Actor) -> None:
        with pytest.raises(MissingRight):
            void_receipt(by=member(by, "Jan Kowalski", ("contracts.view",)), receipt=1, reason="Torn")


class TestReceipts:
    def test_what_became_of_each_number(self, tomek: Actor) -> None:
        block = reserve_receipt_block(by=tomek, count=5)
        assert next_receipt(tomek) == block.first
        number = took(tomek, block.first)
        took(tomek, block.first + 3)
        void_receipt(by=tomek, receipt=block.first + 1, reason="Torn")
        row = block_with(tomek, block.last)
        assert (row.written, row.voided, row.missing, row.free) == (2, 1, 1, 1)
        fates = [each.fate for each in receipts_of(row)]
        assert fates == ["written", "voided", "missing", "written", "free"]
        assert (receipts_of(row)[0].payment, receipts_of(row)[1].reason) == (number, "Torn")
        assert next_receipt(tomek) == block.last

    def test_a_block_that_is_used_up_gives_way_to_the_next(self, tomek: Actor) -> None:
        first, second = reserve_receipt_block(by=tomek, count=1), reserve_receipt_block(by=tomek, count=1)
        assert next_receipt(tomek) == first.first
        took(tomek, first.first)
        assert next_receipt(tomek) == second.first
        took(tomek, second.first)
        assert next_receipt(tomek) is None

    def test_a_colleague_sees_none_of_it(self, by: Actor, tomek: Actor) -> None:
        block = reserve_receipt_block(by=tomek, count=5)
        other = member(by, "Ola Terenowa", (RECEIVE_CASH.code,))
        assert not blocks(other).exists()
        with pytest.raises(NotFound):
            block_with(other, block.first)
