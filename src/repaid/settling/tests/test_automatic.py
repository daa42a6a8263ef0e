"""Money of a statement finds its contract by itself: by account, by number, name and amount together (CC-40, CC-41)."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from repaid.access.actors import Actor
from repaid.access.tests.people import member
from repaid.contracts.commands.billing import bill_due
from repaid.contracts.queries.contracts import contract_named
from repaid.contracts.tests.books import assert_books_balance
from repaid.contracts.tests.lender import day_comes, instalment_loan, lender, loan_11, pay
from repaid.kernel.refusal import MissingRight
from repaid.payments.choices import State
from repaid.payments.commands.statements import import_statement
from repaid.payments.queries import payments
from repaid.payments.rights import TAKE_STATEMENTS
from repaid.payments.tests.money import table
from repaid.settling.choices import Way
from repaid.settling.commands.automatic import settle_all_matching, settle_matching
from repaid.settling.commands.schemes import set_threshold
from repaid.settling.models import Settlement
from repaid.settling.queries import threshold

DUE = date(2015, 6, 21)
ACCOUNT = "72 9999 0001 0000 0000 0000 1234"


@pytest.fixture(scope="module")
def made(module_db: None) -> Actor:
    """Piotr's loan 11 with 552,34 due today, and Anna's 2015/77 with 1 066,57."""
    found = lender()
    loan_11(found)
    instalment_loan(found, number="2015/77")
    day_comes(found, DUE)
    bill_due(by=found)
    return found


@pytest.fixture
def by(db: None, made: Actor) -> Actor:
    return made


def taken_in(by: Actor, *rows: tuple[str, str, str, str], day: date = DUE) -> tuple[int, int]:
    """Take in a statement and settle what is certain; how many were looked at, how many settled."""
    done = import_statement(by=by, name="a.csv", content=table(rows, day))
    matched = settle_all_matching(by, done.statement_ids)
    return matched.looked_at, matched.settled


class TestSettleMatching:
    def test_a_repayment_account_is_certain(self, by: Actor) -> None:
        assert taken_in(by, ("552,34", "Ktoś Inny", "", f"rata {ACCOUNT}")) == (1, 1)
        row = Settlement.objects.get()
        assert (row.contract, row.way, row.confidence) == (contract_named(by, "11"), Way.AUTOMATIC, 100)
        assert payments(by).get().state == State.SETTLED
        assert contract_named(by, "11").state == "settled"
        assert_books_balance(by)

    def test_number_name_and_amount_together_are_enough(self, by: Actor) -> None:
        assert taken_in(by, ("1066,57", "KOWALSKA ANNA", "", "rata umowa 2015/77")) == (1, 1)
        assert {"number", "name", "amount_due"} <= set(Settlement.objects.get().reasons)
        assert_books_balance(by)

    @pytest.mark.parametrize(
        ("amount", "payer", "title"),
        [
            ("1066,57", "KOWALSKA ANNA", "rata"),
            ("1066,57", "Jan Obrazowy", "umowa 2015/77"),
            ("900,00", "KOWALSKA ANNA", "umowa 2015/77"),
            ("552,34", "Piotr Wzorcowy", "umowa 11"),
            ("100,00", "Jan Obrazowy", "czynsz"),
        ],
        ids=["no number", "another payer", "another amount", "a short number", "nothing of ours"],
    )
    def test_less_waits_for_a_person(self, by: Actor, amount: str, payer: str, title: str) -> None:
        assert taken_in(by, (amount, payer, "", title)) == (1, 0)
        assert payments(by).get().state == State.UNMATCHED

    def test_two_contracts_named_in_one_title_wait_for_a_person(self, by: Actor) -> None:
        other = contract_named(by, "2015/77").account
        assert taken_in(by, ("600,00", "Piotr Wzorcowy", "", f"{ACCOUNT} oraz {other}")) == (1, 0)

    def test_a_settled_contract_takes_nothing_by_itself(self, by: Actor) -> None:
        pay(by, "11", "552.34", DUE)
        assert taken_in(by, ("552,34", "Piotr Wzorcowy", "", ACCOUNT)) == (1, 0)

    def test_money_of_tomorrow_waits_for_its_day(self, by: Actor) -> None:
        tomorrow = date(2015, 6, 22)
        assert taken_in(by, ("552,34", "Piotr Wzorcowy", "", ACCOUNT), day=tomorrow) == (1, 0)
        day_comes(by, tomorrow)
        assert settle_all_matching(by).settled == 1

    def test_several_payments_of_one_contract(self, by: Actor) -> None:
        rows = [(f"{place},00", "Piotr Wzorcowy", "", f"{ACCOUNT} nr {place}") for place in (100, 200, 300)]
        assert taken_in(by, *rows) == (3, 3)
        assert_books_balance(by)

    def test_again_settles_nothing_more(self, by: Actor) -> None:
        row = ("552,34", "Piotr Wzorcowy", "", ACCOUNT)
        taken_in(by, row)
        assert settle_all_matching(by).looked_at == 0
        assert taken_in(by, row) == (0, 0)

    def test_the_organisation_says_how_sure_the_machine_must_be(self, by: Actor) -> None:
        set_threshold(by=by, threshold=80, valid_from=DUE)
        assert threshold(by.organisation_id, date(2015, 6, 20)) == 95
        assert taken_in(by, ("1066,57", "Jan Obrazowy", "", "umowa 2015/77 Kowalska")) == (1, 1)
        set_threshold(by=by, threshold=101, valid_from=DUE)
        assert taken_in(by, ("10,00", "Anna Kowalska", "", contract_named(by, "2015/77").account)) == (1, 0)

    def test_without_the_right(self, by: Actor) -> None:
        with pytest.raises(MissingRight):
            settle_matching(by=member(by, "Jan Kowalski", (TAKE_STATEMENTS.code,)), payments=[])

    def test_looking_takes_no_more_queries_for_more_payments(self, by: Actor) -> None:
        def queries(count: int) -> int:
            rows = [("1,00", f"Nadawca {place}", "", f"faktura {count}/{place}") for place in range(count)]
            done = import_statement(by=by, name="a.csv", content=table(rows, DUE))
            with CaptureQueriesContext(connection) as captured:
                settle_all_matching(by, done.statement_ids)
            return len(captured)

        queries(2)
        assert queries(100) == queries(3)
