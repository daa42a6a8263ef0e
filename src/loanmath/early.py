"""Early settlement: what closes the contract on a day, line by line.

The quote is the view in which everything is asked today: what is billed and open,
principal not yet due, interest and penalty interest to the day, the fee for early
repayment when the terms have one, less the reduction of financed fees in proportion
to the days not used (Directive 2008/48/EC art. 16; linear method), less the credit.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from loanmath.accrual import count_days
from loanmath.book import NO_REFERENCE, Book, Reference, thaw
from loanmath.components import Amounts
from loanmath.facts import Facts, Instalment, Origin
from loanmath.fixing import settle_if_met
from loanmath.interest import ZERO
from loanmath.money import Minor
from loanmath.penalty import ask_penalty, watch
from loanmath.rounding import round_fraction, round_ratio
from loanmath.terms import LoanTerms
from loanmath.unask import cut_coming


class QuoteItem(StrEnum):
    """A line of the settlement quote."""

    PRINCIPAL_DUE = "principal_due"
    PRINCIPAL_NOT_DUE = "principal_not_due"
    INTEREST_DUE = "interest_due"
    INTEREST_TO_DATE = "interest_to_date"
    PENALTY = "penalty"
    FEES = "fees"
    TAX = "tax"
    EARLY_FEE = "early_fee"
    COST_REDUCTION = "cost_reduction"
    CREDIT = "credit"


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """One line, minor units; reductions and credit are negative."""

    item: QuoteItem
    amount: Minor


@dataclass(frozen=True, slots=True)
class Quote:
    """What closes the contract on a day. `total` below zero: the customer gets that much back."""

    on: date
    lines: tuple[QuoteLine, ...]

    @property
    def total(self) -> int:
        """To pay, minor units."""
        return sum(line.amount for line in self.lines)


def quote(facts: Facts, terms: LoanTerms, on: date, reference: Reference = NO_REFERENCE) -> Quote:
    """The settlement quote of a day; ValueError before the day the facts were counted to."""
    if on < facts.today:
        raise ValueError(f"facts are counted to {facts.today}")
    book = thaw(facts, terms, reference)
    count_days(book, on)
    billed = _open(book)
    reduction, fee = settlement_lines(book)
    ask_everything(book)
    asked = _open(book)
    amounts = (
        (QuoteItem.PRINCIPAL_DUE, billed.principal),
        (QuoteItem.PRINCIPAL_NOT_DUE, asked.principal - billed.principal),
        (QuoteItem.INTEREST_DUE, billed.interest),
        (QuoteItem.INTEREST_TO_DATE, asked.interest - billed.interest),
        (QuoteItem.PENALTY, asked.penalty),
        (QuoteItem.FEES, asked.fees),
        (QuoteItem.TAX, asked.tax),
        (QuoteItem.EARLY_FEE, fee),
        (QuoteItem.COST_REDUCTION, -reduction),
        (QuoteItem.CREDIT, -sum(credit.amount for credit in book.credits)),
    )
    return Quote(on, tuple(QuoteLine(item, amount) for item, amount in amounts if amount))


def _open(book: Book) -> Amounts:
    total = Amounts()
    for row in book.plan:
        if row.fixed:
            total = total.plus(row.open)
    return total


def settlement_lines(book: Book) -> tuple[int, int]:
    """(reduction of financed fees, fee for early repayment), minor units."""
    rules, early = book.terms.early_repayment, book.unasked - book.prepaid
    if not book.plan or early <= 0:
        return 0, 0
    fee = rules.fee.of(early, book.terms.rounding)
    reduction = unused_cost(book.terms, book.plan, book.today) if rules.reduces_financed_fees else 0
    return min(reduction, early), fee


def unused_cost(terms: LoanTerms, plan: list[Instalment], on: date) -> int:
    """The part of each financed fee for the days from `on` to the last due date, rounded once a fee.

    Worked example: a fee of 50.00 for 31 days, repaid after 10: 50.00 x 21/31 = 33.87.
    """
    start, end = plan[0].start, plan[-1].due
    left, whole = (end - on).days, (end - start).days
    if left <= 0:
        return 0
    fees = (fee.portion.of(terms.amount, terms.rounding) for fee in terms.financed_fees)
    return sum(round_ratio(fee * left, whole, terms.rounding) for fee in fees)


def ask_everything(book: Book) -> None:
    """The whole debt falls due today, in one line: unasked principal, interest to today, open charges."""
    for place in range(book.oldest, book.next):
        ask_penalty(book, place)
    charges = cut_coming(book)
    interest = max(round_fraction(book.carried, book.terms.rounding), 0)
    owed = charges._replace(principal=book.unasked, interest=interest)
    book.asked = book.lent
    book.carried = ZERO
    _ask_today(book, owed)


def _ask_today(book: Book, owed: Amounts) -> None:
    """On a due date the line of that day grows; otherwise there is one more line."""
    if not book.keeps_bearing:
        book.bearing = 0
    same_day = book.next - 1
    if same_day >= 0 and book.plan[same_day].due == book.today and book.plan[same_day].origin is Origin.REGULAR:
        row = book.plan[same_day]
        book.plan[same_day] = row._replace(owed=row.owed.plus(owed), settled_on=None)
        book.oldest = min(book.oldest, same_day)
        watch(book, same_day)
        return
    start = book.plan[same_day].due if same_day >= 0 else book.today
    row = book.row(book.today, origin=Origin.TERMINATION, start=start)._replace(owed=owed, fixed=True)
    book.plan.insert(book.next, row)
    book.next += 1
    watch(book, book.next - 1)
    settle_if_met(book, book.next - 1)
