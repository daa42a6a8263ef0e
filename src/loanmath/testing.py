"""Hypothesis strategies: terms as lenders write them, histories as life writes them.

`stories()` draws (terms, events, last day). Every history is legal: nothing is lent
after a termination, refunds stay within reason, keys are unique. Amounts are small
enough for any machine and round enough to meet ties.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from loanmath.changes import Change, Extended, InterestPause, Postponed, RateChange, Reamortised, Restructured
from loanmath.components import Amounts, Component
from loanmath.dates import Every, Unit, nth_date
from loanmath.daycount import DayCount
from loanmath.events import (
    Disbursed,
    EarlyRepaid,
    Event,
    FeeCharged,
    MoneyReturned,
    Received,
    Refunded,
    Repayment,
    Resumed,
    Suspended,
    Terminated,
    TermsChanged,
    Waived,
    WrittenOff,
)
from loanmath.rates import RateRule, RateStep
from loanmath.rounding import Rounding
from loanmath.scheme import SCHEME_NL, SCHEME_PL, Advance, Scheme, Through
from loanmath.terms import (
    InterestOn,
    LastInstalment,
    LoanTerms,
    Method,
    OverduePrincipal,
    Penalty,
    PenaltyBase,
    Portion,
    Remainder,
)

Story = tuple[LoanTerms, list[Event], date]
START = date(2024, 1, 31)
_DAY_COUNTS = (DayCount.ACT_365, DayCount.ACT_360, DayCount.ACT_ACT_ISDA, DayCount.THIRTY_E_360, DayCount.PERIOD)
_SHARED = (Method.ANNUITY, Method.EQUAL_PRINCIPAL, Method.FLAT, Method.INTEREST_ONLY, Method.BULLET)


def percents(most: int = 40) -> st.SearchStrategy[Decimal]:
    """Yearly rates on the grid of 0.0001 per cent, often round."""
    fine = st.integers(0, most * 10_000).map(lambda n: Decimal(n) / 10_000)
    return st.one_of(st.integers(0, most).map(Decimal), fine)


def schemes() -> st.SearchStrategy[Scheme]:
    """Allocation schemes of two countries and any order, without equal parts (which do not commute)."""
    advances = st.sampled_from((Advance.HOLD, Advance.NEXT, Advance.LAST))
    orders = st.permutations(list(Component))
    free = st.builds(
        lambda order, through, advance: Scheme.of(*order, through=through, advance=advance),
        orders,
        st.sampled_from(Through),
        advances,
    )
    return st.one_of(st.sampled_from((SCHEME_PL, SCHEME_NL)), free)


@st.composite
def loan_terms(draw: st.DrawFn, /, **fixed: Any) -> LoanTerms:
    """Terms of a loan of 1 to 12 instalments. `fixed`: fields that are not drawn."""
    count = draw(st.integers(1, 12))
    every = draw(
        st.sampled_from((Every(1, Unit.MONTHS), Every(2, Unit.WEEKS), Every(3, Unit.MONTHS), Every(10, Unit.DAYS)))
    )
    drawn: dict[str, Any] = {
        "currency": "EUR",
        "amount": draw(st.integers(1, 2_000)) * 500,
        "start": START,
        "rates": (RateStep(None, draw(percents())),),
        "count": count,
        "every": every,
        "method": draw(st.sampled_from(_SHARED)),
        "day_count": draw(st.sampled_from(_DAY_COUNTS)),
        "interest_on": draw(st.sampled_from(InterestOn)),
        "overdue_principal": draw(st.sampled_from((OverduePrincipal.STOPS, OverduePrincipal.BEARS))),
        "rounding": draw(st.sampled_from((Rounding.HALF_UP, Rounding.HALF_EVEN))),
        "remainder": draw(st.sampled_from(Remainder)),
        "multiple": draw(st.sampled_from((1, 1, 100))),
        "last_instalment": draw(st.sampled_from(LastInstalment)),
        "grace_principal": draw(st.integers(0, max(count - 1, 0))) if draw(st.booleans()) else 0,
        "balloon": Portion(share=draw(st.sampled_from((Fraction(0), Fraction(0), Fraction(1, 4))))),
        "allocation": draw(schemes()),
        "penalty": draw(st.none() | penalties()),
    }
    return LoanTerms(**{**drawn, **fixed})


def penalties() -> st.SearchStrategy[Penalty]:
    """Penalty interest at a fixed rate."""
    return st.builds(
        Penalty,
        percents(25).map(lambda percent: RateRule(percent)),
        st.sampled_from(PenaltyBase),
        compounds_yearly=st.booleans(),
    )


@st.composite
def stories(draw: st.DrawFn, /, kinds: tuple[str, ...] = (), **fixed: Any) -> Story:
    """Terms, a disbursement and up to ten events in order of date; `kinds` limits them ("paid", "fee", ...)."""
    terms = draw(loan_terms(**fixed))
    events: list[Event] = [Disbursed(value_date=START, key="launch", amount=terms.amount)]
    on, ended, suspended = START, False, False
    for n in range(draw(st.integers(0, 10))):
        on += timedelta(days=draw(st.integers(0, 45)))
        kind = draw(st.sampled_from(kinds or tuple(_MAKERS)))
        if (ended and kind not in _AFTER_THE_END) or (suspended and kind in ("terminated", "changed")):
            kind = "paid"
        if kind == "suspended" and suspended:
            kind = "resumed"
        events.append(_MAKERS[kind](draw, terms, on, f"{kind}-{n}", events))
        ended = ended or kind in ("terminated", "written_off")
        suspended = kind == "suspended" or (suspended and kind != "resumed")
    return terms, events, on + timedelta(days=draw(st.integers(0, 400)))


_AFTER_THE_END = ("paid", "waived", "refunded")
Maker = Callable[[st.DrawFn, LoanTerms, date, str, list[Event]], Event]


def _money(draw: st.DrawFn, terms: LoanTerms) -> int:
    """A whole instalment or so, a trifle, or more than everything."""
    part = terms.amount // terms.count or 1
    return draw(st.one_of(st.just(part), st.integers(1, part), st.integers(1, terms.amount * 2)))


def _paid(draw: st.DrawFn, terms: LoanTerms, on: date, key: str, _: list[Event]) -> Event:
    return Received(value_date=on, key=key, amount=_money(draw, terms))


def _lent(draw: st.DrawFn, terms: LoanTerms, on: date, key: str, _: list[Event]) -> Event:
    return Disbursed(value_date=on, key=key, amount=_money(draw, terms))


def _fee(draw: st.DrawFn, _: LoanTerms, on: date, key: str, __: list[Event]) -> Event:
    due = on + timedelta(days=draw(st.integers(0, 60)))
    component = draw(st.sampled_from((Component.FEES, Component.TAX, Component.PENALTY, Component.INTEREST)))
    return FeeCharged(value_date=on, key=key, amount=draw(st.integers(1, 5_000)), due=due, component=component)


def _changed(draw: st.DrawFn, terms: LoanTerms, on: date, key: str, _: list[Event]) -> Event:
    next_month = nth_date(on, terms.every, 1)
    change: Change = draw(
        st.one_of(
            st.builds(RateChange, percent=percents()),
            st.builds(InterestPause, start=st.just(on), until=st.just(on + timedelta(days=20))),
            st.builds(Postponed, due=st.just(on), periods=st.integers(1, 3), bears_interest=st.booleans()),
            st.builds(Extended, periods=st.integers(1, 3)),
            st.just(Reamortised()),
            st.builds(Restructured, first_due=st.just(next_month), count=st.integers(1, 6), every=st.just(terms.every)),
        )
    )
    return TermsChanged(value_date=on, key=key, change=change)


def _returned(draw: st.DrawFn, terms: LoanTerms, on: date, key: str, events: list[Event]) -> Event:
    receipts = [e for e in events if isinstance(e, Received)]
    if not receipts:
        return _paid(draw, terms, on, key, events)
    receipt = draw(st.sampled_from(receipts))
    interest = draw(st.sampled_from((0, 0, receipt.amount // 3)))
    amounts = Amounts(principal=receipt.amount - interest, interest=interest)
    return MoneyReturned(value_date=on, key=key, receipt=receipt.key, amounts=amounts)


def _early(draw: st.DrawFn, terms: LoanTerms, on: date, key: str, _: list[Event]) -> Event:
    return EarlyRepaid(value_date=on, key=key, amount=_money(draw, terms), mode=draw(st.sampled_from(Repayment)))


def _waived(draw: st.DrawFn, terms: LoanTerms, on: date, key: str, _: list[Event]) -> Event:
    return Waived(value_date=on, key=key, component=draw(st.sampled_from(Component)), amount=_money(draw, terms))


def _refunded(draw: st.DrawFn, _: LoanTerms, on: date, key: str, __: list[Event]) -> Event:
    return Refunded(value_date=on, key=key, amount=draw(st.integers(1, 20_000)))


_MAKERS: dict[str, Maker] = {
    "paid": _paid,
    "lent": _lent,
    "fee": _fee,
    "changed": _changed,
    "returned": _returned,
    "early": _early,
    "waived": _waived,
    "refunded": _refunded,
    "suspended": lambda _, __, on, key, ___: Suspended(value_date=on, key=key),
    "resumed": lambda _, __, on, key, ___: Resumed(value_date=on, key=key),
    "terminated": lambda _, __, on, key, ___: Terminated(value_date=on, key=key),
    "written_off": lambda _, __, on, key, ___: WrittenOff(value_date=on, key=key),
}
