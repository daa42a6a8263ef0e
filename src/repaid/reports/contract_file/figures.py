"""What the engine says of a contract on a day: instalments, what is being earned, the lines of "why this amount"."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from loanmath.early import Quote
from loanmath.explain import explain
from loanmath.facts import Accrual
from loanmath.life import Life
from loanmath.money import format_minor
from loanmath.rates import PPM_PER_PERCENT
from loanmath.trace import Line
from repaid.contracts.figures import amounts_data
from repaid.contracts.queries.schedule import ScheduleRow

Data = dict[str, Any]


def instalments_data(rows: list[ScheduleRow], currency: str) -> list[Data]:
    """Every instalment with what was asked, paid, given up and is open of each component."""
    return [
        {
            "number": row.number,
            "due": row.due,
            "state": row.state.value,
            "origin": row.origin.value,
            "owed": amounts_data(row.owed, currency),
            "paid": amounts_data(row.paid, currency),
            "given_up": amounts_data(row.given_up, currency),
            "open": amounts_data(row.open, currency),
            "settled_on": row.settled_on,
        }
        for row in rows
    ]


def accruals_data(life: Life) -> list[Data]:
    """What is being earned on which base; `carried` is the exact fraction earned and not asked, minor units."""
    view = life.view
    interest = {
        "component": "interest",
        "instalment": None,
        "base": format_minor(view.bearing, life.terms.currency),
        "overdue_since": None,
        "since": view.today,
        "carried": _fraction(view.carried),
        "asked": format_minor(0, life.terms.currency),
    }
    return [interest, *(_penalty(each, life.terms.currency) for each in view.accruals)]


def _penalty(each: Accrual, currency: str) -> Data:
    return {
        "component": "penalty",
        "instalment": each.instalment,
        "base": format_minor(each.base + each.compounded, currency),
        "overdue_since": each.overdue_since,
        "since": each.since,
        "carried": _fraction(each.carried),
        "asked": format_minor(each.asked, currency),
    }


def explanation_data(life: Life, quote: Quote) -> Data:
    """Every figure of the schedule line by line, and what repays everything."""
    found = explain(life.terms, life.events, life.as_of, life.reference)
    currency = life.terms.currency
    return {
        "figures": [
            {
                "instalment": each.instalment,
                "due": each.due,
                "component": each.component.value,
                "amount": format_minor(each.amount, currency),
                "lines": list(_lines(each.lines, currency)),
            }
            for each in found
        ],
        "to_repay_everything": [
            {"item": line.item.value, "amount": format_minor(line.amount, currency)} for line in quote.lines
        ],
    }


def _lines(lines: tuple[Line, ...], currency: str) -> Iterator[Data]:
    for line in lines:
        yield {
            "what": line.what.value,
            "from": line.start,
            "until": line.end,
            "balance": format_minor(line.balance, currency),
            "percent": format((Decimal(line.rate) / PPM_PER_PERCENT).normalize(), "f"),
            "days": line.days,
            "years": _fraction(line.years),
            "basis": line.basis or None,
            "exact_minor": _fraction(line.exact),
            "event": line.event or None,
            "source": line.source or None,
        }


def _fraction(value: Fraction) -> str:
    return f"{value.numerator}/{value.denominator}"
