"""Payments: received, repaid early, returned, paid back."""

from datetime import date

import pytest

from loanmath.components import Amounts
from loanmath.events import Repayment
from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.access.models import AuditRecord
from repaid.access.tests.people import member
from repaid.contracts.choices import RepaymentKind, State
from repaid.contracts.commands.billing import bill_due
from repaid.contracts.commands.ground import AmountNotPositive, BeforeLaunch, LaterThanToday, OtherCurrency
from repaid.contracts.commands.payments import (
    MoreThanCredit,
    MoreThanReceived,
    NoSuchReceipt,
    receive_payment,
    refund_credit,
    repay_early,
    return_money,
)
from repaid.contracts.commands.recording import KeyTaken
from repaid.contracts.commands.reversal import reverse_event
from repaid.contracts.models import Contract, Event
from repaid.contracts.queries.contracts import contract_named
from repaid.contracts.queries.life import life_of
from repaid.contracts.queries.repayments import repayment_rows
from repaid.contracts.queries.schedule import schedule_rows
from repaid.contracts.tests.books import assert_books_balance
from repaid.contracts.tests.lender import LAUNCH, day_comes, instalment_loan, lender, loan_11, pay, pln
from repaid.kernel.refusal import Forbidden, MissingRight, NotFound
from repaid.ledger.choices import Role
from repaid.ledger.queries import balances_of
from repaid.products.queries import account_codes

FIRST, SECOND, THIRD = date(2015, 6, 21), date(2015, 7, 21), date(2015, 8, 21)


@pytest.fixture(scope="module")
def made(module_db: None) -> Actor:
    return lender()


@pytest.fixture
def by(db: None, made: Actor) -> Actor:
    return made


@pytest.fixture
def loan(by: Actor) -> str:
    """Anna's 12 000,00 at 12 % in 12 instalments; the first one is due today."""
    number = instalment_loan(by)
    day_comes(by, FIRST)
    return number


class TestReceivePayment:
    def test_it_works(self, by: Actor, loan: str) -> None:
        done = pay(by, loan, "1066.00", FIRST, "R-1")
        assert done.paid.total == 106600 - done.credit.minor
        assert done.paid.interest == 12230  # 12 000,00 x 12 % x 31/365 = 122,301
        assert contract_named(by, loan).state == State.ACTIVE
        assert_books_balance(by)

    def test_the_same_receipt_twice_is_one_payment(self, by: Actor, loan: str) -> None:
        first = pay(by, loan, "1066.00", FIRST, "R-1")
        again = pay(by, loan, "1066.00", FIRST, "R-1")
        assert (first.is_new, again.is_new) == (True, False)
        assert (again.paid, again.credit) == (first.paid, first.credit)
        assert Event.objects.filter(key="R-1").count() == 1
        assert_books_balance(by)

    def test_the_last_payment_told_again_is_no_news(self, by: Actor) -> None:
        loan_11(by)
        day_comes(by, FIRST)
        pay(by, "11", "552.34", FIRST, "R-1")
        assert not pay(by, "11", "552.34", FIRST, "R-1").is_new

    def test_a_receipt_with_another_amount_is_refused(self, by: Actor, loan: str) -> None:
        pay(by, loan, "1066.00", FIRST, "R-1")
        with pytest.raises(KeyTaken, match="R-1"):
            pay(by, loan, "1067.00", FIRST, "R-1")

    def test_a_back_dated_payment_is_as_if_it_had_been_there(self, by: Actor, loan: str) -> None:
        day_comes(by, THIRD)
        pay(by, loan, "1100.00", THIRD, "R-2")
        pay(by, loan, "1200.00", FIRST, "R-1")
        told_late = life_of(contract_named(by, loan), THIRD)
        assert_books_balance(by)
        assert told_late.allocation_of("R-1").amount == 120000
        assert [row.settled_on for row in told_late.schedule[:2]] == [FIRST, THIRD]

    def test_the_audit_record_keeps_the_payer_out(self, by: Actor, loan: str) -> None:
        receive_payment(by=by, number=loan, amount=pln("10.00"), value_date=FIRST, receipt="R-1", payer="Jan Kowalski")
        record = AuditRecord.objects.get(command="contracts.receive_payment")
        assert record.arguments["payer"] == "•"
        assert record.subject == contract_named(by, loan).subject

    def test_an_amount_of_nothing(self, by: Actor, loan: str) -> None:
        with pytest.raises(AmountNotPositive):
            pay(by, loan, "0.00", FIRST)

    def test_another_currency(self, by: Actor, loan: str) -> None:
        with pytest.raises(OtherCurrency, match="PLN, not in EUR"):
            receive_payment(by=by, number=loan, amount=Money(100, "EUR"), value_date=FIRST, receipt="R-1")

    def test_tomorrow(self, by: Actor, loan: str) -> None:
        with pytest.raises(LaterThanToday):
            pay(by, loan, "10.00", date(2015, 6, 22))

    def test_before_the_launch(self, by: Actor, loan: str) -> None:
        with pytest.raises(BeforeLaunch):
            pay(by, loan, "10.00", date(2015, 5, 20))

    def test_a_settled_contract(self, by: Actor) -> None:
        loan_11(by)
        day_comes(by, FIRST)
        pay(by, "11", "552.34", FIRST, "R-1")
        with pytest.raises(Forbidden, match="takes no payments now"):
            pay(by, "11", "1.00", FIRST, "R-2")
        assert not Event.objects.filter(key="R-2").exists()

    def test_an_unknown_contract(self, by: Actor) -> None:
        with pytest.raises(NotFound):
            pay(by, "404", "1.00", LAUNCH)

    def test_without_the_right(self, by: Actor, loan: str) -> None:
        with pytest.raises(MissingRight):
            pay(member(by, "Olga", ("contracts.view",)), loan, "1.00", FIRST)


