"""A `Stmt`, `Rpt` or `Ntfctn` as a statement: its account, its balances, and what the bank announces of its entries."""

from collections.abc import Sequence
from typing import Final

from loanmath.money import Money
from repaid.kernel.refusal import Finding

from ..findings import finding
from ..markup import Element
from ..model import Balance, Line, Statement
from ..wording import account_code
from .dates import read_amount, read_day

OPENING: Final = ("OPBD", "PRCD")
CLOSING: Final = ("CLBD",)
_INTERIM: Final = ("ITBD",)


def owner_of(head: Element) -> str:
    """The account of the statement, also while its entries are still being read."""
    return account_code(head.words("Acct/Id/IBAN", "Acct/Id/Othr/Id", "Acct/Id/PrtryAcct/Id"))


def build(head: Element, lines: Sequence[Line], kind: str, last_row: int, found: list[Finding]) -> Statement:
    """The statement of these lines; `kind` is camt.052, camt.053 or camt.054. What is missing becomes a finding."""
    balances = [(each.words("Tp/CdOrPrtry/Cd", "Tp/Cd"), _balance(each, found)) for each in head.all("Bal")]
    interim = kind == "camt.053"
    opening = _pick(balances, OPENING) or (_pick(balances, _INTERIM) if interim else None)
    closing = _pick(balances, CLOSING) or (_pick(balances[::-1], _INTERIM) if interim else None)
    currency = head.words("Acct/Ccy") or (opening.currency if opening else lines[0].currency if lines else "")
    statement = Statement(
        account=owner_of(head),
        currency=currency,
        number=head.words("ElctrncSeqNb", "LglSeqNb", "Id"),
        lines=tuple(lines),
        opening=opening,
        closing=closing,
        is_interim=kind == "camt.052",
        row=head.row,
        last_row=last_row,
    )
    found += _missing(statement, kind) + _announced(head, statement)
    return statement


def _pick(balances: list[tuple[str, Balance | None]], codes: tuple[str, ...]) -> Balance | None:
    return next((balance for code in codes for given, balance in balances if given == code and balance), None)


def _balance(element: Element, found: list[Finding]) -> Balance | None:
    amount = read_amount(element.first("Amt"), element, found)
    if amount is None:
        return None
    sign = -1 if element.words("CdtDbtInd") == "DBIT" else 1
    return Balance(sign * amount[0], amount[1], read_day(element.first("Dt"), found), element.row)


def _missing(statement: Statement, kind: str) -> list[Finding]:
    found = []
    if not statement.account:
        found.append(finding("no_account", line=statement.row))
    if kind == "camt.053" and statement.opening is None:
        found.append(finding("no_opening", line=statement.row))
    if kind == "camt.053" and statement.closing is None:
        found.append(finding("not_closed", line=statement.row))
    if kind != "camt.054":
        found += [
            finding("other_currency", line=line.row, path=line.path, amount=Money(line.amount_minor, line.currency))
            for line in statement.lines
            if line.currency != statement.currency
        ]
    return found


def _announced(head: Element, statement: Statement) -> list[Finding]:
    """`TxsSummry`: how many entries there are, and what those of one direction sum up to."""
    summary = head.first("TxsSummry")
    if summary is None:
        return []
    every = statement.lines
    credit, debit = [x for x in every if x.amount_minor >= 0], [x for x in every if x.amount_minor < 0]
    found = _counted(summary, "TtlNtries", every)
    for name, lines in (("TtlCdtNtries", credit), ("TtlDbtNtries", debit)):
        found += _counted(summary, name, lines) + _summed(summary, name, lines)
    return found


def _counted(summary: Element, name: str, lines: Sequence[Line]) -> list[Finding]:
    announced = summary.words(f"{name}/NbOfNtries")
    if not announced or announced.lstrip("0") == str(len(lines)).lstrip("0"):
        return []
    return [finding("count_mismatch", line=summary.row, path=name, announced=announced, computed=len(lines))]


def _summed(summary: Element, name: str, lines: Sequence[Line]) -> list[Finding]:
    announced = summary.first(f"{name}/Sum")
    currencies = {line.currency for line in lines}
    if announced is None or len(currencies) != 1:
        return []
    currency = currencies.pop()
    total = Money(sum(abs(line.amount_minor) for line in lines), currency)
    announced.attributes["Ccy"] = currency
    found: list[Finding] = []
    given = read_amount(announced, summary, found)
    if given is not None and given[0] != total.minor:
        shown = Money(given[0], currency)
        found.append(finding("summary_mismatch", line=announced.row, path=name, announced=shown, computed=total))
    return found
