"""The money around a contract: its transfers in the ledger, the payments that were settled on it, who did what."""

from typing import Any

from loanmath.money import format_minor
from repaid.access.actors import Actor
from repaid.access.queries import audit_of
from repaid.ledger.queries import transfers_of
from repaid.payments.queries import payments
from repaid.settling.queries import settlements_of

Data = dict[str, Any]


def transfers_data(by: Actor, contract: Any) -> list[Data]:
    """The transfers that the contract made, oldest first."""
    rows = transfers_of(by, contract.subject).order_by("pk")
    return [
        {
            "id": row.pk,
            "debit": row.debit.line.code,
            "credit": row.credit.line.code,
            "component": row.debit.component or row.credit.component or None,
            "amount": format_minor(row.amount_minor, row.currency),
            "currency": row.currency,
            "value_date": row.value_date,
            "booked_on": row.booked_on,
            "cause": {"kind": row.cause_kind, "id": row.cause_id},
        }
        for row in rows
    ]


def payments_data(by: Actor, contract: Any) -> list[Data]:
    """The payments of which something was settled on the contract, oldest first, with what was."""
    rows = list(payments(by).filter(settlements__contract=contract.pk).distinct().order_by("value_date", "id"))
    parts: dict[int, list[Data]] = {}
    for each in settlements_of([row.pk for row in rows]).filter(contract=contract.pk).order_by("id"):
        parts.setdefault(each.payment_id, []).append(_settlement(each, contract.currency))
    return [_payment(row, parts[row.pk]) for row in rows]


def _payment(row: Any, settled: list[Data]) -> Data:
    return {
        "number": row.number,
        "source": row.source,
        "kind": row.kind,
        "state": row.state,
        "value_date": row.value_date,
        "booked_on": row.booked_on,
        "amount": format_minor(row.amount, row.currency),
        "currency": row.currency,
        "payer": row.words.payer or None,
        "payer_account": row.words.payer_account or None,
        "paid_into": row.words.paid_into or None,
        "remittance": row.words.remittance or None,
        "settled": settled,
    }


def _settlement(each: Any, currency: str) -> Data:
    return {
        "event": each.event_key,
        "amount": format_minor(each.amount, currency),
        "way": each.way,
        "settled_at": each.settled_at,
        "settled_by": each.settled_by.name if each.settled_by else None,
        "withdrawn_at": each.withdrawn_at,
        "withdrawn_reason": each.withdrawn_reason or None,
    }


def audit_data(by: Actor, contract: Any) -> list[Data]:
    """What was done to the contract, oldest first."""
    return [
        {
            "at": row.at,
            "command": row.command,
            "user": row.user.name if row.user else None,
            "approved_by": row.approved_by.name if row.approved_by else None,
            "channel": row.channel,
            "arguments": row.arguments,
            "outcome": row.outcome,
        }
        for row in audit_of(by, contract.subject).order_by("id")
    ]
