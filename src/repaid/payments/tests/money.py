"""A lender with books on 2026-11-20, and statements as banks write them."""

from collections.abc import Iterable
from datetime import date

from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.ledger.choices import Role
from repaid.ledger.queries import role_codes, trial_balance
from repaid.ledger.tests.books import with_books

DAY = date(2026, 11, 20)
HEADER = "Data;Kwota;Waluta;Nadawca;Rachunek nadawcy;Tytuł;Rachunek"
OWN = "PL10105000997603123456789123"


def pln(text: str) -> Money:
    """An amount in zlotys."""
    return Money.parse(text, "PLN")


def lender() -> Actor:
    """The machine's actor of a lender with a chart of accounts and no contract."""
    return with_books()


def table(rows: Iterable[tuple[str, str, str, str]], day: date = DAY) -> bytes:
    """A CSV statement of (amount, payer, account of the payer, title)."""
    lines = [f"{day};{amount};PLN;{payer};{account};{title};{OWN}" for amount, payer, account, title in rows]
    return "\n".join([HEADER, *lines]).encode()


def standing(by: Actor, role: Role) -> int:
    """What stands on the account of a role, debit minus credit."""
    code = role_codes(by.organisation_id)[role]
    rows = trial_balance(by, date.min, date.max).rows
    return sum(row.closing_minor for row in rows if row.code == code)
