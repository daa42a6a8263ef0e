"""Contracts of another system close their days as those that began here."""

from datetime import date

import pytest

from repaid.contracts.imports.positions.tests.rows import ALL, ON, new_lender, taken
from repaid.contracts.models import Contract
from repaid.contracts.tests.lender import pay
from repaid.daily_close.checks import check_books
from repaid.daily_close.models import Run
from repaid.daily_close.tests.nights import close, close_to

pytestmark = pytest.mark.django_db


def test_a_month_goes_by_and_the_books_are_in_order() -> None:
    by = new_lender()
    taken(by, *ALL)
    assert list(check_books(by)) == []
    close_to(by, date(2015, 9, 25))
    pay(by, "S-1", "1066.57", date(2015, 9, 25))
    close(by, 20)
    assert Contract.objects.filter(balance__oldest_due_on__gte=ON).exists()
    assert [run.day for run in Run.objects.all() if run.findings] == []
    assert list(check_books(by)) == []
