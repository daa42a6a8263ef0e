"""Repayments as the customer sees them (CZ-61, CZ-62, decision 38).

Every row adds up: amount = principal + interest + penalty interest + other + deposit. A payment that comes early
stands with its deposit; when an instalment falls due, a second row "from deposit" shows what the deposit paid. So a
row once shown does not change.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from loanmath.components import Amounts, Component
from loanmath.facts import Movement, MovementKind
from loanmath.life import Life
from repaid.contracts.choices import RepaymentKind


@dataclass(frozen=True, slots=True)
class RepaymentRow:
    """Minor units; `other` is fees and tax. Money that went back is below zero."""

    on: date
    kind: RepaymentKind
    receipt: str
    amount: int
    principal: int
    interest: int
    penalty: int
    other: int

    @property
    def deposit(self) -> int:
        """What was kept for later, or below zero: what was taken from what had been kept."""
        return self.amount - self.principal - self.interest - self.penalty - self.other


_KINDS = {
    MovementKind.RECEIVED: RepaymentKind.PAYMENT,
    MovementKind.PAID: RepaymentKind.FROM_DEPOSIT,
    MovementKind.RETURNED: RepaymentKind.RETURNED,
    MovementKind.REFUNDED: RepaymentKind.REFUNDED,
}


def repayment_rows(life: Life) -> list[RepaymentRow]:
    """All repayments up to the day of a life, oldest first."""
    groups: dict[tuple[str, date, str], list[Movement]] = {}
    for move in life.movements:
        if move.kind in _KINDS and (move.receipt or move.kind is not MovementKind.PAID):
            same = move.receipt if move.cause in ("", move.receipt) else move.cause
            groups.setdefault((move.cause, move.value_date, same), []).append(move)
    return [_row(moves) for moves in groups.values()]


def _row(moves: list[Movement]) -> RepaymentRow:
    first = moves[0]
    kind = _KINDS[first.kind]
    parts = _sum(moves, MovementKind.PAID).minus(_sum(moves, MovementKind.RETURNED))
    received = sum(move.amount for move in moves if move.kind is MovementKind.RECEIVED)
    back = sum(move.amount for move in moves if move.kind in (MovementKind.RETURNED, MovementKind.REFUNDED))
    return RepaymentRow(
        on=first.value_date,
        kind=kind,
        receipt=first.receipt,
        amount=received - back,
        principal=parts.principal,
        interest=parts.interest,
        penalty=parts.penalty,
        other=parts.fees + parts.tax,
    )


def _sum(moves: Iterable[Movement], kind: MovementKind) -> Amounts:
    total = Amounts()
    for move in moves:
        if move.kind is kind:
            total = total.add(move.component or Component.FEES, move.amount)
    return total
