"""What is to be told of a table of positions: the line, the column, one sentence for each code."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from django.utils.translation import gettext_lazy as _

from repaid.access.plain import from_plain, to_plain
from repaid.kernel.refusal import Finding, Text
from repaid.payments.formats.findings import finding as file_finding

EXCERPT: Final = 60
"""Characters of a cell that a sentence repeats at most."""

_ERRORS: Final[dict[str, Text]] = {
    "no_header": _("No row names the columns. Choose them under “Columns”, or begin with the template."),
    "column_missing": _("The table has no such column. It is needed: choose it under “Columns”."),
    "no_rows": _("There are no rows below the header."),
    "too_many_rows": _("The file has more than {most} rows. Divide it."),
    "empty": _("This cell is empty. It is needed."),
    "bad_amount": _("“{text}” is not an amount in {currency}."),
    "bad_date": _("“{text}” is not a date."),
    "bad_rate": _("“{text}” is not a rate in per cent, with four decimals at most."),
    "bad_count": _("“{text}” is not a whole number from {least} to {most}."),
    "below_zero": _("The amount must not be below zero."),
    "amount_zero": _("The amount must be above zero."),
    "too_long": _("“{text}” is longer than {most} characters."),
    "unknown_product": _("There is no published product with the code “{text}”."),
    "unknown_branch": _("There is no branch with the code “{text}”."),
    "other_currency": _("Product {product} is in {currency}, not in “{text}”."),
    "twice": _("Contract {number} stands in line {other} already."),
    "number_taken": _("There is a contract {number} already that did not come from {source}. Choose other beginnings."),
    "after_the_day": _("{day} is later than the day of the take-over, {on}."),
    "due_before_start": _("{day} is before {start}, when the money was paid out."),
    "next_due_passed": _("The next due date {day} is before the day of the take-over, {on}."),
    "next_due_needed": _("Principal that is not due yet needs the next due date and the remaining instalments."),
    "more_due_than_left": _("{due} of principal is due, but only {left} is outstanding."),
    "more_left_than_agreed": _("{left} instalments remain of {count}."),
    "overdue_since_needed": _("Something is due and unpaid. Since when?"),
    "nothing_overdue": _("A date is given, but nothing is due and unpaid."),
    "nothing_left": _("Neither principal nor anything due is left: the contract is not running."),
    "next_due_differs": _("By the terms of product {product} no instalment falls due on {theirs}."),
    "terms_refused": _("Contract terms that cannot be computed: {said}."),
    "no_name": _("The borrower has no name: fill in the last name, or the company."),
    "wrong_number": _("This {kind} is not right. Please check it."),
    "ground_missing": _("A {kind} may be kept only where a law allows it. Name that law, or leave the number out."),
    "born_later": _("The date of birth lies in the future."),
    "wrong_phone": _("This phone number is not right. Please check the digits."),
    "wrong_email": _("This e-mail address is not right."),
}
_WARNINGS: Final[dict[str, Text]] = {
    "more_than_paid_out": _("More is outstanding than was paid out."),
    "other_name": _("The borrower is known under another name; the known one stays."),
    "accrued_differs": _("The plan makes {ours} of accrued interest, the row says {theirs}. The plan is kept."),
    "instalment_differs": _("The plan makes a next instalment of {ours}, the row says {theirs}. The plan is kept."),
    "last_is_odd": _("The last instalment asks {last}, the others {usual}. Check the number of instalments."),
}
_NOTES: Final[dict[str, Text]] = {
    "known": _("Contract {number} was taken over before. It is left alone."),
}
_OF_FILE: Final = "file."
"""Codes that begin so are those of the reader of the file."""

Severity = Literal["error", "warning", "note"]
_SENTENCES: Final[dict[str, tuple[Severity, Text]]] = {
    **{code: ("error", sentence) for code, sentence in _ERRORS.items()},
    **{code: ("warning", sentence) for code, sentence in _WARNINGS.items()},
    **{code: ("note", sentence) for code, sentence in _NOTES.items()},
}


@dataclass(frozen=True, slots=True)
class Note:
    """Something to tell of a cell: its line, its field (empty for the row), a code with the facts of its sentence."""

    line: int
    column: str
    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of_file(cls, found: Finding) -> "Note":
        """What the reader of the file found."""
        line = found.facts.get("line")
        return cls(line if isinstance(line, int) else 1, "", _OF_FILE + found.code, found.facts)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Note":
        """The note that `as_data` wrote."""
        return cls(data["line"], data["column"], data["code"], from_plain(data["facts"]))

    def as_data(self) -> dict[str, Any]:
        """The note as plain data."""
        return {"line": self.line, "column": self.column, "code": self.code, "facts": to_plain(dict(self.facts))}

    @property
    def severity(self) -> Severity:
        """Whether the row cannot be taken (error)."""
        return self.finding.severity

    @property
    def finding(self) -> Finding:
        """The note with its sentence."""
        if self.code.startswith(_OF_FILE):
            return file_finding(self.code.removeprefix(_OF_FILE), **self.facts)
        severity, sentence = _SENTENCES[self.code]
        return Finding(self.code, sentence, severity, self.facts)


def excerpt(text: str) -> str:
    """A text out of the file, cut to printable characters that a sentence can bear."""
    shown = "".join(char if char.isprintable() else "·" for char in text[: EXCERPT + 1])
    return shown if len(shown) <= EXCERPT else shown[:EXCERPT] + "…"
