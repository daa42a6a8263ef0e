"""Loans and events of the tests, in few words."""

from datetime import date
from decimal import Decimal
from typing import Any

from loanmath.events import Disbursed, EarlyRepaid, Event, Received, TermsChanged
from loanmath.life import Life
from loanmath.rates import RateStep
from loanmath.replay import replay
from loanmath.terms import FinancedFee, LoanTerms, Portion


def day(text: str) -> date:
    return date.fromisoformat(text)


def loan(amount: int, percent: str, start: str, count: int, **more: Any) -> LoanTerms:
    """A monthly loan; amount in whole units, rate in per cent."""
    rates = (RateStep(None, Decimal(percent)),)
    return LoanTerms(currency="PLN", amount=amount * 100, start=day(start), rates=rates, count=count, **more)


def loan_11(**more: Any) -> LoanTerms:
    """Loan 11 of the requirements: 500.00 and a financed fee of 50.00, launched on 2015-05-21."""
    fee = FinancedFee("preparation", Portion(50_00))
    return loan(500, "5.00", "2015-05-21", 1, financed_fees=(fee,), **more)


def lent(terms: LoanTerms, on: str = "", amount: int | None = None, key: str = "lent") -> Disbursed:
    return Disbursed(
        value_date=day(on) if on else terms.start, key=key, amount=terms.amount if amount is None else amount
    )


def paid(on: str, amount: int, key: str = "") -> Received:
    """A payment in minor units; its receipt is its day."""
    return Received(value_date=day(on), key=key or f"receipt {on}", amount=amount)


def early(on: str, amount: int, **more: Any) -> EarlyRepaid:
    return EarlyRepaid(value_date=day(on), key=f"early {on}", amount=amount, **more)


def changed(on: str, change: Any) -> TermsChanged:
    return TermsChanged(value_date=day(on), key=f"change {on}", change=change)


def life(terms: LoanTerms, *events: Event, on: str) -> Life:
    """The loan paid out in full on its start, and what happened then."""
    return replay(terms, [lent(terms), *events], day(on))


def rows(seen: Life) -> list[tuple[str, int, int]]:
    """(due, principal, interest) of every instalment."""
    return [(row.due.isoformat(), row.owed.principal, row.owed.interest) for row in seen.schedule]