class TestDepositRows:
    def test_cz_61_repayments(self, by: Actor) -> None:
        """CZ-61: every row adds up, and nothing is shown before the first payment."""
        contract = loan_11(by)
        assert repayment_rows(life_of(contract, LAUNCH)) == []
        day_comes(by, FIRST)
        pay(by, "11", "552.34", FIRST)
        (row,) = repayment_rows(life_of(contract, FIRST))
        assert (row.on, row.amount, row.principal, row.interest, row.penalty, row.other, row.deposit) == (
            FIRST, 55234, 55000, 234, 0, 0, 0,
        )  # fmt: skip

    def test_decision_38_paid_before_due(self, by: Actor) -> None:
        """Decision 38: a payment before the due date is a deposit; a second row shows what the deposit paid."""
        contract = loan_11(by)
        day_comes(by, date(2015, 6, 1))
        pay(by, "11", "552.34", date(2015, 6, 1))
        (early,) = repayment_rows(life_of(contract, date(2015, 6, 1)))
        assert (early.amount, early.deposit) == (55234, 55234)
        day_comes(by, FIRST)
        bill_due(by=by)
        rows = repayment_rows(life_of(contract, FIRST))
        assert rows[0] == early
        assert rows[1].kind == RepaymentKind.FROM_DEPOSIT
        assert (rows[1].amount, rows[1].principal, rows[1].interest, rows[1].deposit) == (0, 55000, 234, -55234)
        assert contract_named(by, "11").state == State.SETTLED
        assert_books_balance(by)

    def test_cz_62_deposit_row(self, by: Actor) -> None:
        """CZ-62: 600,00 against 552,34 is a row with deposit 47,66."""
        contract = loan_11(by)
        day_comes(by, FIRST)
        pay(by, "11", "600.00", FIRST)
        (row,) = repayment_rows(life_of(contract, FIRST))
        assert (row.amount, row.principal, row.interest, row.deposit) == (60000, 55000, 234, 4766)


