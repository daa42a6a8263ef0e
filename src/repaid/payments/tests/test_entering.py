"""Payments entered by hand, parked, taken back, searched (CC-39, CC-42)."""

from datetime import date

import pytest

from repaid.access.actors import Actor
from repaid.access.models import AuditRecord
from repaid.access.tests.people import krakowska, member
from repaid.contracts.tests.lender import LAUNCH, loan_11
from repaid.contracts.tests.lender import lender as lender_with_loans
from repaid.kernel.refusal import MissingRight, NotFound
from repaid.ledger.choices import Role
from repaid.payments.choices import Channel, State
from repaid.payments.commands.entering import (
    AmountNotPositive,
    LaterThanToday,
    ProbablyTwice,
    register_payment,
)
from repaid.payments.commands.standing import (
    NotWaiting,
    ReasonMissing,
    assign_payment,
    park_payment,
    take_up_payment,
    withdraw_payment,
)
from repaid.payments.models import Payment
from repaid.payments.queries import payment_named, payments, waiting, waiting_sums
from repaid.payments.rights import VIEW
from repaid.payments.tests.money import DAY, lender, pln, standing


@pytest.fixture
def by(db: None) -> Actor:
    return lender()


def enter(by: Actor, amount: str = "552.34", payer: str = "Piotr Wzorcowy", **more: object) -> str:
    """A payment of the business day; returns its number."""
    return register_payment(by=by, amount=pln(amount), value_date=DAY, payer=payer, **more).number


class TestRegisterPayment:
    def test_cc_39_with_a_case_it_is_unsettled_and_found(self, db: None) -> None:
        """CC-39, CC-42: 552,34 with a case is unsettled and found by its amount."""
        by = lender_with_loans()
        contract = loan_11(by)
        done = register_payment(by=by, amount=pln("552.34"), value_date=LAUNCH, payer="Piotr", contract="11")
        row = payments(by, least=55234, most=55234).get()
        assert (row.number, row.state, row.subject) == (done.number, State.UNSETTLED, contract.subject)

    def test_without_a_case_it_is_unmatched_and_waits_in_the_books(self, by: Actor) -> None:
        row = payment_named(by, enter(by))
        assert (row.state, row.rest, row.words.payer) == (State.UNMATCHED, 55234, "Piotr Wzorcowy")
        assert (standing(by, Role.BANK_CLEARING), standing(by, Role.UNALLOCATED_RECEIPTS)) == (55234, -55234)

    @pytest.mark.parametrize("amount", ["0.00", "-1.00"])
    def test_cc_39_nothing_or_less_is_refused(self, by: Actor, amount: str) -> None:
        with pytest.raises(AmountNotPositive):
            enter(by, amount)
        assert not Payment.objects.exists()

    def test_a_day_that_has_not_come(self, by: Actor) -> None:
        with pytest.raises(LaterThanToday):
            register_payment(by=by, amount=pln("1.00"), value_date=date(2026, 11, 21))

    def test_cc_39_a_probable_duplicate_is_asked_about(self, by: Actor) -> None:
        first = enter(by)
        with pytest.raises(ProbablyTwice, match=f"Payment {first} has the same"):
            enter(by, payer="PIOTR  wzorcowy")
        assert enter(by, is_another=True) != first

    def test_the_same_key_twice_is_one_payment(self, by: Actor) -> None:
        first = enter(by, key="a1")
        again = register_payment(by=by, amount=pln("552.34"), value_date=DAY, payer="Piotr Wzorcowy", key="a1")
        assert (again.number, again.is_new) == (first, False)
        assert standing(by, Role.BANK_CLEARING) == 55234

    @pytest.mark.parametrize(
        ("channel", "role"), [(Channel.CASH, Role.CASH_CLEARING), (Channel.ONLINE, Role.PROVIDER_CLEARING)]
    )
    def test_cc_39_the_channel_says_where_the_money_stands(self, by: Actor, channel: Channel, role: Role) -> None:
        number = enter(by, channel=channel)
        assert (standing(by, role), standing(by, Role.BANK_CLEARING)) == (55234, 0)
        withdraw_payment(by=by, number=number, reason="Entered twice")
        assert standing(by, role) == 0

    def test_cc_39_a_debtor_without_a_case(self, db: None) -> None:
        by = lender_with_loans()
        contract = loan_11(by)
        done = register_payment(by=by, amount=pln("552.34"), value_date=LAUNCH, customer="1")
        row = payment_named(by, done.number)
        assert (row.state, row.subject.kind) == (State.UNSETTLED, "party")
        assert row.subject in [person.person for person in contract.subject.people.all()]

    def test_an_unknown_contract(self, by: Actor) -> None:
        with pytest.raises(NotFound):
            enter(by, contract="404")

    def test_the_audit_record_names_nobody(self, by: Actor) -> None:
        enter(by, title="rata Piotra", payer_account="61 1090 1014 0000 0712 1981 2874")
        told = AuditRecord.objects.get(command="payments.register_payment").arguments
        assert (told["payer"], told["title"], told["payer_account"]) == ("•", "•", "•")

    def test_without_the_right(self, by: Actor) -> None:
        with pytest.raises(MissingRight):
            enter(member(by, "Jan Kowalski", (VIEW.code,)))


