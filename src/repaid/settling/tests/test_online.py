"""Online payments: begun by decision 9, booked once, held when they are not as asked for (CZ-47, CZ-48, CZ-54)."""

from datetime import date

import pytest

from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.contracts.commands.ground import AmountNotPositive, OtherCurrency
from repaid.contracts.commands.losses import write_off
from repaid.contracts.commands.standing import suspend
from repaid.contracts.queries.contracts import contract_named
from repaid.contracts.queries.life import life_of
from repaid.contracts.queries.repayments import repayment_rows
from repaid.contracts.tests.books import assert_books_balance
from repaid.contracts.tests.lender import day_comes, instalment_loan, pln
from repaid.kernel.refusal import Forbidden, NotFound
from repaid.ledger.choices import Role
from repaid.payments.commands.online import UnknownOnlinePayment, refuse_notice
from repaid.payments.commands.providers import ProviderNamed, SecretMissing, save_provider, switch_provider
from repaid.payments.commands.standing import ReasonMissing, withdraw_payment
from repaid.payments.models import OnlineNotice, Payment, PaymentProvider
from repaid.payments.providers.protocol import Said, Told
from repaid.payments.queries import payment_named
from repaid.payments.queries.online import provider_for, refused_notices, with_findings
from repaid.payments.tests.money import standing
from repaid.settling.commands.online import NoProvider, begin_online_payment, take_online_notice
from repaid.settling.commands.online_decisions import (
    NothingToDecide,
    StillInTheBooks,
    book_online_by_hand,
    mark_online_returned,
)
from repaid.settling.commands.withdrawing import withdraw_settlement
from repaid.settling.models import Settlement
from repaid.settling.rules import may_be_paid_online
from repaid.settling.tests.paying import DUE, begun, online, paying_lender, provider, told


@pytest.fixture(scope="module")
def made(module_db: None) -> Actor:
    return paying_lender()


@pytest.fixture
def by(db: None, made: Actor) -> Actor:
    return made


def rows(by: Actor, day: date = DUE) -> list[tuple[int, int, int]]:
    """The tab Repayments of loan 11: amount, principal, interest of each row."""
    found = repayment_rows(life_of(contract_named(by, "11"), day))
    return [(row.amount, row.principal, row.interest) for row in found]


class TestBegin:
    def test_the_same_form_twice_is_one_payment(self, by: Actor) -> None:
        first, second = begun(by), begun(by)
        assert first.pk == second.pk
        assert (first.state, first.amount, first.subject.number) == ("pending", 55234, "11")

    def test_decision_9_what_is_offered(self, by: Actor) -> None:
        """CZ-47, decision 9: active, terminated, suspended with arrears; not to be launched, not closed."""
        instalment_loan(by, number="77")
        row = contract_named(by, "77")
        for state, offered in (
            ("active", True), ("terminated", True), ("to_be_launched", False), ("settled", False), ("cancelled", False),
            ("written_off", False), ("sold", False), ("suspended", False),
        ):  # fmt: skip
            row.state = state
            assert may_be_paid_online(row, DUE) is offered, state
        row.balance.oldest_due_on = date(2015, 6, 20)
        assert may_be_paid_online(row, DUE) is True

    def test_refusals(self, by: Actor) -> None:
        with pytest.raises(NotFound):
            begun(by, contract="999")
        with pytest.raises(AmountNotPositive):
            begun(by, "0.00")
        with pytest.raises(OtherCurrency):
            begin_online_payment(by=by, contract="11", amount=Money(100, "EUR"), description="x", key="k")
        suspend(by=by, number="11", value_date=DUE, reason="Wniosek klienta")
        with pytest.raises(Forbidden, match="11"):
            begun(by)

    def test_cz_48_with_all_providers_off_nobody_takes_it(self, by: Actor) -> None:
        """CZ-48: with all providers off the payment is not offered."""
        switch_provider(by=by, key=PaymentProvider.objects.get().pk, is_active=False)
        with pytest.raises(NoProvider):
            begun(by)


