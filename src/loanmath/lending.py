"""Money out: the position taken over, disbursements, money returned, refunds."""

from __future__ import annotations

from fractions import Fraction

from loanmath.allocation import Purse, pay
from loanmath.annuity import equal_instalment
from loanmath.book import Book
from loanmath.components import Amounts, Component
from loanmath.events import Capitalised, Disbursed, MoneyReturned, Opened, Refunded
from loanmath.facts import Credit, FindingCode, Interest, MovementKind, Origin, Stage
from loanmath.fixing import ask_apart, fix, settle_if_met
from loanmath.interest import Figures
from loanmath.penalty import watch
from loanmath.rates import ppm
from loanmath.replan import add_line, replan, unwrite, write_figures
from loanmath.rounding import round_to_multiple
from loanmath.schedule import lay_out
from loanmath.sizing import factors, set_amounts
from loanmath.terms import TrancheTerm


def opened(book: Book, e: Opened) -> None:
    """Take a position over: open items are billed already, the rest is planned by the terms."""
    _begin(book)
    for item in sorted(e.items, key=lambda item: item.due):
        row = book.row(item.due, origin=Origin.OPENED)._replace(owed=item.owed, fixed=True)
        place = book.insert(row)
        book.next = max(book.next, place + 1)
        book.lent += item.owed.principal
        book.asked += item.owed.principal
        book.bearing += item.owed.principal if book.keeps_bearing else 0
        for component in Component:
            book.move(MovementKind.OPENED, item.owed.of(component), component, row.number)
    book.carried = Fraction(e.interest)
    book.move(MovementKind.OPENED, e.interest, Component.INTEREST)
    book.move(MovementKind.OPENED, e.principal, Component.PRINCIPAL)
    book.repaid_before = e.repaid
    if e.principal:
        lay_out(book, e.value_date, began=book.terms.start)
        _lend(book, e.principal)
        replan(book)
        if e.instalment is not None:
            _plan_as_agreed(book, e.instalment)
    for place in range(book.next):
        watch(book, place)
    if e.credit:
        book.received += e.credit
        book.credits.append(Credit(e.key, e.value_date, e.credit))


def _plan_as_agreed(book: Book, size: int) -> None:
    """Equal instalments of this size instead of a computed one; the last takes what is left."""
    places = [place for place in book.open_coming() if book.plan[place].interest is Interest.INSIDE]
    unwrite(book, places)
    set_amounts(book, [place for place in places if not book.plan[place].grace], size)
    if book.on_schedule:
        write_figures(book)


def disbursed(book: Book, e: Disbursed) -> None:
    """Principal goes out; the first time the plan is laid out and fees are financed."""
    financed = 0
    if book.stage is Stage.TO_BE_LAUNCHED:
        _begin(book)
        lay_out(book, e.value_date)
        financed = book.terms.financed
    book.disbursed += e.amount
    book.move(MovementKind.DISBURSED, e.amount, Component.PRINCIPAL)
    book.move(MovementKind.FINANCED, financed, Component.PRINCIPAL)
    own = book.terms.down_payment.of(e.amount, book.terms.rounding)
    plan_more(book, e.amount + financed, own, e.own_share)


def capitalised(book: Book, e: Capitalised) -> None:
    """Principal rises without a payment out."""
    book.move(MovementKind.CAPITALISED, e.amount, Component.PRINCIPAL)
    plan_more(book, e.amount, 0)


def plan_more(book: Book, amount: int, down_payment: int, own_share: int | None = None) -> None:
    """More principal joins the plan: coming instalments grow. `own_share`: what is known to have come in with it."""
    reopen_if_all_prepaid(book)
    _lend(book, amount)
    if down_payment:
        _down_payment(book, down_payment, own_share)
    if book.terms.tranche_term is TrancheTerm.OWN_FULL_TERM and book.disbursed != amount:
        add_tranche(book, amount - down_payment)
    elif book.open_coming():
        replan(book)
    else:
        ask_apart(book, Amounts(principal=book.unasked), book.today, Origin.AFTER)


def _begin(book: Book) -> None:
    book.stage = Stage.ACTIVE
    book.rates = tuple((step.since or book.today, ppm(step.percent)) for step in book.terms.rates)


def _lend(book: Book, amount: int) -> None:
    book.lent += amount
    book.bearing += amount


