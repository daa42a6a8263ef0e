"""Changes of the agreement: rate, dates, number and size of instalments, restructuring, another borrower.

Each is one event `TermsChanged`; the engine makes the plan again from its value date on.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from loanmath import changes, events
from loanmath.changes import Change, Keep, Overdue
from loanmath.dates import Every
from loanmath.facts import FindingCode
from loanmath.money import Money
from loanmath.rates import RateTooFine, ppm
from loanmath.terms import GivenInstalment
from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.contracts.commands.ground import booking_day, locked, minor_of
from repaid.contracts.commands.recording import free_key, record
from repaid.contracts.rights import CHANGE_TERMS
from repaid.contracts.rules import Action
from repaid.kernel.refusal import Refusal, WrongInput


class NothingComing(Refusal):
    code = "nothing_coming"
    sentence = _("Contract {number} has no coming instalment on {value_date}. Restructure it to get new ones.")


class NoDueDate(Refusal):
    code = "no_due_date"
    sentence = _("No coming instalment of contract {number} is due on {due}. Choose a due date of the schedule.")


@dataclass(frozen=True, slots=True)
class TermsWereChanged:
    subject_id: int
    number: str
    key: str
    change: str
    is_new: bool


@command("contracts.change_rate", right=CHANGE_TERMS)
def change_rate(
    *, by: Actor, number: str, percent: Decimal, value_date: date, keep: Keep = Keep.TERM, key: str = ""
) -> TermsWereChanged:
    """A new rate, per cent a year, from a day on; the number of instalments stays, or their size."""
    try:
        ppm(percent)
    except RateTooFine as refused:
        raise WrongInput(reason=_("The rate is finer than 0.0001 per cent."), field="percent") from refused
    change = changes.RateChange(percent=percent, keep=Keep(keep))
    return _change(by, number, change, value_date, key, Action.CHANGE_RATE)


@command("contracts.pause_interest", right=CHANGE_TERMS)
def pause_interest(*, by: Actor, number: str, value_date: date, until: date, key: str = "") -> TermsWereChanged:
    """No contract interest from the value date until the day `until`."""
    if until <= value_date:
        raise WrongInput(reason=_("The end must be later than the beginning."), field="until")
    return _change(
        by, number, changes.InterestPause(start=value_date, until=until), value_date, key, Action.CHANGE_PLAN
    )


@command("contracts.postpone_instalments", right=CHANGE_TERMS)
def postpone_instalments(
    *, by: Actor, number: str, due: date, periods: int, value_date: date, bears_interest: bool = True, key: str = ""
) -> TermsWereChanged:
    """A payment holiday: the instalment due on `due` and all later ones move by whole periods."""
    change = changes.Postponed(due=due, periods=_at_least_one(periods), bears_interest=bears_interest)
    return _change(by, number, change, value_date, key, Action.CHANGE_PLAN)


@command("contracts.move_due_dates", right=CHANGE_TERMS)
def move_due_dates(*, by: Actor, number: str, due: date, to: date, value_date: date, key: str = "") -> TermsWereChanged:
    """Another due day: the instalment due on `due` moves to `to`, the later ones follow from there."""
    if to <= value_date:
        raise WrongInput(reason=_("The new due date must be later than the value date."), field="to")
    return _change(by, number, changes.DueDatesMoved(due=due, to=to), value_date, key, Action.CHANGE_PLAN)


@command("contracts.extend_term", right=CHANGE_TERMS)
def extend_term(*, by: Actor, number: str, periods: int, value_date: date, key: str = "") -> TermsWereChanged:
    """More instalments at the end, or fewer when `periods` is below zero."""
    if periods == 0:
        raise WrongInput(reason=_("Enter how many instalments to add or to take away."), field="periods")
    return _change(by, number, changes.Extended(periods=periods), value_date, key, Action.CHANGE_PLAN)


@command("contracts.set_instalment", right=CHANGE_TERMS)
def set_instalment(*, by: Actor, number: str, amount: Money, value_date: date, key: str = "") -> TermsWereChanged:
    """Another size of the equal instalment; the number of instalments follows."""
    minor = minor_of(locked(by, number), amount)
    return _change(by, number, changes.InstalmentSet(amount=minor), value_date, key, Action.CHANGE_PLAN)


@command("contracts.grant_grace", right=CHANGE_TERMS)
def grant_grace(
    *, by: Actor, number: str, value_date: date, principal: int = 0, interest: int = 0, key: str = ""
) -> TermsWereChanged:
    """The next instalments ask no principal, or no interest, for so many periods."""
    _at_least_one(principal + interest)
    change = changes.GracePeriods(principal=principal, interest=interest)
    return _change(by, number, change, value_date, key, Action.CHANGE_PLAN)


@command("contracts.restructure", right=CHANGE_TERMS)
def restructure(
    *, by: Actor, number: str, first_due: date, count: int, value_date: date, every: Every | None = None,
    overdue: Overdue = Overdue.INTO_PLAN, key: str = "",
) -> TermsWereChanged:  # fmt: skip
    """A new plan for everything owed: first due date, number of instalments, and what becomes of what is overdue."""
    if first_due <= value_date:
        raise WrongInput(reason=_("The first due date must be later than the value date."), field="first_due")
    change = changes.Restructured(
        first_due=first_due, count=_at_least_one(count), every=every or Every(), overdue=Overdue(overdue)
    )
    return _change(by, number, change, value_date, key, Action.RESTRUCTURE)


@command("contracts.reamortise", right=CHANGE_TERMS)
def reamortise(
    *, by: Actor, number: str, value_date: date, overdue: Overdue = Overdue.INTO_PLAN, key: str = ""
) -> TermsWereChanged:
    """Spread what is overdue over the coming instalments; their dates stay."""
    return _change(by, number, changes.Reamortised(overdue=Overdue(overdue)), value_date, key, Action.CHANGE_PLAN)


@command("contracts.replace_plan", right=CHANGE_TERMS)
def replace_plan(
    *, by: Actor, number: str, given: tuple[GivenInstalment, ...], value_date: date,
    overdue: Overdue = Overdue.STAYS, key: str = "",
) -> TermsWereChanged:  # fmt: skip
    """The coming instalments as a typed table."""
    change = changes.NewPlan(given=tuple(given), overdue=Overdue(overdue))
    return _change(by, number, change, value_date, key, Action.RESTRUCTURE)


def _at_least_one(periods: int) -> int:
    if periods < 1:
        raise WrongInput(reason=_("Enter one or more."), field="periods")
    return periods


def _change(by: Actor, number: str, change: Change, value_date: date, key: str, action: Action) -> TermsWereChanged:
    contract = locked(by, number)
    on = booking_day(contract, value_date)
    event = events.TermsChanged(value_date=value_date, key=key or free_key(contract, change.kind), change=change)
    done = record(contract, event, action, by=by, on=on)
    for found in done.life.findings:
        if found.event == event.key and found.code is FindingCode.NOTHING_COMING:
            raise NothingComing(number=number, value_date=value_date, field="value_date")
        if found.event == event.key and found.code is FindingCode.NO_SUCH_INSTALMENT:
            raise NoDueDate(number=number, due=found.detail, field="due")
    return TermsWereChanged(contract.subject_id, number, event.key, change.kind, done.is_new)