class TestProviders:
    def test_cz_48_by_currency_and_order(self, by: Actor) -> None:
        """CZ-48: another provider is configuration; of two the first in order that takes the currency."""
        euro = provider(by, "Euro Pay", currencies=["eur"], place=1)
        first = provider(by, "Test Pay", place=0, address="http://127.0.0.1:2")
        found = [provider_for(by.organisation_id, currency) for currency in ("PLN", "EUR", "IRR")]
        assert [each.pk if each else None for each in found] == [first, euro, None]

    def test_secrets_are_encrypted_and_kept(self, by: Actor) -> None:
        row = PaymentProvider.objects.get()
        changed = {"kind": "simulator", "address": row.address, "merchant": "demo", "currencies": ["PLN"]}
        save_provider(by=by, key=row.pk, name="Inny", **changed)
        assert PaymentProvider.objects.get().secret == "wspolny-sekret"
        raw = PaymentProvider.objects.extra(select={"raw": "secret"}).values_list("raw", flat=True)[0]
        assert b"wspolny" not in bytes(raw)

    def test_refusals(self, by: Actor) -> None:
        fine = {
            "kind": "simulator",
            "name": "X",
            "address": "https://a.example",
            "merchant": "m",
            "currencies": ["PLN"],
        }
        with pytest.raises(SecretMissing):
            save_provider(by=by, **fine)
        for refusal, wrong in (
            (ProviderNamed, {"name": "Repaid Pay"}), (NotFound, {"kind": "pigeon"}),
            (Exception, {"address": "http://a.example"}), (Exception, {"currencies": ["ZŁOTY"]}),
        ):  # fmt: skip
            with pytest.raises(refusal):
                save_provider(by=by, **(fine | {"secret": "s"} | wrong))


class TestNotices:
    def test_cz_54_paid_is_booked_once_however_often_it_is_told(self, by: Actor) -> None:
        """CZ-54: 552,34 for loan 11 gives one row and lowers the debt; the same notification twice books once."""
        row = begun(by)
        assert told(by, row).outcome == "booked"
        assert told(by, row).outcome == "repeated"
        assert rows(by) == [(55234, 55000, 234)]
        assert contract_named(by, "11").state == "settled"
        payment = payment_named(by, online(by, row.number).payment.number)
        assert (payment.source, payment.channel, payment.state) == ("online", "online", "settled")
        assert standing(by, Role.PROVIDER_CLEARING) == 55234
        assert standing(by, Role.UNALLOCATED_RECEIPTS) == 0
        assert_books_balance(by)
        assert list(OnlineNotice.objects.order_by("id").values_list("outcome", flat=True)) == ["booked", "repeated"]

    def test_out_of_order_and_late(self, by: Actor) -> None:
        """What comes after the payment was booked changes nothing; money that comes after all is booked."""
        row = begun(by)
        told(by, row)
        assert [told(by, row, said).outcome for said in (Said.PENDING, Said.FAILED, Said.CANCELLED)] == ["late"] * 3
        assert online(by, row.number).state == "paid"
        other = begun(by, "10.00", "form-2", contract=instalment_loan(by, number="77"))
        assert told(by, other, Said.EXPIRED).state == "expired"
        assert told(by, other).state == "paid"

    def test_the_day_of_the_payment_counts_not_the_day_of_the_news(self, by: Actor) -> None:
        row = begun(by)
        day_comes(by, date(2015, 6, 25))
        told(by, row, on=DUE)
        assert rows(by, date(2015, 6, 25)) == [(55234, 55000, 234)]
        assert Payment.objects.get().value_date == DUE

    @pytest.mark.parametrize(
        ("paid", "finding"),
        [(pln("500.00"), "wrong_amount"), (pln("552.35"), "wrong_amount"), (Money(55234, "EUR"), "wrong_currency")],
    )
    def test_another_amount_or_currency_is_held_and_never_booked(self, by: Actor, paid: Money, finding: str) -> None:
        row = begun(by)
        assert told(by, row, paid=paid).outcome == "held"
        assert told(by, row).outcome == "repeated"
        held = with_findings(by).get()
        assert (held.state, held.finding, held.payment) == ("held", finding, None)
        assert rows(by) == []
        assert not Payment.objects.exists()

    def test_what_the_contract_does_not_take_is_held(self, by: Actor) -> None:
        row, second = begun(by), begun(by, "1.00", "form-2")
        told(by, row)
        assert told(by, second).outcome == "held"
        held = online(by, second.number)
        assert held.finding == "not_booked"
        assert "11" in held.finding_words

    def test_a_written_off_contract_recovers_it(self, by: Actor) -> None:
        row = begun(by)
        write_off(by=by, number="11", value_date=DUE, reason="Nieściągalna")
        assert told(by, row).outcome == "booked"

    def test_before_we_kept_the_reference_our_number_names_it(self, by: Actor) -> None:
        number = begin_online_payment(by=by, contract="11", amount=pln("552.34"), description="s", key="k").number
        row = online(by, number)
        notice = Told(said=Said.PAID, reference="SIM-x", ours=number, amount=pln("552.34"))
        assert take_online_notice(by=by, provider=row.provider_id, told=notice).outcome == "booked"

    def test_an_unknown_reference_is_refused_and_kept(self, by: Actor) -> None:
        row = begun(by)
        for notice in (Told(said=Said.PAID, reference="SIM-other"), Told(said=Said.PAID, ours="999"),
                       Told(said=Said.PAID, reference="SIM-other", ours=row.number)):  # fmt: skip
            with pytest.raises(UnknownOnlinePayment):
                take_online_notice(by=by, provider=row.provider_id, told=notice)
        refuse_notice(by=by, provider=row.provider_id, reason="not known")
        assert refused_notices(by).get().reason == "not known"
        assert not Payment.objects.exists()


