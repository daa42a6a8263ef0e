"""Facts: the state that is folded. Facts only; what is to come is `schedule.project`.

Amounts are minor units of the contract's currency; fractions are exact.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Final, NamedTuple

from loanmath.components import NOTHING, Amounts, Component
from loanmath.dates import Every
from loanmath.daycount import Period
from loanmath.money import Minor

ONE_MONTH: Final = Every()


class Origin(StrEnum):
    """Why an instalment is in the plan."""

    REGULAR = "regular"
    DOWN_PAYMENT = "down_payment"
    EARLY = "early"  # principal repaid before its day, settled at once
    AFTER = "after"  # asks what no regular instalment asks
    TERMINATION = "termination"  # the whole debt
    OPENED = "opened"  # taken over from another system


class Interest(StrEnum):
    """How interest stands to the planned amount of an instalment."""

    INSIDE = "inside"  # amount = principal + interest
    ON_TOP = "on_top"  # amount is principal; interest comes beside it
    DEFERRED = "deferred"  # amount is principal; interest is asked by the next that asks any


class Instalment(NamedTuple):
    """One line of what is asked. (A named tuple: thousands are made in one replay.)

    `number` is its name in the contract and never changes; lines stand in order of
    due date. Interest runs over [start, due); a stub is measured by its `nominal` period
    (None: the line is a whole period).
    `amount` is what was planned, `interest` says how interest stands to it. `fixed`: what it asks no longer moves;
    until then `owed` holds only fees and, with interest on the schedule, the plan.
    `grace`: no principal is planned here. `written`: its figures stand in `owed` since it was planned.
    `returned` is principal of money paid out again that this line asks beside its `amount`.
    """

    number: int
    start: date
    due: date
    nominal: Period | None = None
    amount: Minor = 0
    owed: Amounts = NOTHING
    paid: Amounts = NOTHING
    waived: Amounts = NOTHING
    written_off: Amounts = NOTHING
    fixed: bool = False
    settled_on: date | None = None
    interest: Interest = Interest.INSIDE
    grace: bool = False
    written: bool = False
    origin: Origin = Origin.REGULAR
    returned: Minor = 0

    # What every replay changes again and again: slices take a third of the time of `_replace`.

    def planned(self, amount: int) -> Instalment:
        """The same line with another planned amount."""
        return tuple.__new__(Instalment, (*self[:4], amount, *self[5:]))

    def asking(self, owed: Amounts) -> Instalment:
        """The same line with other amounts owed."""
        return tuple.__new__(Instalment, (*self[:5], owed, *self[6:]))

    def fix(self, owed: Amounts) -> Instalment:
        """The same line, asking exactly this from now on."""
        return tuple.__new__(Instalment, (*self[:5], owed, *self[6:9], True, *self[10:]))

    def with_paid(self, paid: Amounts) -> Instalment:
        """The same line with other amounts paid."""
        return tuple.__new__(Instalment, (*self[:6], paid, *self[7:]))

    def settled(self, on: date | None) -> Instalment:
        """The same line, settled on a day or open again."""
        return tuple.__new__(Instalment, (*self[:10], on, *self[11:]))

    @property
    def met(self) -> Amounts:
        """Paid, waived or written off, per component."""
        if self.waived is NOTHING and self.written_off is NOTHING:
            return self.paid
        return self.paid.plus(self.waived).plus(self.written_off)

    @property
    def open(self) -> Amounts:
        """Owed and not met, per component."""
        met = self.met
        return self.owed if met is NOTHING else self.owed.minus(met)

    @property
    def is_settled(self) -> bool:
        """Nothing of it is open and nothing will be."""
        return self.fixed and self.owed == self.met


class Accrual(NamedTuple):
    """Penalty interest of one overdue instalment.

    `carried` is exact: all it earned in [overdue_since, since); `asked` is what of it stands in
    the instalment already, so what is accrued is round(carried) - asked. `base` bears it;
    `compounded` is what anniversaries of `overdue_since` added to the base (yearly compounding).
    """

    instalment: int
    base: Minor
    overdue_since: date
    since: date
    carried: Fraction = Fraction(0)
    asked: Minor = 0
    compounded: Minor = 0

    def counted(self, to: date, carried: Fraction) -> Accrual:
        """The same, counted to a day."""
        return Accrual(self.instalment, self.base, self.overdue_since, to, carried, self.asked, self.compounded)

    def bearing(self, base: int, compounded: int) -> Accrual:
        """The same on another base."""
        return Accrual(self.instalment, base, self.overdue_since, self.since, self.carried, self.asked, compounded)


class Credit(NamedTuple):
    """The customer's money of one receipt that nothing claims yet."""

    receipt: str
    received_on: date
    amount: Minor


