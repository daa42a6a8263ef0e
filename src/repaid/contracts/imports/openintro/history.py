"""What happened to a loan: its payments, rebuilt from the sums of the file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from zlib import crc32

from loanmath.components import Component
from loanmath.dates import add_months
from loanmath.events import Disbursed, EarlyRepaid, Event, FeeCharged, Received, Repayment, Waived, WrittenOff
from loanmath.scheme import Scheme, Through
from repaid.contracts.imports.openintro.loan import Loan, Status
from repaid.contracts.imports.openintro.plan import TOLERANCE, Plan, plan_of, plans_of

TAKEN: Final = date(2018, 6, 1)
"""The month of the file: loans of January had five due dates behind them, those of March three."""

NEAR: Final = 5
"""Cents by which a balance may differ and be called the same."""

FIRST_PRINCIPAL: Final = Scheme.of(
    Component.FEES, Component.PENALTY, Component.PRINCIPAL, Component.INTEREST, through=Through.COMPONENT
)
LATE_FEE: Final = "late fee"
ODD_DAYS: Final = "interest for the days before the first month"
_DAYS_LATE: Final = {
    Status.CURRENT: (-28, -1),
    Status.FULLY_PAID: (-28, -1),
    Status.IN_GRACE: (1, 15),
    Status.LATE_16: (16, 30),
    Status.LATE_31: (31, 45),
    Status.DEFAULT: (121, 135),
    Status.CHARGED_OFF: (121, 135),
}
"""How many days the next due date lies behind; a month more for each further instalment that is missing."""


@dataclass(frozen=True, slots=True)
class Told:
    """A loan with its plan and its story, the first event being the disbursement."""

    loan: Loan
    plan: Plan
    events: tuple[Event, ...]
    computed_instalment: int


def tell_all(loans: Sequence[Loan], on: date) -> list[Told]:
    """The stories of many loans, as `tell` has them."""
    return [_tell(loan, on, plan) for loan, plan in zip(loans, plans_of(loans, on), strict=True)]


def tell(loan: Loan, on: date) -> Told:
    """The story of a loan up to a day, on which it stands as the file says."""
    return _tell(loan, on, plan_of(loan, on))


def _tell(loan: Loan, on: date, plan: Plan) -> Told:
    computed = plan.instalment
    if computed != loan.instalment:
        plan = plan_of(loan, on, instalment=loan.instalment)
    elapsed = _months(loan.issued, TAKEN)
    met = _met(loan, plan, elapsed)
    plan = plan.moved(_start(loan, on, met, elapsed))
    rest = loan.paid - plan.asked(met) - _beyond(loan, plan, met)
    out = Disbursed(value_date=plan.terms.start, key=f"{loan.key}/0", amount=loan.amount)
    return Told(loan, plan, (out, *_paid(loan, plan, met, rest, on), *_charged_off(loan, on)), computed)


def _months(first: date, last: date) -> int:
    return max((last.year - first.year) * 12 + last.month - first.month, 0)


def _met(loan: Loan, plan: Plan, elapsed: int) -> int:
    """How many instalments were met; what little is missing of the last one stays owed."""
    if loan.paid_principal == 0:
        return 0
    others = range(2, min(elapsed, loan.count) + 1)
    if loan.owed == 0:
        return max((k for k in others if plan.interest[k] <= loan.paid_interest), default=1)
    return max((k for k in others if plan.balances[k] + TOLERANCE >= loan.owed), default=1)


def _beyond(loan: Loan, plan: Plan, met: int) -> int:
    """Principal that was paid beyond the instalments met; below zero what is missing of it."""
    beyond = plan.balances[met] - loan.owed
    return beyond if abs(beyond) > NEAR else 0


def _start(loan: Loan, on: date, met: int, elapsed: int) -> date:
    """The day on which it must have begun, so that its next due date lies where its status puts it."""
    least, most = _DAYS_LATE[loan.status]
    months_off = max(elapsed - met - 2, 0) if loan.status is Status.LATE_31 else 0
    late = least + 30 * months_off + crc32(loan.key.encode()) % (most - least + 1)
    return add_months(on - timedelta(days=late), -(met + 1))


def _paid(loan: Loan, plan: Plan, met: int, rest: int, on: date) -> Iterator[Event]:
    """Payments of the instalments met, with what was paid beyond them."""
    if loan.paid_total == 0:
        return
    beyond = _beyond(loan, plan, met)
    early, short = max(beyond, 0), max(-beyond, 0)
    given_up = max(-rest, 0)
    first = min(plan.due(1), on)
    last = plan.due(met) if met else first
    yield from _charges(loan, first, last, max(rest, 0) if met else 0)
    for k in range(1, met + 1):
        cut = min(given_up, plan.interest[k] - plan.interest[k - 1])
        given_up -= cut
        amount = plan.asked(k) - plan.asked(k - 1) - cut
        amount += max(rest, 0) if k == 1 else 0
        amount += loan.late_fees - short if k == met else 0
        yield from _instalment_paid(loan, k, plan.due(k), amount, cut)
    if not met:
        yield Received(value_date=last, key=f"{loan.key}/1", amount=loan.paid_total)
    if early:
        yield EarlyRepaid(value_date=last, key=f"{loan.key}/early", amount=early, mode=Repayment.SHORTER_TERM)


def _charges(loan: Loan, first: date, last: date, odd: int) -> Iterator[Event]:
    if odd:
        yield FeeCharged(
            value_date=first, key=f"{loan.key}/days", amount=odd, due=first, component=Component.INTEREST, name=ODD_DAYS
        )
    if loan.late_fees:
        yield FeeCharged(value_date=last, key=f"{loan.key}/late", amount=loan.late_fees, due=last, name=LATE_FEE)


def _instalment_paid(loan: Loan, k: int, day: date, amount: int, cut: int) -> Iterator[Event]:
    scheme = FIRST_PRINCIPAL if cut else None
    yield Received(value_date=day, key=f"{loan.key}/{k}", amount=amount, scheme=scheme)
    if cut:
        yield Waived(value_date=day, key=f"{loan.key}/{k}/waived", component=Component.INTEREST, amount=cut)


def _charged_off(loan: Loan, on: date) -> Iterator[Event]:
    if loan.status is Status.CHARGED_OFF and loan.owed:
        yield WrittenOff(value_date=on, key=f"{loan.key}/off")
