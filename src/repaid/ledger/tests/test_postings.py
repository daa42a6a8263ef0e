"""Writing transfers, and what the database itself refuses."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from repaid.access.actors import Actor
from repaid.access.models import BusinessDay
from repaid.access.tests.people import krakowska
from repaid.ledger.causes import MANUAL
from repaid.ledger.commands.chart import create_chart
from repaid.ledger.commands.periods import close_period
from repaid.ledger.models import Account, Transfer
from repaid.ledger.postings import Cause, Entry, PeriodClosed, Place, UnknownAccount, account_for, post, post_table
from repaid.ledger.tests.books import BANK, DAY, INCOME, LOANS, entry, with_books


@pytest.fixture
def machine(db: None) -> Actor:
    return with_books()


def write(by: Actor, *entries: Entry) -> int:
    return post(organisation_id=by.organisation_id, booked_on=DAY, entries=entries)


def test_a_difference_below_zero_swaps_the_sides(machine: Actor) -> None:
    assert write(machine, entry(LOANS, BANK, -300), entry(LOANS, BANK, 0)) == 1
    row = Transfer.objects.get()
    assert (row.debit.line.code, row.credit.line.code, row.amount_minor) == ("139", "201", 300)


def table_of(by: Actor, *amounts: int) -> str:
    """A table with a transfer of each amount from the bank to loans, all of one cause."""
    debit, credit = (account_for(by.organisation_id, Place(code, "PLN")) for code in (LOANS, BANK))
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE moved ON COMMIT DROP AS SELECT %s::bigint AS debit_id, %s::bigint AS credit_id,"
            " amount, 'PLN' AS currency, %s::date AS value_date, NULL::bigint AS subject_id, 7 AS cause_id, turn"
            " FROM unnest(%s::bigint[]) WITH ORDINALITY AS given (amount, turn)",
            [debit, credit, DAY, list(amounts)],
        )
    return "moved"


def test_a_table_is_posted_as_entries_are(machine: Actor) -> None:
    table = table_of(machine, 300, 0, -200)
    count = post_table(table, organisation_id=machine.organisation_id, booked_on=DAY, cause_kind=MANUAL)
    rows = Transfer.objects.order_by("pk").values_list("debit__line__code", "credit__line__code", "amount_minor")
    assert (count, list(rows)) == (2, [(LOANS, BANK, 300), (BANK, LOANS, 200)])
    assert set(Transfer.objects.values_list("cause_kind", "cause_id", "booked_on")) == {(MANUAL, 7, DAY)}


def test_a_table_into_a_closed_month_is_refused(machine: Actor) -> None:
    BusinessDay.objects.filter(organisation=machine.organisation_id).update(closed_until=DAY)
    month = DAY.replace(day=1) - timedelta(days=1)
    post(organisation_id=machine.organisation_id, booked_on=month, entries=[entry(LOANS, BANK, 1)])
    close_period(by=machine, first_day=month.replace(day=1))
    with pytest.raises(PeriodClosed), transaction.atomic():
        post_table(table_of(machine, 300), organisation_id=machine.organisation_id, booked_on=month, cause_kind=MANUAL)


def test_accounts_are_told_apart_by_branch_product_and_component(machine: Actor) -> None:
    organisation = machine.organisation_id
    plain = account_for(organisation, Place(LOANS, "PLN"))
    assert account_for(organisation, Place(LOANS, "PLN")) == plain
    others = {
        account_for(organisation, place)
        for place in (
            Place(LOANS, "EUR"),
            Place(LOANS, "PLN", product="na-chwile"),
            Place(LOANS, "PLN", product="na-chwile", component="principal"),
        )
    }
    assert len(others - {plain}) == 3
    assert Account.objects.count() == 4


def test_an_unknown_code(machine: Actor) -> None:
    with pytest.raises(UnknownAccount):
        write(machine, entry("999", BANK, 100))


def test_known_accounts_cost_no_query(
    machine: Actor, django_assert_num_queries: Any, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True), django_assert_num_queries(5):
        write(machine, entry(BANK, LOANS, 500), entry(BANK, INCOME, 20))
    with django_assert_num_queries(1):
        write(machine, entry(BANK, LOANS, 700), entry(BANK, INCOME, 30))


def test_many_rows_take_as_many_queries_as_one(machine: Actor, django_assert_num_queries: Any) -> None:
    account_for(machine.organisation_id, Place(LOANS, "PLN"))
    account_for(machine.organisation_id, Place(BANK, "PLN"))
    with django_assert_num_queries(3):
        assert write(machine, *(entry(LOANS, BANK, minor, cause=minor) for minor in range(1, 501))) == 500
    assert sorted(Transfer.objects.values_list("amount_minor", flat=True)) == list(range(1, 501))
    assert set(Transfer.objects.values_list("booked_on", "cause_kind", "currency")) == {(DAY, "story", "PLN")}


class TestTheDatabaseRefuses:
    def insert(self, by: Actor, **changes: Any) -> None:
        place = Place(BANK, "PLN"), Place(LOANS, "PLN")
        debit, credit = (account_for(by.organisation_id, each) for each in place)
        row = {
            "organisation_id": by.organisation_id,
            "debit_id": debit,
            "credit_id": credit,
            "amount_minor": 100,
            "currency": "PLN",
            "value_date": DAY,
            "booked_on": DAY,
            "cause_kind": "story",
            "cause_id": 1,
            **changes,
        }
        with transaction.atomic():
            Transfer.objects.create(**row)

    def test_an_amount_that_is_not_positive(self, machine: Actor) -> None:
        for minor in (0, -1):
            with pytest.raises(IntegrityError, match="transfer_amount_positive"):
                self.insert(machine, amount_minor=minor)

    def test_one_account_on_both_sides(self, machine: Actor) -> None:
        bank = account_for(machine.organisation_id, Place(BANK, "PLN"))
        with pytest.raises(IntegrityError, match="transfer_between_two_accounts"):
            self.insert(machine, debit_id=bank, credit_id=bank)

    def test_an_account_of_another_currency(self, machine: Actor) -> None:
        euro = account_for(machine.organisation_id, Place(BANK, "EUR"))
        with pytest.raises(IntegrityError, match="account of this book"):
            self.insert(machine, debit_id=euro)

    def test_an_account_of_another_organisation(self, machine: Actor) -> None:
        other = krakowska("wislana")
        create_chart(by=other, country="PL")
        stranger = account_for(other.organisation_id, Place(LOANS, "PLN"))
        with pytest.raises(IntegrityError, match="account of this book"):
            self.insert(machine, credit_id=stranger)

    def test_changing_or_deleting_a_transfer(self, machine: Actor) -> None:
        write(machine, entry(LOANS, BANK, 100))
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            Transfer.objects.update(value_date=date(2026, 1, 1))
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            Transfer.objects.all()._raw_delete("default")

    def test_changing_or_deleting_an_account(self, machine: Actor) -> None:
        account_for(machine.organisation_id, Place(BANK, "PLN"))
        with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
            Account.objects.update(currency="EUR")
        with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
            Account.objects.all()._raw_delete("default")


def test_the_cause_names_the_subject(machine: Actor) -> None:
    cause = Cause("story", 7, subject_id=None)
    write(machine, Entry(Place(LOANS, "PLN"), Place(BANK, "PLN"), 100, DAY, cause))
    assert Transfer.objects.get(cause_kind="story", cause_id=7).subject is None