class MovementKind(StrEnum):
    """What happened to an amount."""

    DISBURSED = "disbursed"
    FINANCED = "financed"  # a fee became principal
    CAPITALISED = "capitalised"
    CHARGED = "charged"  # a fee, cost, tax or penalty charge
    RECEIVED = "received"
    PAID = "paid"  # money of a receipt met a component of an instalment
    REOPENED = "reopened"  # billed and unpaid, put into a new plan: no longer asked
    REFUNDED = "refunded"
    RETURNED = "returned"
    WAIVED = "waived"
    REDUCED = "reduced"  # cost given back on early settlement, met like a waiver
    WRITTEN_OFF = "written_off"
    RECOVERED = "recovered"
    SOLD = "sold"
    OPENED = "opened"


class Movement(NamedTuple):
    """An amount that changed on a value date: what, by which event, of which component.

    `cause` is the key of the event ("" for what a day does by itself: billing, use of
    credit). PAID names the receipt and the instalment: the allocations are these rows.
    """

    value_date: date
    cause: str
    kind: MovementKind
    component: Component | None
    amount: Minor
    instalment: int | None = None
    receipt: str = ""


class FindingCode(StrEnum):
    """What replay or a check has to tell."""

    RATE_MISSING = "rate_missing"  # a table has no rate for a day; facts: table, on
    NO_SUCH_EVENT = "no_such_event"
    NO_SUCH_INSTALMENT = "no_such_instalment"
    NOTHING_COMING = "nothing_coming"  # a change needs coming instalments
    MORE_THAN_OWED = "more_than_owed"  # waived or written off more than is open
    CREDIT_MISSING = "credit_missing"  # refunded more than the credit: now owed by the customer
    QUOTE_CHANGED = "quote_changed"  # the accepted quote no longer closes the contract
    AFTER_THE_END = "after_the_end"  # an event on a contract that ended
    INSTALMENT_TOO_LOW = "instalment_too_low"  # it pays no loan back: the last one takes the rest
    PLAN_TOO_LONG = "plan_too_long"  # extended beyond the most lines a plan may have
    LEFT_OVER = "left_over"  # given rows do not ask exactly what was paid out
    BROKEN = "broken"  # an invariant does not hold


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to tell a person: a code, the event it is about, facts to fill a sentence with."""

    code: FindingCode
    on: date
    event: str = ""
    amount: Minor = 0
    detail: str = ""


class Stage(StrEnum):
    """Where the contract stands in its life, as its events say."""

    TO_BE_LAUNCHED = "to_be_launched"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    TERMINATED = "terminated"
    SETTLED = "settled"
    WRITTEN_OFF = "written_off"
    SOLD = "sold"


@dataclass(frozen=True, slots=True)
class Pause:
    """No contract interest in [start, end); `end` None: until further notice."""

    start: date
    end: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The state of the fold.

    today       days before it are counted
    plan        in order of due date; before `next` everything is billed, before `oldest` everything is settled
    lent        principal paid out: disbursed, financed, capitalised, returned, refunded beyond the credit
    repaid_before  principal repaid before the position was taken over from another system; no part of `lent`
    asked       principal that fixed instalments ask for
    bearing     principal that bears contract interest
    carried     contract interest earned before `today` that no fixed instalment has asked for
    accruals    one for each overdue instalment that bears penalty
    received, refunded  money in; money out again from the credit (beyond it, it is lent)
    credits     money nothing claims, oldest first
    capitalised interest, penalty, fees and tax that became principal
    penalty_asked  penalty interest ever asked by instalments
    rates       (from, parts per million) of contract interest, oldest first
    instalment  the equal instalment (or principal share) in force
    seed, every what due dates are counted from, and their distance
    movements   of the step(s) that made these facts; the caller keeps them, a later fold starts from none
    """

    today: date
    plan: tuple[Instalment, ...] = ()
    next: int = 0
    oldest: int = 0
    stage: Stage = Stage.TO_BE_LAUNCHED
    lent: Minor = 0
    repaid_before: Minor = 0
    disbursed: Minor = 0
    asked: Minor = 0
    bearing: Minor = 0
    carried: Fraction = Fraction(0)
    received: Minor = 0
    refunded: Minor = 0
    recovered: Minor = 0
    returned: Minor = 0
    credits: tuple[Credit, ...] = ()
    accruals: tuple[Accrual, ...] = ()
    rates: tuple[tuple[date, int], ...] = ()
    pauses: tuple[Pause, ...] = ()
    suspended_on: date | None = None
    penalty_paused: bool = False
    capitalised: Amounts = NOTHING
    penalty_asked: Minor = 0
    instalment: Minor = 0
    seed: date | None = None
    every: Every = ONE_MONTH
    last_number: int = 0
    movements: tuple[Movement, ...] = field(default=(), compare=False)
    findings: tuple[Finding, ...] = field(default=(), compare=False)

    @property
    def credit(self) -> int:
        """Credit balance."""
        return sum(credit.amount for credit in self.credits)

    @property
    def coming(self) -> tuple[Instalment, ...]:
        """Instalments whose due date has not come."""
        return self.plan[self.next :]
