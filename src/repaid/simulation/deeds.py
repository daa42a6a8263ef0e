"""Deeds: what happens to a contract, told as data and carried out by the command of that name."""

import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import UnionType
from typing import Any

from loanmath.life import Life
from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.access.command import all_commands
from repaid.contracts.commands import charges, losses, payments, reversal, settlement, standing, terms
from repaid.contracts.commands.borrowers import change_borrower
from repaid.contracts.commands.disbursement import disburse
from repaid.contracts.commands.opening import cancel_contract
from repaid.contracts.queries.contracts import contract_named
from repaid.contracts.queries.life import life_of, quote_of
from repaid.simulation.cast import Cast

Data = dict[str, Any]

_DEEDS = (
    cancel_contract, change_borrower, charges.award_costs, charges.charge_fee, charges.waive, disburse, losses.recover,
    losses.sell, losses.write_off, payments.receive_payment, payments.refund_credit, payments.repay_early,
    payments.return_money, reversal.reverse_event, settlement.settle_early, standing.resume, standing.suspend,
    standing.terminate, terms.change_rate, terms.extend_term, terms.grant_grace, terms.move_due_dates,
    terms.pause_interest, terms.postpone_instalments, terms.reamortise, terms.restructure, terms.set_instalment,
)  # fmt: skip
DEEDS: Mapping[str, Any] = {deed.__name__: deed for deed in _DEEDS}
"""What can happen to a contract that is signed."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How the days and amounts of a story are read."""

    day: Callable[[Any], date]
    money: Callable[[str], Money]


def carry_out(cast: Cast, number: str, deed: Data, reading: Reading) -> Any:
    """Let a deed happen to a contract: `do` is the command, all else its arguments; others are left out."""
    do = deed["do"]
    act, right = DEEDS[do], all_commands()[f"contracts.{do}"].right
    hints = typing.get_type_hints(act)
    given = {name: _read(hints[name], deed[name], reading) for name in deed.keys() & hints.keys() - {"by", "number"}}
    return act(by=cast.who_may(right), number=number, **given)


def _read(hint: Any, value: Any, reading: Reading) -> Any:
    kinds = typing.get_args(hint) if isinstance(hint, UnionType) else (hint,)
    if Money in kinds:
        return reading.money(value)
    if date in kinds and not isinstance(value, date):
        return reading.day(value)
    if Decimal in kinds:
        return Decimal(value)
    choice = next((kind for kind in kinds if isinstance(kind, type) and issubclass(kind, StrEnum)), None)
    return choice(value) if choice else value


def amount_of(text: str, by: Actor, number: str, currency: str, day: date) -> Money:
    """An amount: a figure, or the name of one that the contract tells on a day."""
    if text not in NAMED:
        return Money.parse(text, currency)
    return Money(NAMED[text](by, number, day), currency)


def _quote(by: Actor, number: str, day: date) -> int:
    contract = contract_named(by, number)
    is_launched = contract.launched_on is not None and contract.launched_on <= day
    return quote_of(contract, day).total if is_launched else 0


def _credit(by: Actor, number: str, day: date) -> int:
    return _life(by, number, day).balances.credit


def _penalty(by: Actor, number: str, day: date) -> int:
    return _life(by, number, day).balances.billed.penalty


def _due(by: Actor, number: str, day: date) -> int:
    return _life(by, number, day).balances.billed.total


def _next(by: Actor, number: str, day: date) -> int:
    life = _life(by, number, day)
    return next((row.open.total for row in life.schedule[life.view.next :] if row.open.total > 0), 0)


def _life(by: Actor, number: str, day: date) -> Life:
    return life_of(contract_named(by, number), day)


NAMED: Mapping[str, Callable[[Actor, str, date], int]] = {
    "quote": _quote,
    "credit": _credit,
    "penalty": _penalty,
    "due": _due,
    "next": _next,
}
"""Amounts that a contract tells: minor units. `due` is billed and unpaid, `next` what the next instalment asks."""
