"""What is owed on a day, in the few figures that a borrower and a clerk look for first (CZ-58, decision 5)."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from loanmath.components import Amounts
from loanmath.early import Quote, quote
from loanmath.facts import Origin
from loanmath.life import Life
from loanmath.rates import PPM_PER_PERCENT, rates_between


@dataclass(frozen=True, slots=True)
class Owed:
    """Minor units.

    total_indebtedness   everything due and unpaid, with penalty interest and costs
    current_arrears      the part of it that is instalments whose due date has passed
    by_component         total_indebtedness, per component
    to_repay_everything  the settlement quote: what closes the contract on this day
    credit               the deposit
    """

    on: date
    total_indebtedness: int
    current_arrears: int
    by_component: Amounts
    to_repay_everything: int
    credit: int
    principal: int
    days_late: int
    oldest_due_on: date | None
    overdue_instalments: int
    next_due_on: date | None
    next_amount: int
    rate: Decimal | None
    penalty_rate: Decimal | None


def owed(life: Life) -> Owed:
    """What is owed on the day of a life."""
    balances, arrears = life.balances, life.arrears
    following = next((row for row in life.schedule[life.view.next :] if row.open.total > 0), None)
    return Owed(
        on=life.as_of,
        total_indebtedness=balances.billed.total,
        current_arrears=current_arrears(life),
        by_component=balances.billed,
        to_repay_everything=settlement(life).total,
        credit=balances.credit,
        principal=balances.outstanding.principal,
        days_late=arrears.days_past_due,
        oldest_due_on=arrears.oldest_due,
        overdue_instalments=arrears.instalments,
        next_due_on=following.due if following else None,
        next_amount=following.open.total if following else 0,
        rate=contract_rate(life),
        penalty_rate=penalty_rate(life),
    )


def settlement(life: Life) -> Quote:
    """What repays everything on the day of a life, line by line."""
    return quote(life.facts, life.terms, life.as_of, life.reference)


def current_arrears(life: Life) -> int:
    """Open on instalments due before the day, without penalty interest and charges of their own; minor units."""
    total = 0
    for row in life.view.plan:
        if row.due < life.as_of and row.fixed and (row.origin is not Origin.AFTER or row.owed.principal):
            total += row.open.total - row.open.penalty
    return total


def contract_rate(life: Life) -> Decimal | None:
    """The contract rate of the day, per cent a year; None before the launch."""
    in_force = [ppm for since, ppm in life.view.rates if since <= life.as_of]
    if not in_force:
        return life.terms.rates[0].percent if not life.view.rates else None
    return Decimal(in_force[-1]) / PPM_PER_PERCENT


def penalty_rate(life: Life) -> Decimal | None:
    """The penalty rate of the day, per cent a year, the legal maximum observed; None without penalty interest."""
    if life.terms.penalty is None:
        return None
    day = life.as_of
    rates = rates_between(life.terms.penalty.rate, life.reference.tables, day, day + timedelta(days=1))
    return Decimal(rates[0].ppm) / PPM_PER_PERCENT
