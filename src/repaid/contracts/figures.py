"""What the engine says, as plain data: amounts are texts with decimals ("552.34"), dates ISO."""

from collections.abc import Iterator
from typing import Any

from loanmath.components import Amounts
from loanmath.facts import Finding, Instalment
from loanmath.life import Allocation, Life
from loanmath.money import format_minor

Data = dict[str, Any]


def schedule_data(life: Life) -> Data:
    """The schedule: rows and their totals. `balance` is the principal that is left after the row."""
    rows = list(_rows(life))
    owed = Amounts()
    for row in life.schedule:
        owed = owed.plus(row.owed)
    return {
        "currency": life.terms.currency,
        "principal": format_minor(life.view.lent, life.terms.currency),
        "rows": rows,
        "totals": amounts_data(owed, life.terms.currency),
    }


def life_data(life: Life) -> Data:
    """Everything about a contract on a day."""
    currency = life.terms.currency
    receipts = dict.fromkeys(movement.receipt for movement in life.movements if movement.receipt)
    return {
        "as_of": life.as_of,
        "currency": currency,
        "state": life.stage.value,
        "schedule": [{**data, **_paid(row, currency)} for data, row in zip(_rows(life), life.schedule, strict=True)],
        "allocations": [_allocation(life.allocation_of(receipt), currency) for receipt in receipts],
        "balances": _balances(life),
        "arrears": _arrears(life),
        "findings": [_finding(found, currency) for found in life.findings],
    }


def amounts_data(amounts: Amounts, currency: str) -> Data:
    """Components and their total."""
    parts = {name: format_minor(value, currency) for name, value in amounts._asdict().items()}
    return {**parts, "total": format_minor(amounts.total, currency)}


def _rows(life: Life) -> Iterator[Data]:
    balance = life.view.lent
    for row in life.schedule:
        balance -= row.owed.principal
        yield {
            "number": row.number,
            "from": row.start,
            "due": row.due,
            **amounts_data(row.owed, life.terms.currency),
            "balance": format_minor(balance, life.terms.currency),
        }


def _paid(row: Instalment, currency: str) -> Data:
    return {
        "paid": amounts_data(row.paid, currency),
        "given_up": format_minor(row.waived.total + row.written_off.total, currency),
        "open": format_minor(row.open.total, currency),
        "settled_on": row.settled_on,
        "origin": row.origin.value,
        "billed": row.fixed,
    }


def _allocation(found: Allocation, currency: str) -> Data:
    return {
        "receipt": found.receipt,
        "amount": format_minor(found.amount, currency),
        "parts": [
            {
                "instalment": part.instalment,
                "component": part.component.value,
                "amount": format_minor(part.amount, currency),
                "on": part.on,
            }
            for part in found.parts
        ],
        "refunded": format_minor(found.refunded, currency),
        "credit": format_minor(found.rest, currency),
    }


def _balances(life: Life) -> Data:
    now, currency = life.balances, life.terms.currency
    sides = {"billed": now.billed, "overdue": now.overdue, "unbilled": now.unbilled, "outstanding": now.outstanding}
    return {
        **{name: amounts_data(side, currency) for name, side in sides.items()},
        "credit": format_minor(now.credit, currency),
    }


def _arrears(life: Life) -> Data:
    late = life.arrears
    return {
        "days_past_due": late.days_past_due,
        "oldest_due": late.oldest_due,
        "instalments": late.instalments,
        "overdue": format_minor(late.overdue.total, life.terms.currency),
        "bucket": late.bucket(),
    }


def _finding(found: Finding, currency: str) -> Data:
    return {
        "code": found.code.value,
        "on": found.on,
        "event": found.event,
        "amount": format_minor(found.amount, currency),
        "detail": found.detail,
    }
