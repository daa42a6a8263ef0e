"""The books of a Polish lender, for the stories of these tests."""

from datetime import date

from repaid.access.actors import Actor
from repaid.access.tests.people import krakowska
from repaid.ledger.commands.chart import create_chart
from repaid.ledger.postings import Cause, Entry, Place

DAY = date(2026, 11, 20)
BANK, LOANS, INTEREST, INCOME = "139", "201", "202", "750"


def with_books(code: str = "krakowska") -> Actor:
    """The machine's actor of a lender with the Polish chart of accounts."""
    by = krakowska(code)
    create_chart(by=by, country="PL")
    return by


def entry(debit: str, credit: str, minor: int, *, cause: int = 1, currency: str = "PLN") -> Entry:
    """An amount to move between two codes without branch, product and component."""
    return Entry(Place(debit, currency), Place(credit, currency), minor, DAY, Cause("story", cause))
