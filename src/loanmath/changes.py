"""What a change of terms can be. Every one takes effect on the value date of its event."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from loanmath.dates import Every
from loanmath.money import Minor
from loanmath.terms import ONE_MONTH, GivenInstalment


class Keep(StrEnum):
    """What stays when the plan is made again."""

    TERM = "term"  # the number of instalments; their size changes
    INSTALMENT = "instalment"  # the size; the number changes
    BOTH = "both"  # size and number; the last instalment takes the difference


class Overdue(StrEnum):
    """What a new agreement does with what is due and unpaid."""

    STAYS = "stays"  # stays overdue
    INTO_PLAN = (
        "into_plan"  # principal joins the new plan; interest, penalty and fees fall due with its first instalment
    )
    CAPITALISED = "capitalised"  # interest, penalty and fees become principal too
    REPLACED = "replaced"  # the new plan itself says what is asked of everything


@dataclass(frozen=True, slots=True, kw_only=True)
class RateChange:
    """A new agreed rate, per cent a year."""

    kind: ClassVar = "rate"
    percent: Decimal
    keep: Keep = Keep.TERM


@dataclass(frozen=True, slots=True, kw_only=True)
class InterestPause:
    """No contract interest in [start, until); `until` None: none any more. The instalments keep their size."""

    kind: ClassVar = "interest_pause"
    start: date
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Postponed:
    """A payment holiday: coming instalments from `due` on move by whole periods."""

    kind: ClassVar = "postponed"
    due: date
    periods: int
    bears_interest: bool = True
    keep: Keep = Keep.TERM


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDatesMoved:
    """The instalment due on `due` moves to `to`; the later ones follow from there by whole periods."""

    kind: ClassVar = "due_dates_moved"
    due: date
    to: date
    keep: Keep = Keep.TERM


@dataclass(frozen=True, slots=True, kw_only=True)
class Extended:
    """More (or, negative, fewer) instalments at the end."""

    kind: ClassVar = "extended"
    periods: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InstalmentSet:
    """A new size of the equal instalment; the number follows."""

    kind: ClassVar = "instalment_set"
    amount: Minor


@dataclass(frozen=True, slots=True, kw_only=True)
class GracePeriods:
    """The coming instalments ask no principal (or no interest) for some periods."""

    kind: ClassVar = "grace"
    principal: int = 0
    interest: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Restructured:
    """A new plan from `first_due` (re-age): new dates and number for what is owed."""

    kind: ClassVar = "restructured"
    first_due: date
    count: int
    every: Every = ONE_MONTH
    overdue: Overdue = Overdue.INTO_PLAN


@dataclass(frozen=True, slots=True, kw_only=True)
class Reamortised:
    """What is overdue is spread over the coming instalments, dates unchanged."""

    kind: ClassVar = "reamortised"
    overdue: Overdue = Overdue.INTO_PLAN


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPlan:
    """The coming instalments as a typed table."""

    kind: ClassVar = "new_plan"
    given: tuple[GivenInstalment, ...]
    overdue: Overdue = Overdue.STAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class BorrowerChanged:
    """Another debtor takes the contract over; no figure moves."""

    kind: ClassVar = "borrower_changed"
    party: str


Change = (
    RateChange | InterestPause | Postponed | DueDatesMoved | Extended | InstalmentSet | GracePeriods
    | Restructured | Reamortised | NewPlan | BorrowerChanged
)  # fmt: skip
