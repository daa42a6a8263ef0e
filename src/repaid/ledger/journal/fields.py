"""The fields that layouts may name.

Outside of lists: those of `Journal.header`. Lists: `balances`, `totals` (a row a currency), `entries`, `lines`; an
entry holds `lines` of its own and `legs`, each line seen from the debit and from the credit. Amounts are plain
decimals, days are ISO, numbers count from 1.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple

from loanmath.money import format_minor
from repaid.ledger.journal.naming import AccountNamed, Documents
from repaid.ledger.journal.reading import Balance, Control, Line, Span, balances
from repaid.ledger.months import month_number

Row = dict[str, Any]


class Owner(NamedTuple):
    """Whose books they are."""

    code: str
    name: str
    country: str
    currency: str
    tax_number: str


@dataclass(frozen=True)
class Journal:
    """A journal as rows of fields. `read` reads its lines, anew whenever a list of them is asked for."""

    span: Span
    owner: Owner
    control: Sequence[Control]
    accounts: Mapping[int, AccountNamed]
    documents: Documents
    read: Callable[[], Iterator[Line]]

    def header(self, **more: str) -> Row:
        """The fields outside of lists."""
        span, owner = self.span, self.owner
        return {
            "organisation": owner.name, "organisation_code": owner.code, "country": owner.country,
            "currency": owner.currency, "tax_number": owner.tax_number, "since": str(span.since),
            "until": str(span.until), "year_start": str(span.year_start), "year": str(span.year_start.year), **more,
        }  # fmt: skip

    @property
    def lists(self) -> dict[str, Callable[[], Iterator[Row]]]:
        """The lists by their names."""
        return {"balances": self.balances, "totals": self.totals, "entries": self.entries, "lines": self.lines}

    def totals(self) -> Iterator[Row]:
        """What the journal adds up to."""
        for row in self.control:
            counts = {"entries": row.entries, "lines": row.lines, "legs": 2 * row.lines}
            yield {"currency": row.currency, "amount": format_minor(row.amount, row.currency), **counts}

    def balances(self) -> Iterator[Row]:
        """The accounts of the other chart, each currency apart."""
        grouped: defaultdict[tuple[str, str], list[Balance]] = defaultdict(list)
        for balance in balances(self.span):
            named = self.accounts[balance.account_id]
            grouped[named.exported, named.currency].append(balance)
        for number, ((code, currency), found) in enumerate(sorted(grouped.items()), start=1):
            named = self.accounts[found[0].account_id]
            about = {"number": number, "account": code, "name": named.exported_name, "class": named.account_class}
            sums = list(map(sum, zip(*found, strict=True)))[1:]
            yield about | {"currency": currency} | _balance_fields(sums, currency)

    def entries(self) -> Iterator[Row]:
        """The entries with their lines."""
        for number, (_entry, found) in enumerate(groupby(self.read(), key=_entry_of), start=1):
            group = list(found)
            inside = [self._line(line, place, number) for place, line in enumerate(group, start=1)]
            first, amount = group[0], format_minor(sum(line.amount for line in group), group[0].currency)
            month = month_number(first.booked_on, self.owner.country)
            more = {"author": self.documents.author(first), "month": month, "amount": amount}
            yield inside[0] | more | {"number": number, "lines": inside, "legs": _legs(inside)}

    def lines(self) -> Iterator[Row]:
        """All lines, numbered through."""
        entry, before = 0, None
        for number, line in enumerate(self.read(), start=1):
            if line.entry != before:
                entry, before = entry + 1, line.entry
            yield self._line(line, number, entry)

    def _line(self, line: Line, number: int, entry: int) -> Row:
        debit, credit = self.accounts[line.debit_id], self.accounts[line.credit_id]
        return {
            "number": number, "entry": entry, "booked_on": line.booked_on, "value_date": line.value_date,
            "document": self.documents.number(line), "text": self.documents.text(line), "about": line.about or "",
            "debit": debit.exported, "debit_name": debit.exported_name, "credit": credit.exported,
            "credit_name": credit.exported_name, "currency": line.currency,
            "amount": format_minor(line.amount, line.currency),
        }  # fmt: skip


def _entry_of(line: Line) -> int:
    return line.entry


def _legs(inside: Sequence[Row]) -> Iterator[Row]:
    number = 0
    for line in inside:
        for side in ("debit", "credit"):
            number += 1
            yield line | {"number": number, "side": side, "account": line[side], "name": line[f"{side}_name"]}


def _balance_fields(sums: Sequence[int], currency: str) -> Row:
    """Each balance on its side, the other one zero; `sums` are those of `Balance`."""
    opening, debit, credit, year_debit, year_credit = sums
    closing = opening + debit - credit
    amounts = {
        "opening_debit": max(opening, 0), "opening_credit": max(-opening, 0), "opening": abs(opening), "debit": debit,
        "credit": credit, "year_debit": year_debit, "year_credit": year_credit, "closing_debit": max(closing, 0),
        "closing_credit": max(-closing, 0), "closing": abs(closing),
    }  # fmt: skip
    sides = {
        "opening_side": "debit" if opening >= 0 else "credit",
        "closing_side": "debit" if closing >= 0 else "credit",
    }
    return {name: format_minor(minor, currency) for name, minor in amounts.items()} | sides
