"""LoanTerms: the loan as agreed. Amounts are minor units of `currency`.

Nothing here is computed: `schedule` resolves dates and amounts. An example is
the short loan of 500,00 with a financed fee of 50,00 (see `schedule`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import Final

from loanmath.calendars import WorkingDayRule
from loanmath.components import NOTHING, Amounts
from loanmath.dates import Every, Unit
from loanmath.daycount import ADDITIVE, DayCount
from loanmath.money import Minor
from loanmath.rates import RateRule, RateStep
from loanmath.refusing import WrongField
from loanmath.rounding import Rounding, round_fraction
from loanmath.scheme import SCHEME_PL, Scheme

ONE_MONTH: Final = Every()


class Method(StrEnum):
    """How principal comes back."""

    ANNUITY = "annuity"  # equal instalments
    EQUAL_PRINCIPAL = "equal_principal"
    FLAT = "flat"  # interest on the original amount, equal instalments
    INTEREST_ONLY = "interest_only"  # interest every period, principal with the last
    BULLET = "bullet"  # everything at the end
    GIVEN = "given"  # a table that was typed; a claim is one


class AnnuityFactor(StrEnum):
    """What the equal instalment is computed with. (Flat and even: interest is split evenly too.)"""

    DAYS = "days"  # the days of each period
    EVEN = "even"  # rate / periods in a year
    THIRTY = "thirty"  # every month as 30 days of the day count's year


class InterestOn(StrEnum):
    """Whether paying early or late changes the interest."""

    BALANCE = "balance"  # what is really owed, day by day
    SCHEDULE = "schedule"  # the planned balance: figures are fixed when planned


class OverduePrincipal(StrEnum):
    """What an unpaid part of principal costs after its due date, beside penalty interest."""

    STOPS = "stops"  # bears no contract interest any more
    PERIOD_END = "period_end"  # keeps the contract rate to the end of the running period
    BEARS = "bears"  # keeps the contract rate until it is paid


class Remainder(StrEnum):
    """What a rounding of interest leaves."""

    DROP = "drop"  # dropped
    CARRY = "carry"  # carried into the next instalment, exactly


class LastInstalment(StrEnum):
    """Where the difference of roundings ends up."""

    TAKES_REST = "takes_rest"
    LEVELLED = "levelled"  # the equal instalment is corrected so that the last differs little


class TrancheTerm(StrEnum):
    """When a later disbursement is repaid."""

    COMMON_END = "common_end"  # it ends with the loan
    OWN_FULL_TERM = "own_full_term"  # its own instalments are added, after the loan's last too


class PenaltyBase(StrEnum):
    """What bears penalty interest from the day after the due date."""

    OVERDUE_PRINCIPAL = "overdue_principal"
    WHOLE_INSTALMENT = "whole_instalment"  # principal, interest and fees, where the law allows


class Kind(StrEnum):
    """Where the obligation comes from; a claim has given due dates and usually statutory interest."""

    LOAN = "loan"
    LEASE = "lease"
    MORTGAGE = "mortgage"
    CLAIM = "claim"


@dataclass(frozen=True, slots=True)
class Portion:
    """A fixed amount plus a share (Fraction of 1) of something."""

    amount: Minor = 0
    share: Fraction = Fraction(0)

    def of(self, base: int, rule: Rounding = Rounding.HALF_UP) -> int:
        """Minor units, rounded once."""
        return self.amount + (round_fraction(self.share * base, rule) if self.share else 0)


class FeeShareOf(StrEnum):
    """What the share of an instalment fee is a share of."""

    PRINCIPAL = "principal"
    INTEREST = "interest"
    BOTH = "principal_and_interest"


@dataclass(frozen=True, slots=True)
class FinancedFee:
    """A cost added to principal with the first disbursement and repaid with it."""

    name: str
    portion: Portion


@dataclass(frozen=True, slots=True)
class InstalmentFee:
    """A fee that every instalment asks for."""

    name: str
    portion: Portion
    share_of: FeeShareOf = FeeShareOf.PRINCIPAL


@dataclass(frozen=True, slots=True)
class GivenInstalment:
    """A row of a given table. `interest` None: computed; fees, penalty and tax as written."""

    due: date
    principal: Minor
    interest: Minor | None = None
    other: Amounts = NOTHING


@dataclass(frozen=True, slots=True)
class Penalty:
    """Penalty interest: base, rate of each day, day count; yearly compounding only where the law says so (NL)."""

    rate: RateRule
    base: PenaltyBase = PenaltyBase.OVERDUE_PRINCIPAL
    day_count: DayCount = DayCount.ACT_365
    compounds_yearly: bool = False


@dataclass(frozen=True, slots=True)
class EarlyRepayment:
    """Costs of repaying early: a fee (share of the principal repaid early), reduction of financed fees by days."""

    fee: Portion = Portion()
    reduces_financed_fees: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanTerms:
    """The loan as agreed.

    `amount` is what is paid out (all disbursements together), `start` the day of the
    first one as agreed; interest runs from the real disbursement. Due dates are
    `first_due` (None: the day of the first disbursement + every) + k x every, counted
    from the seed and clamped to month ends (`due_day`: the day of the month to aim at,
    31 for the last), then moved by `working_days` with the calendar named `calendar`.
    `instalment` fixes the equal instalment instead of computing it.
    `bears_after_last_due`: unpaid principal that keeps the contract rate keeps it after
    the last due date too.
    """

    currency: str
    amount: Minor
    start: date
    rates: tuple[RateStep, ...] = (RateStep(None, Decimal(0)),)
    count: int = 1
    every: Every = ONE_MONTH
    first_due: date | None = None
    due_day: int | None = None
    working_days: WorkingDayRule = WorkingDayRule.NONE
    calendar: str = ""
    kind: Kind = Kind.LOAN
    method: Method = Method.ANNUITY
    given: tuple[GivenInstalment, ...] = ()
    day_count: DayCount = DayCount.ACT_365
    annuity_factor: AnnuityFactor = AnnuityFactor.DAYS
    interest_on: InterestOn = InterestOn.BALANCE
    overdue_principal: OverduePrincipal = OverduePrincipal.STOPS
    bears_after_last_due: bool = False
    rounding: Rounding = Rounding.HALF_UP
    instalment_rounding: Rounding = Rounding.HALF_UP
    remainder: Remainder = Remainder.DROP
    multiple: Minor = 1
    last_instalment: LastInstalment = LastInstalment.TAKES_REST
    instalment: Minor | None = None
    grace_principal: int = 0
    grace_interest: int = 0
    interest_free: int = 0
    balloon: Portion = Portion()
    financed_fees: tuple[FinancedFee, ...] = ()
    instalment_fees: tuple[InstalmentFee, ...] = ()
    down_payment: Portion = Portion()
    down_payment_automatic: bool = False
    tranche_term: TrancheTerm = TrancheTerm.COMMON_END
    allocation: Scheme = SCHEME_PL
    penalty: Penalty | None = None
    early_repayment: EarlyRepayment = EarlyRepayment()
    tolerance: Minor = 0

    def __post_init__(self) -> None:
        for wrong, field, said in _refusals(self):
            if wrong:
                raise TermsRefused(field, said)

    @property
    def financed(self) -> int:
        """Financed fees, minor units."""
        return sum(fee.portion.of(self.amount, self.rounding) for fee in self.financed_fees)


class TermsRefused(WrongField):
    """Terms that contradict themselves."""


def _aims_well(t: LoanTerms) -> bool:
    return t.first_due is not None and 1 <= (t.due_day or 0) <= 31 and t.every.unit is Unit.MONTHS


def _refusals(t: LoanTerms) -> Iterator[tuple[bool, str, str]]:
    """(whether it is wrong, field, what is wrong)."""
    yield t.amount < 0, "amount", "must not be negative"
    yield t.count < 1, "count", "at least one instalment"
    yield t.multiple < 1, "multiple", "at least one minor unit"
    yield t.day_count not in ADDITIVE, "day_count", "days of this basis do not add up"
    yield bool(t.given) != (t.method is Method.GIVEN), "given", "goes with method given, and only with it"
    yield not t.rates or t.rates[0].since is not None, "rates", "the first rate holds from the beginning"
    yield not _rises(t.rates), "rates", "each later rate has its day, after the one before it"
    for name in ("grace_principal", "grace_interest", "interest_free"):
        yield not 0 <= getattr(t, name) < max(t.count, 1), name, "fewer periods than instalments"
    yield t.due_day is not None and not _aims_well(t), "due_day", "1 to 31, with first_due and periods of months"
    yield t.first_due is not None and t.first_due < t.start, "first_due", "not before start"


def _rises(rates: tuple[RateStep, ...]) -> bool:
    dates = [step.since for step in rates[1:]]
    return None not in dates and all(a < b for a, b in pairwise(dates) if a and b)
