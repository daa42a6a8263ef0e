"""From the fields of one message to a statement."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from loanmath.money import Money
from repaid.kernel.refusal import Finding

from ..findings import finding
from ..model import Balance, Line, Statement
from .entry import read_entry
from .fields import END, Field
from .values import read_account, read_balance, read_minor

_INTERIM: Final = frozenset({"34F", "13", "13D", "90C", "90D"})


@dataclass
class Message:
    """The fields of one message as they come; an entry carries the fields 86 that follow it."""

    row: int
    last_row: int
    is_stray: bool = False
    tags: dict[str, Field] = field(default_factory=dict)
    entries: list[tuple[Field, list[Field]]] = field(default_factory=list)

    def add(self, given: Field) -> None:
        """Take one field; after a closing balance an 86 speaks of the whole statement."""
        self.last_row = given.row + max(0, len(given.lines) - 1)
        if given.tag == "61":
            self.entries.append((given, []))
        elif given.tag == "86" and self.entries and not self._has("62F", "62M"):
            self.entries[-1][1].append(given)
        else:
            self.tags.setdefault(given.tag, given)

    def _has(self, *tags: str) -> bool:
        return any(tag in self.tags for tag in tags)

    @property
    def is_interim(self) -> bool:
        return not self._has("60F", "60M", "62F", "62M") and self._has(*_INTERIM)

    def balance(self, tags: tuple[str, str], found: list[Finding]) -> Balance | None:
        given = next((self.tags[tag] for tag in tags if tag in self.tags), None)
        return read_balance(given.text, given.row, found) if given else None

    def text(self, *tags: str) -> str:
        return next((self.tags[tag].text for tag in tags if tag in self.tags), "")


def messages(fields: Iterable[Field]) -> list[Message]:
    """The fields by message: field 20 opens one, an end closes it, what stands between two belongs to none."""
    every: list[Message] = []
    current: Message | None = None
    for each in fields:
        if each.tag == END:
            current = None
            continue
        if each.tag == "20" or current is None:
            current = Message(each.row, each.row, is_stray=each.tag == "61")
            every.append(current)
        current.add(each)
    return every


def build(message: Message, currency_before: str, found: list[Finding]) -> Statement | None:
    """The statement of a message; `currency_before` helps out where an entry stands in no statement."""
    opening, closing = message.balance(("60F", "60M"), found), message.balance(("62F", "62M"), found)
    account, account_currency = read_account(message.text("25", "25P"))
    currency = _currency(message, opening or closing) or account_currency
    before = len(found)
    found += _missing(message, opening, closing, account)
    if not currency and message.is_stray:
        currency = currency_before
    if not currency:
        if message.entries:
            found.append(finding("no_currency", line=message.row))
        return None
    lines = [read_entry(entry, remarks, currency, found) for entry, remarks in message.entries]
    readable = tuple(line for line in lines if line is not None)
    if closing is None and not message.is_interim and len(readable) < len(lines):
        found.insert(before, finding("statement_left_out", line=message.row))
        readable = ()
    found += _announced(message, readable, currency)
    number = message.text("28C", "28")
    interim, rows = message.is_interim, (message.row, message.last_row)
    return Statement(account, currency, number, readable, opening, closing, interim, *rows)


def _currency(message: Message, balance: Balance | None) -> str:
    if balance is not None:
        return balance.currency
    floor = message.text("34F")[:3]
    announced = message.text("90C", "90D").lstrip("0123456789")[:3]
    return next((text for text in (floor, announced) if len(text) == 3 and text.isalpha()), "")


def _missing(message: Message, opening: Balance | None, closing: Balance | None, account: str) -> list[Finding]:
    if message.is_stray:
        return [finding("outside_statement", line=message.row)]
    found = [] if account else [finding("no_account", line=message.row)]
    if message.is_interim:
        return found
    if opening is None:
        found.append(finding("no_opening", line=message.row))
    if closing is None:
        found.append(finding("not_closed", line=message.row))
    return found


def _announced(message: Message, lines: tuple[Line, ...], currency: str) -> list[Finding]:
    """MT942 announces the number and the sum of debits (90D) and of credits (90C)."""
    found: list[Finding] = []
    for tag, sign in (("90C", 1), ("90D", -1)):
        given = message.tags.get(tag)
        if given is None:
            continue
        count, rest = _leading_number(given.text)
        mine = [line.amount_minor for line in lines if line.amount_minor * sign > 0]
        if count != len(mine):
            found.append(finding("count_mismatch", line=given.row, announced=count, computed=len(mine)))
        announced = read_minor(rest[3:], currency, given.row, found)
        if announced is not None and announced != abs(sum(mine)):
            shown, computed = Money(announced, currency), Money(abs(sum(mine)), currency)
            found.append(finding("summary_mismatch", line=given.row, announced=shown, computed=computed))
    return found


def _leading_number(text: str) -> tuple[int, str]:
    digits = text[: len(text) - len(text.lstrip("0123456789"))]
    return int(digits[:9] or 0), text[len(digits) :]
