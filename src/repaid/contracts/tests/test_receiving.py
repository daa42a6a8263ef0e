"""Many payments at once are the same payments one by one."""

from datetime import date

import pytest

from repaid.access.actors import Actor
from repaid.access.choices import ScopeLevel
from repaid.access.tests.people import member
from repaid.contracts.commands.receiving import Receipt, receive_payments
from repaid.contracts.models import Contract, Event, EventNote, Instalment, Movement
from repaid.contracts.queries.contracts import contract_named
from repaid.contracts.tests.books import assert_books_balance
from repaid.contracts.tests.lender import LAUNCH, day_comes, instalment_loan, lender, loan_11, pay, pln
from repaid.kernel.refusal import MissingRight
from repaid.ledger.models import Transfer

DUE, LATER = date(2015, 6, 21), date(2015, 7, 21)


@pytest.fixture
def by(db: None) -> Actor:
    found = lender()
    loan_11(found)
    for number in ("77", "78", "79"):
        instalment_loan(found, number=number)
    day_comes(found, DUE)
    return found


def receipt(by: Actor, number: str, amount: str, day: date = DUE, key: str = "S-1") -> Receipt:
    return Receipt(contract_named(by, number).pk, key, pln(amount), day, "Anna Kowalska")


def standing(number: str) -> tuple[object, ...]:
    """Everything stored of a contract but its own keys."""
    contract = Contract.objects.get(subject__number=number)
    rows = (
        Instalment.objects.filter(contract=contract).order_by("number").values(),
        Movement.objects.filter(contract=contract).order_by("line").values(),
        Transfer.objects.filter(subject=contract.subject).order_by("pk").values("debit", "credit", "amount_minor"),
        EventNote.objects.filter(contract=contract).values("event_key", "payer"),
    )
    balance = {name: value for name, value in vars(contract.balance).items() if not name.startswith(("_", "contract"))}
    told = [[{name: value for name, value in row.items() if name != "contract_id"} for row in each] for each in rows]
    return balance, *told


class TestReceivePayments:
    def test_they_are_what_single_payments_are(self, by: Actor) -> None:
        receive_payments(by=by, receipts=[receipt(by, "77", "1066.57"), receipt(by, "11", "552.34")])
        pay(by, "78", "1066.57", DUE, "S-1")
        EventNote.objects.create(contract=contract_named(by, "78"), event_key="S-1", payer="Anna Kowalska")
        assert standing("77") == standing("78")
        assert contract_named(by, "11").state == "settled"
        assert_books_balance(by)

    def test_one_dated_back_is_replayed(self, by: Actor) -> None:
        day_comes(by, LATER)
        pay(by, "77", "100.00", LATER)
        done = receive_payments(by=by, receipts=[receipt(by, "77", "1066.57"), receipt(by, "78", "10.00", LATER)])
        assert done.keys == {"S-1"}
        assert Event.objects.filter(key="S-1").count() == 2
        assert_books_balance(by)

    def test_those_that_would_be_refused_are_left(self, by: Actor) -> None:
        pay(by, "11", "552.34", DUE)
        day_comes(by, LATER)
        told = [
            receipt(by, "11", "1.00", key="settled"),
            receipt(by, "77", "1.00", date(2015, 5, 20), key="before the launch"),
            receipt(by, "78", "1.00", date(2015, 7, 22), key="tomorrow"),
            receipt(by, "79", "1.00", key="right"),
        ]
        assert receive_payments(by=by, receipts=told).keys == {"right"}
        assert_books_balance(by)

    def test_told_again_they_are_no_news(self, by: Actor) -> None:
        told = [receipt(by, "77", "100.00")]
        assert receive_payments(by=by, receipts=told).keys == {"S-1"}
        assert receive_payments(by=by, receipts=told).keys == set()
        assert Event.objects.filter(key="S-1").count() == 1
        assert_books_balance(by)

    def test_only_within_the_scope(self, by: Actor) -> None:
        jan = member(by, "Jan Kowalski", ("contracts.book_payments",), scope=ScopeLevel.BRANCH, branch="WA")
        assert receive_payments(by=jan, receipts=[receipt(by, "77", "100.00")]).keys == set()

    def test_without_the_right(self, by: Actor) -> None:
        with pytest.raises(MissingRight):
            receive_payments(by=member(by, "Jan Kowalski", ("contracts.view",)), receipts=[])

    def test_on_the_day_of_the_launch(self, by: Actor) -> None:
        assert receive_payments(by=by, receipts=[receipt(by, "77", "100.00", LAUNCH)]).keys == {"S-1"}
        assert_books_balance(by)