def add_tranche(book: Book, amount: int) -> None:
    """A tranche with its own full term: its own instalments from here on, the last ones after the loan's end."""
    coming = len(book.open_coming())
    for _ in range(book.terms.count - coming):
        add_line(book)
    places = book.open_coming()[: book.terms.count]
    size = round_to_multiple(
        equal_instalment(amount, factors(book, places), rule=book.terms.instalment_rounding),
        book.terms.multiple,
        book.terms.instalment_rounding,
    )
    for place in places:
        row = book.plan[place]
        book.plan[place] = row._replace(amount=row.amount + size)
    if book.on_schedule:
        unwrite(book, places)
        write_figures(book)


def _down_payment(book: Book, amount: int, own_share: int | None) -> None:
    """The customer's own share of a disbursement, due at once; automatic, it is taken as far as no credit covers it.

    What is known to have been taken stays: a payment that is found later changes no other.
    """
    place = ask_apart(book, Amounts(principal=amount), book.today, Origin.DOWN_PAYMENT)
    if not book.terms.down_payment_automatic:
        return
    credit = sum(credit.amount for credit in book.credits)
    taken = max(amount - credit, 0) if own_share is None else own_share
    if taken:
        book.received += taken
        book.move(MovementKind.RECEIVED, taken)
        book.credits.append(Credit(book.cause, book.today, taken))
    purse = Purse(book.credits)
    pay(book, purse, place, (Component.PRINCIPAL,), Amounts(principal=amount))
    book.credits = purse.credits
    settle_if_met(book, place)


def reopen_if_all_prepaid(book: Book, most: int | None = None) -> None:
    """When every coming instalment is paid in advance, a higher balance must find somebody to ask: reopen them.

    `most`: no more than so many, nearest first.
    """
    if book.open_coming():
        return
    coming = [place for place in range(book.next, len(book.plan)) if book.plan[place].origin is Origin.REGULAR]
    for place in coming[:most]:
        row = book.plan[place]
        book.asked -= row.owed.principal
        book.carried += row.owed.interest
        owed = row.owed._replace(principal=0, interest=0)
        book.plan[place] = row._replace(fixed=False, owed=owed, settled_on=None, interest=Interest.INSIDE)


def money_returned(book: Book, e: MoneyReturned) -> None:
    """A payment was charged back: money out again, asked by the running instalment, or at once after the end."""
    book.returned += e.amounts.total
    for component in Component:
        book.move(MovementKind.RETURNED, e.amounts.of(component), component, receipt=e.receipt)
    reopen_debt(book, e.amounts)


def reopen_debt(book: Book, amounts: Amounts) -> None:
    """Owed again beside the plan: the running instalment asks for it, or a line of today."""
    reopen_if_all_prepaid(book, most=1)
    book.lent += amounts.principal
    book.bearing += amounts.principal
    place = next(iter(book.open_coming()), None)
    if place is None:
        _ask_after(book, amounts)
        return
    row = book.plan[place]
    owed = row.owed.plus(amounts._replace(principal=0, interest=0))
    amount = row.amount
    if row.written:
        owed = owed._replace(principal=owed.principal + amounts.principal, interest=owed.interest + amounts.interest)
    else:
        amount += amounts.interest if row.interest is Interest.INSIDE else 0
        book.carried += amounts.interest
    book.plan[place] = row._replace(
        amount=amount, owed=owed, returned=row.returned + amounts.principal, settled_on=None
    )
    if row.written and amounts.interest:  # a new plan would write other interest over it
        fix(book, place, Figures(owed.principal, owed.interest, book.carried))


def _ask_after(book: Book, amounts: Amounts) -> None:
    """No instalment is coming: the line that is due today grows, or there is one more."""
    place = len(book.plan) - 1
    if place < 0 or book.plan[place].due != book.today or not book.plan[place].fixed:
        place = ask_apart(book, amounts, book.today, Origin.AFTER)
        book.plan[place] = book.plan[place]._replace(returned=amounts.principal)
        return
    row = book.plan[place]
    book.plan[place] = row._replace(
        owed=row.owed.plus(amounts), returned=row.returned + amounts.principal, settled_on=None
    )
    book.asked += amounts.principal
    book.oldest = min(book.oldest, place)
    if place < book.next and not book.keeps_bearing:
        book.bearing -= amounts.principal
    watch(book, place)


def refunded(book: Book, e: Refunded) -> None:
    """Credit goes back; what is beyond the credit is owed again."""
    purse = Purse(book.credits)
    back = min(e.amount, max(purse.left, 0))
    for receipt, part in purse.take(back):
        book.move(MovementKind.REFUNDED, part, receipt=receipt)
    book.credits = purse.credits
    book.refunded += back
    beyond = e.amount - back
    if beyond:
        book.find(FindingCode.CREDIT_MISSING, beyond)
        book.move(MovementKind.REFUNDED, beyond, Component.PRINCIPAL)
        reopen_debt(book, Amounts(principal=beyond))
