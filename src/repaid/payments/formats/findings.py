"""What can be wrong with a statement file: one sentence for each code, and the two ways to say it."""

from typing import Final, Literal

from django.utils.translation import gettext_lazy as _

from repaid.kernel.refusal import Finding, Text

EXCERPT: Final = 60
"""Characters of the file that a sentence repeats at most."""

_ERRORS: Final[dict[str, Text]] = {
    "empty_file": _("The file is empty."),
    "file_too_big": _("The file is larger than {limit} MB. Ask the bank for a shorter period."),
    "unknown_format": _("This is none of the formats that can be read: MT940, MT942, CAMT, Elixir-0, CSV, XLSX."),
    "not_a_table": _("This is neither a CSV nor an XLSX file with rows and columns."),
    "not_a_statement": _("This XML file is not a bank statement; it begins with “{text}”."),
    "has_doctype": _("Line {line}: the file declares a document type or entities. No bank does; it is refused."),
    "broken_xml": _("Line {line}: the XML is broken here. Nothing after it can be read."),
    "too_much_xml": _("Line {line}: the XML holds more, deeper or longer elements than any bank statement."),
    "zip_refused": _("The workbook is refused: unpacked it is too large, or it is not a workbook."),
    "too_many_rows": _("The file has more than {limit} rows. Ask the bank for a shorter period."),
    "no_columns": _("No row names the columns for date and amount. Choose the columns yourself."),
    "columns_missing": _("The file has no column “{text}”. Choose the columns again."),
    "nul_byte": _("Line {line}: there is a NUL byte in it. The line is left out."),
    "line_too_long": _("Line {line}: {length} characters are longer than any bank writes. It is left out."),
    "bad_line": _("Line {line}: “{text}” cannot be read. It is left out."),
    "bad_amount": _("Line {line}: “{text}” is not an amount in {currency}. It is left out."),
    "bad_date": _("Line {line}: “{text}” is not a date. It is left out."),
    "bad_currency": _("Line {line}: “{text}” is not a currency. It is left out."),
    "bad_balance": _("Line {line}: the balance “{text}” cannot be read."),
    "extra_cells": _("Line {line}: it has more cells than there are columns. It is left out."),
    "no_date": _("Line {line}: there is no date. Choose one before you book it."),
    "no_currency": _("Line {line}: the statement does not name its currency. Its lines are left out."),
    "currency_unknown": _("Nothing in the file says in which currency the amounts are. Choose the currency."),
    "no_account": _("Line {line}: the statement does not name its account."),
    "outside_statement": _("Line {line}: this stands outside of any statement: no account, no balance."),
    "no_opening": _("Line {line}: the statement has no opening balance."),
    "not_closed": _("Line {line}: the statement has no closing balance. Nothing proves that it is complete."),
    "statement_left_out": _(
        "Line {line}: the statement holds lines that cannot be read and has no closing balance. All of it is left out."
    ),
    "balance_mismatch": _(
        "Line {line}: the balances do not add up. Opening {opening} and lines {lines} make {computed}, "
        "the statement says {closing}."
    ),
    "balance_currency": _("Line {line}: the balances are in two currencies, {opening} and {closing}."),
    "running_balance": _("Line {line}: the balance says {closing}, the line before it and the amount make {computed}."),
    "summary_mismatch": _("Line {line}: the bank announces {announced}, the lines make {computed}."),
    "count_mismatch": _("Line {line}: the bank announces {announced} lines, there are {computed}."),
}
_WARNINGS: Final[dict[str, Text]] = {
    "mixed_encodings": _("Line {line}: it is written in another encoding than the lines before. Check the letters."),
    "date_adjusted": _("Line {line}: {text} does not exist in the calendar. {day} is taken."),
    "balance_gap": _("Line {line}: opening {opening} differs from closing {closing} before it. A statement may miss."),
    "other_currency": _("Line {line}: {amount} is in another currency than its account."),
    "batch_mismatch": _("Line {line}: the parts of this batch do not add up to {amount}. It is offered as a whole."),
    "not_booked": _("Line {line}: the bank has not booked this yet."),
    "odd_version": _("Line {line}: version {text} of this format was not tried. Check what was read."),
    "long_quote": _("Line {line}: a text in quotes goes on over {count} lines. Check that no row is lost in it."),
    "no_entries": _("The file holds no entries."),
    "row_skipped": _("Line {line}: there is neither a date nor an amount. The row is skipped."),
    "date_order_unknown": _(
        "The dates can be read day first or month first. Day first is taken; choose if that is wrong."
    ),
    "read_as_orders": _("All orders debit the account {text}: they are read as money out."),
}
_NOTES: Final[dict[str, Text]] = {
    "reversal": _("Line {line}: the bank takes back an earlier entry with {amount}. Undo what was settled by it."),
}
_SENTENCES: Final[dict[str, tuple[Literal["error", "warning", "note"], Text]]] = {
    **{code: ("error", sentence) for code, sentence in _ERRORS.items()},
    **{code: ("warning", sentence) for code, sentence in _WARNINGS.items()},
    **{code: ("note", sentence) for code, sentence in _NOTES.items()},
}


class Unreadable(Exception):
    """Nothing more of the file can be read; the finding says why."""

    def __init__(self, found: Finding) -> None:
        super().__init__(found.code)
        self.finding = found


def finding(code: str, **facts: object) -> Finding:
    """The finding of this code; a text out of the file is cut to `EXCERPT` printable characters."""
    severity, sentence = _SENTENCES[code]
    if isinstance(text := facts.get("text"), str):
        shown = "".join(char if char.isprintable() else "·" for char in text[: EXCERPT + 1])
        facts["text"] = shown if len(shown) <= EXCERPT else shown[:EXCERPT] + "…"
    return Finding(code, sentence, severity, facts)


def unreadable(code: str, **facts: object) -> Unreadable:
    """The exception that ends the reading with this finding."""
    return Unreadable(finding(code, **facts))