class TestRepayEarly:
    def early(self, by: Actor, loan: str, mode: Repayment) -> None:
        pay(by, loan, "1066.19", FIRST)
        repay_early(by=by, number=loan, amount=pln("5000.00"), value_date=FIRST, receipt="E-1", mode=mode)
        assert_books_balance(by)

    def test_lower_instalments(self, by: Actor, loan: str) -> None:
        self.early(by, loan, Repayment.LOWER_INSTALMENT)
        coming = [row for row in schedule_rows(life_of(contract_named(by, loan), FIRST)) if row.due > FIRST]
        assert len(coming) == 11
        assert coming[0].owed.total < 62000

    def test_a_shorter_term(self, by: Actor, loan: str) -> None:
        self.early(by, loan, Repayment.SHORTER_TERM)
        coming = [row for row in schedule_rows(life_of(contract_named(by, loan), FIRST)) if row.due > FIRST]
        assert len(coming) < 8
        assert coming[0].owed.total > 100000

    def test_a_terminated_contract(self, by: Actor) -> None:
        with pytest.raises(NotFound):
            repay_early(
                by=by, number="404", amount=pln("1.00"), value_date=LAUNCH, receipt="E", mode=Repayment.SHORTER_TERM
            )


class TestReturnMoney:
    def test_it_works(self, by: Actor, loan: str) -> None:
        paid = pay(by, loan, "1066.00", FIRST, "R-1")
        day_comes(by, date(2015, 6, 25))
        return_money(by=by, number=loan, receipt="R-1", value_date=date(2015, 6, 25), reason="bounced")
        assert_books_balance(by)
        rows = repayment_rows(life_of(contract_named(by, loan), date(2015, 6, 25)))
        assert [(row.kind, row.amount) for row in rows] == [
            (RepaymentKind.PAYMENT, 106600),
            (RepaymentKind.RETURNED, -106600),
        ]
        assert paid.is_new

    def test_more_than_came(self, by: Actor, loan: str) -> None:
        pay(by, loan, "10.00", FIRST, "R-1")
        with pytest.raises(MoreThanReceived):
            return_money(by=by, number=loan, receipt="R-1", value_date=FIRST, reason="bounced", amount=pln("10.01"))

    def test_an_unknown_receipt(self, by: Actor, loan: str) -> None:
        with pytest.raises(NoSuchReceipt):
            return_money(by=by, number=loan, receipt="R-9", value_date=FIRST, reason="bounced")


class TestRefundCredit:
    def test_it_works(self, by: Actor) -> None:
        loan_11(by)
        day_comes(by, FIRST)
        pay(by, "11", "600.00", FIRST)
        refund_credit(by=by, number="11", amount=pln("47.66"), value_date=FIRST)
        life = life_of(contract_named(by, "11"), FIRST)
        assert life.balances.credit == 0
        assert life.balances.outstanding == Amounts()
        assert_books_balance(by)

    def test_what_is_refunded_stays_paid_out_whatever_becomes_of_the_credit(self, by: Actor) -> None:
        """Beyond the credit it is lent once more; the bank has paid it, and nothing of it is income."""
        contract = loan_11(by)
        day_comes(by, FIRST)
        pay(by, "11", "600.00", FIRST, "R-1")
        refund_credit(by=by, number="11", amount=pln("47.66"), value_date=FIRST)
        income = in_ledger(contract, Role.FEE_INCOME)
        reverse_event(by=by, number="11", of="R-1", reason="another contract")
        assert in_ledger(contract, Role.BANK_CLEARING) == -50000 - 4766
        assert in_ledger(contract, Role.FEE_INCOME) == income
        assert_books_balance(by)
        waited = Role.UNALLOCATED_RECEIPTS
        receive_payment(by=by, number="11", amount=pln("600.00"), value_date=FIRST, receipt="R-2", money_from=waited)
        assert in_ledger(contract, Role.BANK_CLEARING) == -50000 - 4766
        assert in_ledger(contract, Role.FEE_INCOME) == income
        assert_books_balance(by)

    def test_more_than_the_credit(self, by: Actor) -> None:
        loan_11(by)
        day_comes(by, FIRST)
        pay(by, "11", "600.00", FIRST)
        with pytest.raises(MoreThanCredit, match=r"47\.66 PLN"):
            refund_credit(by=by, number="11", amount=pln("47.67"), value_date=FIRST)


def in_ledger(contract: Contract, role: Role) -> int:
    """The balance of the account that has this role; minor units."""
    code = account_codes(contract.version)[role]
    return sum(amount for (held, _part), amount in balances_of(contract.subject_id).items() if held == code)
