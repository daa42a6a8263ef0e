"""Closing months of the books: one after the other, when their days are sealed; a closed month takes no transfer."""

from datetime import date

import psycopg
import pytest
from django.db import connection, transaction
from pytest_django import DjangoAssertNumQueries

from repaid.access.actors import Actor
from repaid.access.command import NeedsSecondPerson
from repaid.access.models import AuditRecord, BusinessDay, Organisation
from repaid.access.tests.people import member
from repaid.kernel.refusal import Forbidden, MissingRight, NotFound, WrongInput
from repaid.ledger.commands.periods import close_period, reopen_period
from repaid.ledger.models import Period, Transfer
from repaid.ledger.months import Month, month_of, months, year_start
from repaid.ledger.postings import PeriodClosed, post
from repaid.ledger.queries import closed_period_until, periods
from repaid.ledger.rights import CLOSE_PERIODS, REOPEN_PERIODS
from repaid.ledger.tests.books import BANK, INCOME, with_books
from repaid.ledger.tests.books import entry as line

SEPTEMBER, OCTOBER, NOVEMBER = date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1)


def book(by: Actor, day: date) -> None:
    post(organisation_id=by.organisation_id, booked_on=day, entries=[line(BANK, INCOME, 1000)])


@pytest.fixture
def by(db: None) -> Actor:
    """Books with transfers in September and October; every day up to 19 November is closed."""
    by = with_books()
    for day in (date(2026, 9, 15), date(2026, 10, 31)):
        book(by, day)
    BusinessDay.objects.filter(organisation=by.organisation_id).update(closed_until=date(2026, 11, 19))
    return by


def test_a_month_is_closed_and_takes_no_transfer_any_more(by: Actor) -> None:
    done = close_period(by=by, first_day=SEPTEMBER)
    assert (done.last_day, done.state) == (date(2026, 9, 30), "closed")
    assert closed_period_until(by.organisation_id) == date(2026, 9, 30)
    for day in (date(2026, 9, 30), SEPTEMBER, date(2026, 1, 1)):
        with pytest.raises(PeriodClosed, match="closed accounting period"), transaction.atomic():
            book(by, day)
    book(by, OCTOBER)


def test_the_database_itself_refuses_in_one_look_a_statement(by: Actor) -> None:
    close_period(by=by, first_day=SEPTEMBER)
    copied = (
        "INSERT INTO ledger_transfer (organisation_id, debit_id, credit_id, amount_minor, currency, value_date,"
        " booked_on, cause_kind, cause_id) SELECT organisation_id, debit_id, credit_id, 1, currency, value_date,"
        " %s::date, cause_kind, cause_id FROM ledger_transfer, generate_series(1, 50)"
    )
    with connection.cursor() as cursor:
        cursor.execute(copied, [OCTOBER])
        with pytest.raises(Exception, match="booked in a closed period") as refused, transaction.atomic():
            cursor.execute(copied, [date(2026, 9, 30)])
    assert isinstance(refused.value.__cause__, psycopg.errors.CheckViolation)
    assert Transfer.objects.count() == 2 + 2 * 50


