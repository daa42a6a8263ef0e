"""What a statement says as a whole: does it add up, does it follow on the one before, does it take entries back?"""

from collections.abc import Iterable
from itertools import groupby

from loanmath.money import Money
from repaid.kernel.refusal import Finding

from .findings import finding
from .model import Balance, Statement


def check_statement(statement: Statement) -> list[Finding]:
    """Every finding on one statement: its reversals, and that its balances disagree, if they do."""
    return [*_reversals(statement), *_check_balances(statement)]


def _reversals(statement: Statement) -> list[Finding]:
    return [
        finding("reversal", line=line.row, path=line.path, amount=Money(line.amount_minor, line.currency))
        for line in statement.lines
        if line.kind == "reversal"
    ]


def _check_balances(statement: Statement) -> list[Finding]:
    opening, closing = statement.opening, statement.closing
    if opening is None or closing is None:
        return []
    if opening.currency != closing.currency:
        facts = {"opening": _money(opening), "closing": _money(closing)}
        return [finding("balance_currency", line=closing.row, **facts)]
    moved = sum(line.amount_minor for line in statement.lines if line.is_booked and line.currency == opening.currency)
    computed = opening.amount_minor + moved
    if computed == closing.amount_minor:
        return []
    lines, total = Money(moved, opening.currency), Money(computed, opening.currency)
    facts = {"opening": _money(opening), "lines": lines, "computed": total, "closing": _money(closing)}
    return [finding("balance_mismatch", line=closing.row, **facts)]


def check_chain(statements: Iterable[Statement]) -> list[Finding]:
    """A statement of an account that does not open where the one before it in the file closed."""
    found: list[Finding] = []
    ordered = sorted(statements, key=lambda each: (each.account, each.currency))
    for _account, group in groupby(ordered, key=lambda each: (each.account, each.currency)):
        before: Balance | None = None
        for statement in group:
            found += _check_follows(before, statement.opening)
            before = statement.closing
    return found


def _check_follows(before: Balance | None, after: Balance | None) -> list[Finding]:
    if before is None or after is None or before.currency != after.currency:
        return []
    if before.amount_minor == after.amount_minor:
        return []
    return [finding("balance_gap", line=after.row, opening=_money(after), closing=_money(before))]


def _money(balance: Balance) -> Money:
    return Money(balance.amount_minor, balance.currency)
