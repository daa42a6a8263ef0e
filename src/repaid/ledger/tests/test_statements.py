"""Statements of accounts: opening and closing balance, pages in both directions, by day of booking or of value."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from repaid.access.actors import Actor
from repaid.access.models import Branch
from repaid.access.tests.people import member
from repaid.kernel.refusal import NotFound
from repaid.ledger.choices import StatementDay
from repaid.ledger.postings import Cause, Entry, Place, post
from repaid.ledger.queries import Key, Statement, Sums, currencies_of, statement, trial_balance
from repaid.ledger.queries import statements as room
from repaid.ledger.tests.books import BANK, DAY, INCOME, INTEREST, LOANS, entry, with_books

YESTERDAY = DAY - timedelta(days=1)


@pytest.fixture
def machine(db: None) -> Actor:
    return with_books()


def write(by: Actor, *entries: Entry, on: date = DAY) -> None:
    post(organisation_id=by.organisation_id, booked_on=on, entries=entries)


def walked(shown: Statement, size: int) -> tuple[list[int], list[int]]:
    """The balances met on the way from the first page to the last, and on the way back."""
    page = shown.page(size=size)
    there = [row.balance_minor for row in page.rows]
    while page.following:
        page = shown.page(after=page.following, size=size)
        there += [row.balance_minor for row in page.rows]
    back = [row.balance_minor for row in page.rows]
    while page.previous:
        page = shown.page(before=page.previous, size=size)
        back = [row.balance_minor for row in page.rows if row.balance_minor not in back] + back
    return there, back


def test_pages_with_running_balance(machine: Actor) -> None:
    write(machine, entry(LOANS, BANK, 1000), on=YESTERDAY)
    write(machine, *(entry(BANK, LOANS, minor) for minor in (1, 2, 3, 4, 5)))
    shown = statement(machine, LOANS, "PLN", DAY, DAY)
    assert shown.sums == Sums(opening=1000, debit=0, credit=15) and shown.sums.closing == 985
    first = shown.page(size=3)
    assert [row.balance_minor for row in first.rows] == [999, 997, 994]
    assert first.previous is None
    second = shown.page(size=3, after=first.following)
    assert [(row.credit_minor, row.balance_minor) for row in second.rows] == [(4, 990), (5, 985)]
    assert second.following is None
    back = shown.page(size=3, before=second.previous)
    assert [row.balance_minor for row in back.rows] == [999, 997, 994]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=10)
@given(size=st.integers(1, 8))
def test_every_page_goes_on_where_the_last_one_ended(machine: Actor, size: int) -> None:
    if not len(statement(machine, LOANS, "PLN", YESTERDAY, DAY)):
        for day in (YESTERDAY, DAY, YESTERDAY):
            write(machine, *(entry(LOANS, BANK, minor) for minor in (1, 20, 300)), on=day)
    shown = statement(machine, LOANS, "PLN", YESTERDAY, DAY)
    whole = [row.balance_minor for row in shown]
    there, back = walked(shown, size)
    assert there == back == whole and len(whole) == len(shown) == 9
    assert whole[-1] == shown.sums.closing


def test_by_value_date(machine: Actor) -> None:
    """A payment that is found late stands on the day from which it counts."""
    late = Entry(Place(BANK, "PLN"), Place(LOANS, "PLN"), 500, YESTERDAY, Cause("payment", 7))
    write(machine, entry(LOANS, BANK, 1000), late)
    booked = statement(machine, LOANS, "PLN", YESTERDAY, YESTERDAY)
    assert (list(booked), booked.sums) == ([], Sums(0, 0, 0))
    valued = statement(machine, LOANS, "PLN", YESTERDAY, YESTERDAY, day=StatementDay.VALUE)
    assert [(row.credit_minor, row.balance_minor) for row in valued] == [(500, -500)]
    assert statement(machine, LOANS, "PLN", DAY, DAY, day=StatementDay.VALUE).sums == Sums(-500, 1000, 0)


def test_a_transfer_between_two_accounts_of_a_code_is_one_row(machine: Actor) -> None:
    here, there = Branch.objects.filter(organisation=machine.organisation_id).order_by("code")
    moved = Entry(Place(LOANS, "PLN", there.pk), Place(LOANS, "PLN", here.pk), 700, DAY, Cause("payment", 1))
    write(machine, moved)
    shown = statement(machine, LOANS, "PLN", DAY, DAY)
    (row,) = shown.page().rows
    assert (row.debit_minor, row.credit_minor, row.balance_minor, len(shown)) == (700, 700, 0, 1)
    jan = member(machine, "Jan Krakowski", ("ledger.view",), scope="branch", branch="KR")
    assert statement(jan, LOANS, "PLN", DAY, DAY).sums == Sums(0, 0, 700)


def test_it_ends_where_the_trial_balance_ends(machine: Actor) -> None:
    write(machine, entry(LOANS, BANK, 900), entry(BANK, LOANS, 200), entry(INTEREST, INCOME, 5))
    closing = {row.code: row.closing_minor for row in trial_balance(machine, DAY, DAY).rows}
    shown = statement(machine, LOANS, "PLN", DAY, DAY)
    assert shown.page().rows[-1].balance_minor == shown.sums.closing == closing[LOANS] == 700


def test_currencies_stand_apart(machine: Actor) -> None:
    write(machine, entry(LOANS, BANK, 100), entry(LOANS, BANK, 70, currency="EUR"))
    assert currencies_of(machine, LOANS) == ["EUR", "PLN"]
    assert statement(machine, LOANS, "EUR", DAY, DAY).sums.closing == 70


def test_query_count_does_not_grow(machine: Actor, django_assert_num_queries: Any) -> None:
    write(machine, *(entry(BANK, LOANS, minor) for minor in range(1, 30)))
    with django_assert_num_queries(5):
        statement(machine, BANK, "PLN", DAY, DAY).page()


def test_a_file_reads_the_rows_a_page_at_a_time(machine: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "PAGE_OF_FILE", 2)
    write(machine, *(entry(BANK, LOANS, minor) for minor in (1, 2, 3, 4, 5)))
    assert [row.balance_minor for row in statement(machine, BANK, "PLN", DAY, DAY)] == [1, 3, 6, 10, 15]


def test_a_key_that_leads_nowhere_leads_to_the_first_page(machine: Actor) -> None:
    write(machine, entry(BANK, LOANS, 1))
    shown = statement(machine, BANK, "PLN", DAY, DAY)
    for asked in ({"after": Key(date.max, 1)}, {"before": Key(date.min, 1)}):
        assert [row.balance_minor for row in shown.page(**asked).rows] == [1]
    assert statement(machine, BANK, "PLN", YESTERDAY, YESTERDAY).page(after=Key(DAY, 1)).rows == ()
    with pytest.raises(NotFound):
        statement(machine, "999", "PLN", DAY, DAY)