class TestDecisions:
    def test_held_money_is_booked_by_hand(self, by: Actor) -> None:
        row = begun(by)
        told(by, row, paid=pln("500.00"))
        with pytest.raises(ReasonMissing):
            book_online_by_hand(by=by, number=row.number, contract="11", amount=pln("500.00"), reason=" ")
        book_online_by_hand(by=by, number=row.number, contract="11", amount=pln("500.00"), reason="Klient potwierdził")
        done = online(by, row.number)
        assert (done.state, done.finding, done.paid, done.reason) == ("paid", "", 50000, "Klient potwierdził")
        assert rows(by)[0][0] == 50000
        with pytest.raises(NothingToDecide):
            book_online_by_hand(by=by, number=row.number, contract="11", amount=pln("500.00"), reason="x")

    def test_held_money_goes_back(self, by: Actor) -> None:
        row = begun(by)
        with pytest.raises(NothingToDecide):
            mark_online_returned(by=by, number=row.number, reason="x")
        told(by, row, paid=Money(55234, "EUR"))
        assert mark_online_returned(by=by, number=row.number, reason="Zwrot przez operatora").state == "returned"
        assert told(by, row).outcome == "repeated"

    def test_money_taken_back_by_the_provider_waits_for_a_person(self, by: Actor) -> None:
        row = begun(by)
        told(by, row)
        assert [told(by, row, Said.TAKEN_BACK).outcome for _time in range(2)] == ["held", "repeated"]
        assert with_findings(by).get().finding == "taken_back"
        payment = online(by, row.number).payment
        with pytest.raises(StillInTheBooks):
            mark_online_returned(by=by, number=row.number, reason="Obciążenie zwrotne")
        withdraw_settlement(by=by, settlement=Settlement.objects.get().pk, reason="Obciążenie zwrotne")
        withdraw_payment(by=by, number=payment.number, reason="Obciążenie zwrotne")
        mark_online_returned(by=by, number=row.number, reason="Obciążenie zwrotne")
        assert not with_findings(by).exists()
        assert standing(by, Role.PROVIDER_CLEARING) == 0
        assert_books_balance(by)
