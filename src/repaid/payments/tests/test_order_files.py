"""Payment files: made once, never changed; what the bank did with the orders in them."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from django.db import ProgrammingError, connection, transaction
from lxml import etree

from repaid.access.models import AuditRecord
from repaid.kernel.refusal import MissingRight, NotFound, Refusal, WrongInput
from repaid.payments.choices import OrderState
from repaid.payments.commands.order_files import (
    LeavesFromAnother,
    confirm_orders_executed,
    make_order_file,
    reject_order,
    take_order_file,
)
from repaid.payments.commands.order_steps import OrderElsewhere
from repaid.payments.commands.orders import NothingChosen
from repaid.payments.commands.own_accounts import add_own_account
from repaid.payments.commands.statements import import_statement
from repaid.payments.models import OrderFile, OrderStep
from repaid.payments.queries.orders import FileAltered, content_of, order_file_named, order_named, orders, to_send
from repaid.payments.tests.money import DAY, table
from repaid.payments.tests.sending import ANNAS, OWN, Senders, approved, proposed, senders, sent

XSD = Path(__file__).resolve().parents[5] / "shared/data/xsd/pain.001.001.09.xsd"
MONDAY = date(2026, 11, 23)


@pytest.fixture
def people(db: None) -> Senders:
    return senders()


def states(people: Senders) -> list[str]:
    return list(orders(people.by).order_by("id").values_list("state", flat=True))


class TestMakeOrderFile:
    def test_approved_orders_stand_in_it_with_count_and_sum(self, people: Senders) -> None:
        done = sent(people, "500.00", "47.66")
        assert (done.count, str(done.control_sum), done.message_id) == (2, "547.66 PLN", f"PF20261120-{done.number}")
        file = order_file_named(people.by, done.number)
        content = content_of(file)
        assert hashlib.sha256(content).hexdigest() == file.digest == done.digest
        assert content.count(b"<EndToEndId>PO20261120-") == 2
        assert states(people) == [OrderState.SENT, OrderState.SENT]

    def test_it_is_valid_against_the_schema(self, people: Senders) -> None:
        if not XSD.exists():
            pytest.skip("the schema is not beside the repository")
        content = content_of(order_file_named(people.by, sent(people, "500.00", "47.66").number))
        etree.XMLSchema(etree.parse(XSD)).assertValid(etree.fromstring(content))

    def test_nothing_is_in_two_files(self, people: Senders) -> None:
        sent(people)
        number = orders(people.by).get().number
        with pytest.raises(OrderElsewhere, match="“in a file”"):
            make_order_file(by=people.cashier, own_account=OWN, execution_day=DAY, orders=[number])
        assert OrderFile.objects.count() == 1

    def test_nothing_that_nobody_approved(self, people: Senders) -> None:
        numbers = [*approved(people), proposed(people.clerk).number]
        with pytest.raises(OrderElsewhere, match="“proposed”"):
            make_order_file(by=people.cashier, own_account=OWN, execution_day=DAY, orders=numbers)
        assert states(people) == [OrderState.APPROVED, OrderState.PROPOSED]

    def test_of_one_account(self, people: Senders) -> None:
        add_own_account(by=people.by, account=ANNAS, since=DAY)
        with pytest.raises(LeavesFromAnother):
            make_order_file(by=people.cashier, own_account=ANNAS, execution_day=DAY, orders=approved(people))

    def test_for_a_day_that_can_come(self, people: Senders) -> None:
        with pytest.raises(WrongInput):
            make_order_file(
                by=people.cashier, own_account=OWN, execution_day=date(2026, 11, 19), orders=approved(people)
            )

    def test_not_empty_and_of_a_known_account(self, people: Senders) -> None:
        with pytest.raises(NothingChosen):
            make_order_file(by=people.cashier, own_account=OWN, execution_day=DAY, orders=[])
        with pytest.raises(NotFound):
            make_order_file(by=people.cashier, own_account=ANNAS, execution_day=DAY, orders=["1"])

    def test_without_the_right(self, people: Senders) -> None:
        with pytest.raises(MissingRight):
            make_order_file(by=people.manager, own_account=OWN, execution_day=DAY, orders=approved(people))

    def test_orders_of_earlier_days_go_along(self, people: Senders) -> None:
        today, monday = approved(people, "1.00")[0], approved(people, "2.00", execution_day=MONDAY)[0]
        own = order_named(people.by, today).own_account
        assert [row.number for row in to_send(people.by, own, DAY)] == [today]
        assert [row.number for row in to_send(people.by, own, MONDAY)] == [today, monday]

    def test_a_file_never_changes(self, people: Senders) -> None:
        file = OrderFile.objects.get(number=sent(people).number)
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            OrderFile.objects.filter(pk=file.pk).update(content=b"")
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            OrderStep.objects.all().delete()
        file.content = bytes(file.content).replace(b"500.00", b"900.00")
        with pytest.raises(FileAltered):
            content_of(file)


class TestTakeOrderFile:
    def test_who_took_it_is_kept(self, people: Senders) -> None:
        done = sent(people)
        assert take_order_file(by=people.cashier, number=done.number).digest == done.digest
        record = AuditRecord.objects.get(command="payments.take_order_file")
        assert (record.user_id, record.outcome["digest"]) == (people.cashier.user_id, done.digest)

    def test_one_that_is_there_and_only_who_may(self, people: Senders) -> None:
        with pytest.raises(NotFound):
            take_order_file(by=people.cashier, number="404")
        with pytest.raises(MissingRight):
            take_order_file(by=people.clerk, number=sent(people).number)


class TestRejectOrder:
    def test_the_bank_did_not_carry_it_out(self, people: Senders) -> None:
        sent(people)
        number = orders(people.by).get().number
        assert reject_order(by=people.cashier, number=number, reason="Account closed").state == OrderState.REJECTED
        assert order_named(people.by, number).file is not None

    def test_the_money_came_back(self, people: Senders) -> None:
        sent(people)
        number = orders(people.by).get().number
        confirm_orders_executed(by=people.cashier, orders=[number], on=DAY)
        assert reject_order(by=people.cashier, number=number, reason="Returned").state == OrderState.REJECTED

    def test_what_is_in_no_file(self, people: Senders) -> None:
        with pytest.raises(OrderElsewhere):
            reject_order(by=people.cashier, number=approved(people)[0], reason="No")


class TestConfirmOrdersExecuted:
    def test_all_of_a_file(self, people: Senders) -> None:
        sent(people, "1.00", "2.00")
        numbers = [row.number for row in orders(people.by)]
        confirm_orders_executed(by=people.cashier, orders=numbers, on=DAY)
        assert set(orders(people.by).values_list("state", "executed_on")) == {(OrderState.EXECUTED, DAY)}

    def test_not_tomorrow_and_not_what_waits(self, people: Senders) -> None:
        number = approved(people)[0]
        with pytest.raises(WrongInput):
            confirm_orders_executed(by=people.cashier, orders=[number], on=MONDAY)
        with pytest.raises(OrderElsewhere):
            confirm_orders_executed(by=people.cashier, orders=[number], on=DAY)
        with pytest.raises(NothingChosen):
            confirm_orders_executed(by=people.cashier, orders=[], on=DAY)


class TestStatements:
    HEADER = "Data;Kwota;Waluta;Nadawca;Tytuł;Rachunek;End to end id"

    def statement(self, *lines: tuple[str, str]) -> bytes:
        rows = [f"{DAY};{amount};PLN;Piotr;wypłata;{OWN};{reference}" for amount, reference in lines]
        return "\n".join([self.HEADER, *rows]).encode()

    def test_a_line_with_the_id_and_the_amount_executes_the_order(self, people: Senders) -> None:
        sent(people, "500.00", "47.66", "9.00")
        first, second, third = (row.end_to_end for row in orders(people.by).order_by("id"))
        lines = self.statement(("-500,00", first), ("-47,65", second), ("9,00", third))
        done = import_statement(by=people.by, name="a.csv", content=lines)
        assert (done.new, done.executed) == (3, 1)
        assert states(people) == [OrderState.EXECUTED, OrderState.SENT, OrderState.SENT]
        row = order_named(people.by, orders(people.by).order_by("id")[0].number)
        assert (row.executed_on, row.payment.amount) == (DAY, -50_000)

    def test_twice_the_same_file_once(self, people: Senders) -> None:
        sent(people)
        lines = self.statement(("-500,00", orders(people.by).get().end_to_end))
        assert import_statement(by=people.by, name="a.csv", content=lines).executed == 1
        assert import_statement(by=people.by, name="a.csv", content=lines).executed == 0

    def test_a_statement_that_names_no_order(self, people: Senders) -> None:
        sent(people)
        assert import_statement(by=people.by, name="a.csv", content=table([("-500,00", "P", "", "x")])).executed == 0
        assert states(people) == [OrderState.SENT]


@pytest.mark.django_db(transaction=True)
def test_two_people_at_once_make_one_file() -> None:
    people = senders()
    numbers = approved(people, "1.00", "2.00", "3.00")

    def make() -> bool:
        try:
            make_order_file(by=people.cashier, own_account=OWN, execution_day=DAY, orders=numbers)
        except Refusal:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as pool:
        made = [done.result() for done in [pool.submit(make) for _person in range(2)]]
    assert sorted(made) == [False, True]
    assert OrderFile.objects.get().count == 3
