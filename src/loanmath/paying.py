"""Money in, and what is given up: payments, early repayment, settlement, fees, waivers."""

from __future__ import annotations

from datetime import date

from loanmath.allocation import Purse, pay, relieve, spread
from loanmath.book import Book
from loanmath.changes import Keep
from loanmath.components import NOTHING, Amounts, Component
from loanmath.daycount import Period
from loanmath.early import ask_everything, settlement_lines
from loanmath.events import CostAwarded, EarlyRepaid, FeeCharged, Received, Recovered, Repayment, SettledEarly, Waived
from loanmath.facts import Credit, FindingCode, Instalment, MovementKind, Origin
from loanmath.fixing import ask_apart, settle_if_met
from loanmath.penalty import ask_penalty, earn_penalty, watch
from loanmath.replan import replan
from loanmath.rounding import round_fraction


def received(book: Book, e: Received) -> None:
    """A payment spreads its own money only; the rest waits as credit."""
    money = take_in(book, e.key, e.amount)
    if money:
        ask_after_the_end(book)
    book.credits.extend(spread(book, money, e.scheme or book.terms.allocation))


def take_in(book: Book, receipt: str, amount: int) -> list[Credit]:
    """Money arrives; nothing claims it yet."""
    book.received += amount
    book.move(MovementKind.RECEIVED, amount, receipt=receipt)
    return [Credit(receipt, book.today, amount)] if amount > 0 else []


def ask_after_the_end(book: Book) -> None:
    """After the last due date interest that goes on is asked by a line of its own."""
    if book.next < len(book.plan):
        return
    interest = round_fraction(book.carried, book.terms.rounding)
    if interest <= 0:
        return
    row = book.row(book.today, origin=Origin.AFTER)._replace(owed=Amounts(interest=interest), fixed=True)
    book.carried -= interest
    book.plan.append(row)
    book.next = len(book.plan)


def early_repaid(book: Book, e: EarlyRepaid) -> None:
    """Pay what is due, then interest to today, then principal; the plan follows by the mode."""
    money = spread(book, take_in(book, e.key, e.amount), book.terms.allocation, ahead=False)
    left = sum(credit.amount for credit in money)
    if left and book.open_coming():
        money = _repay_principal(book, money, left)
        keep = Keep.INSTALMENT if e.mode is Repayment.SHORTER_TERM else Keep.TERM
        replan(book, keep, longest=len(book.plan))
    book.credits.extend(money)


def _repay_principal(book: Book, money: list[Credit], left: int) -> list[Credit]:
    """A line of today, asked and met: interest to today first, the rest is principal."""
    prepaid = sum(book.plan[place].met.interest for place in book.open_coming())
    interest = min(max(round_fraction(book.carried, book.terms.rounding) - prepaid, 0), left)
    principal = min(left - interest, book.unasked - book.prepaid)
    running = book.plan[book.next]
    row = Instalment(
        book.number(), running.start, book.today, running.nominal, owed=Amounts(principal, interest), fixed=True,
        origin=Origin.EARLY,
    )  # fmt: skip
    book.plan.insert(book.next, row)
    book.asked += principal
    book.carried -= interest
    purse = Purse(money)
    pay(book, purse, book.next, (Component.INTEREST, Component.PRINCIPAL), row.owed)
    if book.on_schedule:
        book.bearing -= principal
    book.next += 1
    settle_if_met(book, book.next - 1)
    return purse.credits


def settled_early(book: Book, e: SettledEarly) -> None:
    """The accepted quote: everything is asked today, reductions are waived, the money pays."""
    book.credits.extend(take_in(book, e.key, e.amount))
    reduction, fee = settlement_lines(book)
    ask_everything(book)
    if fee:
        charge(book, fee, Component.FEES, book.today)
    give_up(book, Component.PRINCIPAL, reduction, None, MovementKind.REDUCED)
    book.credits = spread(book, book.credits, book.terms.allocation)
    still = sum(row.open.total for row in book.plan)
    if still:
        book.find(FindingCode.QUOTE_CHANGED, still)


def fee_charged(book: Book, e: FeeCharged) -> None:
    """A fee joins the instalment whose period holds its due date; after the end it is a line of its own.

    So is interest that is charged before its instalment is billed: how much interest that one asks is still open.
    """
    holding = (place for place, row in enumerate(book.plan) if e.due <= row.due and row.origin in _CARRIERS)
    place = next(holding, None)
    if place is None:
        charge(book, e.amount, e.component, e.due if book.plan else max(e.due, book.today))
        return
    row = book.plan[place]
    if e.component is Component.INTEREST and not row.fixed:
        charge(book, e.amount, e.component, e.due, row.nominal or Period(row.start, row.due, book.every))
        return
    earn_penalty(book, row.number)
    book.plan[place] = row._replace(owed=row.owed.add(e.component, e.amount), settled_on=None)
    book.oldest = min(book.oldest, place)
    book.move(MovementKind.CHARGED, e.amount, e.component, row.number)
    watch(book, place)


_CARRIERS = (Origin.REGULAR, Origin.TERMINATION)


def cost_awarded(book: Book, e: CostAwarded) -> None:
    """Costs of a judgment are due on its day."""
    charge(book, e.amount, Component.FEES, book.today)


def charge(book: Book, amount: int, component: Component, due: date, nominal: Period | None = None) -> None:
    """Ask something in a line of its own."""
    place = ask_apart(book, NOTHING.add(component, amount), due, Origin.AFTER, nominal)
    book.move(MovementKind.CHARGED, amount, component, book.plan[place].number)


def waived(book: Book, e: Waived) -> None:
    """Give up something asked, oldest first or in one instalment; more than is open is told."""
    rest = give_up(book, e.component, e.amount, e.instalment)
    if rest:
        book.find(FindingCode.MORE_THAN_OWED, rest)


def give_up(
    book: Book, component: Component, amount: int, instalment: int | None, kind: MovementKind = MovementKind.WAIVED
) -> int:
    """Give up to an amount of one component; returns what found nothing."""
    for place in range(book.oldest, len(book.plan)):
        row = book.plan[place]
        if not amount or (instalment is not None and row.number != instalment):
            continue
        if component is Component.PENALTY:
            ask_penalty(book, place)
            row = book.plan[place]
        part = min(amount, row.open.of(component) if row.fixed or component is Component.FEES else 0)
        if part <= 0:
            continue
        book.plan[place] = row._replace(waived=row.waived.add(component, part))
        book.has_prepaid = book.has_prepaid or place >= book.next
        if component is Component.PRINCIPAL:
            relieve(book, place, part)
        book.move(kind, part, component, row.number)
        watch(book, place)
        settle_if_met(book, place)
        amount -= part
    return amount


def recovered(book: Book, e: Recovered) -> None:
    """Money after a write-off."""
    book.recovered += e.amount
    book.move(MovementKind.RECOVERED, e.amount)