class TestStanding:
    def test_a_withdrawn_payment_leaves_the_books(self, by: Actor) -> None:
        number = enter(by)
        done = withdraw_payment(by=by, number=number, reason="Sent back to the payer")
        assert done.state == State.WITHDRAWN
        assert (standing(by, Role.BANK_CLEARING), standing(by, Role.UNALLOCATED_RECEIPTS)) == (0, 0)
        with pytest.raises(NotWaiting):
            withdraw_payment(by=by, number=number, reason="Once more")

    def test_parked_and_taken_up_again(self, by: Actor) -> None:
        number = enter(by)
        assert park_payment(by=by, number=number, reason="We ask the bank").state == State.PARKED
        assert not waiting(by).exists()
        assert take_up_payment(by=by, number=number).state == State.UNMATCHED
        assert waiting(by).get().number == number

    def test_parking_needs_a_reason(self, by: Actor) -> None:
        with pytest.raises(ReasonMissing):
            park_payment(by=by, number=enter(by), reason=" ")

    def test_an_owner_is_named(self, db: None) -> None:
        by = lender_with_loans()
        contract = loan_11(by)
        number = register_payment(by=by, amount=pln("5.00"), value_date=LAUNCH).number
        done = assign_payment(by=by, number=number, contract="11")
        assert (done.state, done.subject_id) == (State.UNSETTLED, contract.subject_id)
        assert assign_payment(by=by, number=number, customer="1").state == State.UNSETTLED
        assert assign_payment(by=by, number=number).state == State.UNMATCHED
        with pytest.raises(NotFound) as missing:
            assign_payment(by=by, number=number, customer="404")
        assert missing.value.field == "customer"

    def test_another_organisation_sees_nothing(self, by: Actor) -> None:
        number = enter(by)
        other = krakowska("inna")
        assert not payments(other).exists()
        with pytest.raises(NotFound):
            park_payment(by=other, number=number, reason="Not mine")


class TestSearch:
    def test_cc_42_by_every_field(self, by: Actor) -> None:
        """CC-42: date range, amount range, payer, title, state."""
        wanted = enter(by, title="rata umowa 1147")
        enter(by, "600.00", "Maria Łęcka")
        withdraw_payment(by=by, number=enter(by, "7.00", "Jan Obrazowy"), reason="Entered twice")

        def found(**asked: object) -> list[str]:
            return [row.words.payer for row in payments(by, **asked)]

        assert found(least=55234, most=55234) == ["Piotr Wzorcowy"]
        assert found(text="lecka") == ["Maria Łęcka"]
        assert found(text="umowa 1147") == ["Piotr Wzorcowy"]
        assert found(text=wanted) == ["Piotr Wzorcowy"]
        assert found(states=[State.WITHDRAWN]) == ["Jan Obrazowy"]
        assert found(since=date(2026, 11, 21)) == []
        assert len(found(since=DAY, until=DAY)) == 3
        assert waiting_sums(by).count == 2
        assert waiting_sums(by).rests == (pln("1152.34"),)