def test_a_posting_takes_no_statement_more(by: Actor, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    close_period(by=by, first_day=SEPTEMBER)
    with django_assert_num_queries(3):  # the chart, its accounts, one COPY
        book(by, OCTOBER)


def test_another_lender_goes_on_booking(by: Actor) -> None:
    close_period(by=by, first_day=SEPTEMBER)
    other = with_books("obca")
    book(other, SEPTEMBER)


def test_months_are_closed_one_after_the_other(by: Actor) -> None:
    with pytest.raises(Forbidden, match="Close the one that begins on 2026-09-01 first"):
        close_period(by=by, first_day=OCTOBER)
    close_period(by=by, first_day=SEPTEMBER)
    close_period(by=by, first_day=OCTOBER)
    with pytest.raises(Forbidden, match="closed already"):
        close_period(by=by, first_day=OCTOBER)


def test_a_month_with_an_open_day_stays_open(by: Actor) -> None:
    BusinessDay.objects.filter(organisation=by.organisation_id).update(closed_until=date(2026, 9, 29))
    with pytest.raises(Forbidden, match="Close the business days up to 2026-09-30 first"):
        close_period(by=by, first_day=SEPTEMBER)
    assert not Period.objects.exists()


def test_an_empty_month_before_the_first_transfer_is_none(by: Actor) -> None:
    with pytest.raises(Forbidden, match="Nothing was booked in this period"):
        close_period(by=by, first_day=date(2026, 8, 1))


@pytest.mark.parametrize("day", [date(2026, 9, 2), date(2026, 12, 1)])
def test_a_day_that_begins_no_month_of_the_books_is_not_found(by: Actor, day: date) -> None:
    with pytest.raises(NotFound):
        close_period(by=by, first_day=day)


def test_the_last_closed_month_is_opened_again_with_a_reason(by: Actor) -> None:
    close_period(by=by, first_day=SEPTEMBER)
    close_period(by=by, first_day=OCTOBER)
    with pytest.raises(Forbidden, match="A later period is closed"):
        reopen_period(by=by, first_day=SEPTEMBER, reason="wrong month")
    reopen_period(by=by, first_day=OCTOBER, reason="an invoice came late")
    book(by, date(2026, 10, 31))
    kept = Period.objects.get(first_day=OCTOBER)
    assert (kept.state, kept.reason) == ("open", "an invoice came late")
    assert [row.state for row in kept.events.order_by("pgh_id")] == ["closed", "open"]
    with pytest.raises(Forbidden, match="This period is open"):
        reopen_period(by=by, first_day=OCTOBER, reason="again")


@pytest.mark.parametrize("reason", ["", "  ", "x" * 201])
def test_opening_again_needs_a_reason(by: Actor, reason: str) -> None:
    close_period(by=by, first_day=SEPTEMBER)
    with pytest.raises(WrongInput) as refused:
        reopen_period(by=by, first_day=SEPTEMBER, reason=reason)
    assert refused.value.field == "reason"


def test_opening_again_needs_two_people(by: Actor) -> None:
    close_period(by=by, first_day=SEPTEMBER)
    jan = member(by, "Jan Księgowy", (CLOSE_PERIODS.code, REOPEN_PERIODS.code))
    with pytest.raises(NeedsSecondPerson):
        reopen_period(by=jan, first_day=SEPTEMBER, reason="an invoice came late")
    ewa = member(by, "Ewa Druga", (REOPEN_PERIODS.code,))
    reopen_period(by=jan.approved(ewa), first_day=SEPTEMBER, reason="an invoice came late")
    assert AuditRecord.objects.get(command="ledger.reopen_period").approved_by_id == ewa.user_id


def test_who_has_not_the_right_closes_nothing(by: Actor) -> None:
    with pytest.raises(MissingRight):
        close_period(by=member(by, "Jan Nowy", ()), first_day=SEPTEMBER)


def test_the_list_of_months(by: Actor, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    close_period(by=by, first_day=SEPTEMBER)
    with django_assert_num_queries(4):
        found = periods(by)
    assert [(shown.month.first_day, shown.is_closed) for shown in found] == [
        (NOVEMBER, False), (OCTOBER, False), (SEPTEMBER, True)
    ]  # fmt: skip


def test_books_of_iran_run_by_jalali_months(by: Actor) -> None:
    Organisation.objects.filter(pk=by.organisation_id).update(country="IR")
    shahrivar = Month(date(2026, 8, 23), date(2026, 9, 22))
    assert month_of(date(2026, 9, 15), "IR") == shahrivar
    assert close_period(by=by, first_day=shahrivar.first_day).last_day == shahrivar.last_day
    assert year_start(date(2026, 9, 15), "IR") == date(2026, 3, 21)


def test_months_between_two_days() -> None:
    assert [month.first_day for month in months(date(2025, 12, 31), date(2026, 2, 1), "PL")] == [
        date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1)
    ]  # fmt: skip
    assert year_start(date(2026, 2, 1), "PL") == date(2026, 1, 1)
