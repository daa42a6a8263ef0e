"""Natural keys: the same line of the same account has the same key in whatever file it comes again.

A bank's reference is not unique (all payments of a batch carry one), so a key is made of everything the line says.
Lines that say exactly the same are told apart by counting them in the order of the file. Where the bank gives no
reference at all, the number of the statement is part of the key: two equal payments of one day, told in two
statements, are two payments.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from .model import Line, Statement

KEY_HEX: Final = 32


def with_keys(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """The statements with a natural key in every line and every part of a batch."""
    seen: Counter[str] = Counter()
    return tuple(_keyed(statement, seen) for statement in statements)


def _keyed(statement: Statement, seen: Counter[str]) -> Statement:
    account = f"{statement.account}\x1f{statement.currency}"
    lines = tuple(_keyed_line(line, account, statement.number, seen) for line in statement.lines)
    return replace(statement, lines=lines)


def _keyed_line(line: Line, account: str, number: str, seen: Counter[str]) -> Line:
    key = _counted(account, number, line, seen)
    parts = tuple(replace(part, natural_key=_counted(key, number, part, seen)) for part in line.parts)
    return replace(line, natural_key=key, parts=parts)


def _counted(owner: str, number: str, line: Line, seen: Counter[str]) -> str:
    said = _said(owner, number, line)
    seen[said] += 1
    return hashlib.sha256(f"{said}\x1f{seen[said]}".encode()).hexdigest()[:KEY_HEX]


def _said(owner: str, number: str, line: Line) -> str:
    facts = (
        owner,
        "" if line.bank_reference else number,
        line.value_date,
        line.booked_on,
        line.amount_minor,
        line.currency,
        line.kind,
        line.bank_reference,
        line.counterparty,
        line.counterparty_account,
        line.paid_into,
        line.remittance,
        *(f"{kind}={value}" for kind, value in line.references),
    )
    return "\x1f".join(map(str, facts))
