"""Trial balance, statements, who sees which books."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from repaid.access.actors import Actor
from repaid.access.choices import ScopeLevel
from repaid.access.models import Branch
from repaid.access.tests.people import krakowska, member
from repaid.ledger.postings import Cause, Entry, Place, post
from repaid.ledger.queries import trial_balance
from repaid.ledger.tests.books import BANK, DAY, INCOME, INTEREST, LOANS, entry, with_books

YESTERDAY = DAY - timedelta(days=1)


@pytest.fixture
def machine(db: None) -> Actor:
    return with_books()


def write(by: Actor, *entries: Entry, on: date = DAY) -> None:
    post(organisation_id=by.organisation_id, booked_on=on, entries=entries)


def branch_id(by: Actor, code: str) -> int:
    return Branch.objects.get(organisation=by.organisation_id, code=code).pk


class TestTrialBalance:
    def test_opening_turnover_and_closing(self, machine: Actor, django_assert_num_queries: Any) -> None:
        write(machine, entry(LOANS, BANK, 50_000), on=YESTERDAY)
        write(machine, entry(BANK, LOANS, 12_000), entry(BANK, INTEREST, 500), entry(INTEREST, INCOME, 800))
        with django_assert_num_queries(3):
            rows = {row.code: row for row in trial_balance(machine, DAY, DAY).rows}
        assert [
            (rows[code].opening_minor, rows[code].debit_minor, rows[code].credit_minor) for code in sorted(rows)
        ] == [
            (-50_000, 12_500, 0),
            (50_000, 0, 12_000),
            (0, 800, 500),
            (0, 0, 800),
        ]
        assert [rows[code].closing_minor for code in sorted(rows)] == [-37_500, 38_000, 300, -800]

    def test_later_bookings_do_not_count(self, machine: Actor) -> None:
        write(machine, entry(LOANS, BANK, 50_000))
        assert trial_balance(machine, YESTERDAY, YESTERDAY).rows == ()

    def test_currencies_are_never_added_up(self, machine: Actor) -> None:
        write(machine, entry(LOANS, BANK, 100), entry(LOANS, BANK, 70, currency="EUR"))
        totals = trial_balance(machine, DAY, DAY).totals
        assert [(each.currency, each.debit_minor, each.credit_minor) for each in totals] == [
            ("EUR", 70, 70),
            ("PLN", 100, 100),
        ]

    @given(
        st.lists(
            st.tuples(
                st.sampled_from([BANK, LOANS, INTEREST, INCOME]),
                st.sampled_from([BANK, LOANS, INTEREST, INCOME]),
                st.integers(-(10**12), 10**12),
                st.integers(0, 3),
                st.sampled_from(["PLN", "EUR", "IRR"]),
            ).filter(lambda drawn: drawn[0] != drawn[1]),
            max_size=12,
        )
    )
    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_it_always_balances(self, machine: Actor, drawn: list[tuple[str, str, int, int, str]]) -> None:
        with undone():
            for debit, credit, minor, days, currency in drawn:
                write(machine, entry(debit, credit, minor, currency=currency), on=DAY - timedelta(days=days))
            balance = trial_balance(machine, DAY - timedelta(days=1), DAY)
            for total in balance.totals:
                assert total.debit_minor == total.credit_minor
                assert total.opening_minor == total.closing_minor == 0
            moved = sum(abs(minor) for *_rest, minor, days, _currency in drawn if days <= 1)
            assert sum(total.debit_minor for total in balance.totals) == moved


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written inside is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class TestScope:
    def test_a_branch_sees_its_own_accounts(self, machine: Actor) -> None:
        krakow, warszawa = branch_id(machine, "KR"), branch_id(machine, "WA")
        for branch, minor in ((krakow, 100), (warszawa, 70)):
            cause = Cause("story", branch)
            write(machine, Entry(Place(LOANS, "PLN", branch), Place(BANK, "PLN", branch), minor, DAY, cause))
        seen = {
            scope: sum(total.debit_minor for total in trial_balance(actor, DAY, DAY).totals)
            for scope in (ScopeLevel.BRANCH, ScopeLevel.PROVINCE, ScopeLevel.OWN, ScopeLevel.ORGANISATION)
            for actor in [member(machine, f"Olga {scope}", ("ledger.view",), scope=scope)]
        }
        assert seen == {"branch": 100, "province": 100, "own": 100, "organisation": 170}
        assert [row.debit_minor for row in trial_balance(machine, DAY, DAY, branch_id=warszawa).rows] == [0, 70]

    def test_another_organisation_sees_nothing(self, machine: Actor) -> None:
        write(machine, entry(LOANS, BANK, 100))
        assert trial_balance(krakowska("wislana"), DAY, DAY).rows == ()
