"""What a change in a contract's life means for the books: new life minus old life, component by component.

A `Position` is what a life comes to, in running totals. The difference of two positions falls into *groups* (money in,
allocated, waived ...), each a set of signed amounts by role of account, debit positive, that adds up to zero by the
conservation law of the engine. A group becomes transfers by paying its credits from its debits in turn.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Final, NamedTuple

from loanmath.components import Amounts, Component
from loanmath.early import unused_cost
from loanmath.events import Event, Opened, Sold
from loanmath.facts import Facts, Movement, MovementKind
from loanmath.life import accrued_interest
from loanmath.rounding import round_fraction
from loanmath.terms import LoanTerms
from repaid.contracts.models import Cohort, Contract
from repaid.contracts.places import place_of
from repaid.ledger.choices import Role
from repaid.ledger.postings import Cause, Entry
from repaid.products.choices import Basis, FeeIncome

RECEIVABLES: Final = {
    Component.FEES: Role.FEES_RECEIVABLE,
    Component.TAX: Role.TAX_RECEIVABLE,
    Component.PENALTY: Role.PENALTY_RECEIVABLE,
    Component.INTEREST: Role.INTEREST_RECEIVABLE,
    Component.PRINCIPAL: Role.LOANS_PRINCIPAL,
}
INCOME: Final = {
    Component.FEES: Role.FEE_INCOME,
    Component.TAX: Role.VAT_PAYABLE,
    Component.PENALTY: Role.PENALTY_INCOME,
    Component.INTEREST: Role.INTEREST_INCOME,
}
EARNED: Final = frozenset({Component.INTEREST, Component.PENALTY})
"""What is income only when it is paid, where a product keeps its books on cash basis."""


class Position(NamedTuple):
    """Running totals of a life, minor units. `charged`: all ever charged, and earned up to the day of posting.

    `returned` (payments that went out again, by the component they are owed again as), `beyond` (money refunded beyond
    the credit, owed again as principal; `refunded` is the rest) and `reduced` (cost given back on early settlement) are
    sums of movements. `deferred` is what of the financed fees is not earned yet.
    """

    lent: int = 0
    disbursed: int = 0
    financed: int = 0
    deferred: int = 0
    reduced: int = 0
    returned: Amounts = Amounts()
    received: int = 0
    refunded: int = 0
    beyond: int = 0
    recovered: int = 0
    credit: int = 0
    charged: Amounts = Amounts()
    capitalised: Amounts = Amounts()
    paid: Amounts = Amounts()
    waived: Amounts = Amounts()
    written_off: Amounts = Amounts()

    @property
    def added(self) -> int:
        """Principal that rose by none of the other ways: taken over, or a cost added to the loan."""
        otherwise = self.disbursed + self.financed + self.returned.principal + self.beyond + self.capitalised.total
        return self.lent - otherwise

    def minus(self, other: "Position") -> "Position":
        """Total by total."""
        return Position(*(_less(mine, theirs) for mine, theirs in zip(self, other, strict=True)))


def _less(mine: Any, theirs: Any) -> Any:
    return mine.minus(theirs) if isinstance(mine, Amounts) else mine - theirs


def position(facts: Facts, view: Facts, terms: LoanTerms, movements: Iterable[Movement] = ()) -> Position:
    """The position of facts; `view` is the same, counted to the day up to which interest is posted."""
    paid, waived, written_off = (_sum(getattr(row, name) for row in facts.plan) for name in GONE)
    return Position(
        lent=facts.lent,
        disbursed=facts.disbursed,
        financed=terms.financed if facts.disbursed else 0,
        deferred=unused_cost(terms, list(view.plan), view.today) if facts.disbursed else 0,
        reduced=sum(move.amount for move in movements if move.kind is MovementKind.REDUCED),
        returned=returned_in(movements),
        received=facts.received,
        refunded=facts.refunded,
        beyond=sum(move.amount for move in movements if move.kind is MovementKind.REFUNDED and move.component),
        recovered=facts.recovered,
        credit=facts.credit,
        charged=charged(facts, view, terms),
        capitalised=facts.capitalised,
        paid=paid,
        waived=waived,
        written_off=written_off,
    )


def returned_in(movements: Iterable[Movement]) -> Amounts:
    """Payments that went out again, by the component they are owed again as."""
    total = Amounts()
    for move in movements:
        if move.kind is MovementKind.RETURNED and move.component is not None:
            total = total.add(move.component, move.amount)
    return total


GONE: Final = ("paid", "waived", "written_off")


def charged(facts: Facts, view: Facts, terms: LoanTerms) -> Amounts:
    """Fees and tax ever charged, interest and penalty interest ever earned; those two as of `view`."""
    owed = _sum(row.owed for row in facts.plan).plus(facts.capitalised)
    interest = sum(row.owed.interest for row in view.plan if row.fixed) + accrued_interest(view, terms)
    penalty = sum(row.owed.penalty for row in view.plan)
    penalty += sum(round_fraction(each.carried, terms.rounding) - each.asked for each in view.accruals)
    return owed._replace(
        principal=0, interest=interest + view.capitalised.interest, penalty=penalty + view.capitalised.penalty
    )


def _sum(amounts: Iterable[Amounts]) -> Amounts:
    return Amounts(*(sum(column) for column in zip(*amounts, strict=True)))


# ------------------------------------------------------------------ groups

Group = dict[Role, int]


@dataclass(frozen=True, slots=True)
class Chart:
    """How a contract's product keeps its books, and where the money of an event passes.

    `waits` is the code of the account on which it waited before, without branch and product.
    """

    cash_basis: bool
    deferred_fees: bool
    money: Role = Role.BANK_CLEARING
    sale_of: Role = Role.RECOVERIES
    waits: str = ""

    @property
    def fee_income(self) -> Role:
        """Where a financed fee goes."""
        return Role.DEFERRED_FEES if self.deferred_fees else self.counter(Role.FEE_INCOME)

    def receivable(self, component: Component) -> Role:
        """What is owed of a component; on cash basis interest is income when it is paid."""
        return INCOME[component] if self.cash_basis and component in EARNED else RECEIVABLES[component]

    def counter(self, income: Role) -> Role:
        """What is charged is income; what is taken over was somebody else's."""
        return self.money if self.money is Role.TAKEOVER_CLEARING else income


def chart_of(
    version: Any, event: Event | None = None, *, source: Role = Role.BANK_CLEARING, waits: str = "",
    taken_over: bool = False,
) -> Chart:  # fmt: skip
    """How the books of a product version take an event (None: a day) whose money came from `source`.

    A contract taken over brings no money with it.
    """
    money = source
    if taken_over or isinstance(event, Opened):
        money = Role.TAKEOVER_CLEARING
    elif isinstance(event, Sold):
        money = Role.SALE_CLEARING
    return Chart(
        cash_basis=version.basis == Basis.CASH,
        deferred_fees=version.fee_income == FeeIncome.DEFERRED,
        money=money,
        sale_of=Role.LOAN_LOSSES if isinstance(event, Sold) else Role.RECOVERIES,
        waits=waits,
    )


def groups(change: Position, chart: Chart) -> Iterator[Group]:
    """The groups of a difference of positions; each adds up to zero."""
    loans, bank = Role.LOANS_PRINCIPAL, chart.money
    yield {loans: change.disbursed, bank: -change.disbursed}
    yield {loans: change.financed, chart.fee_income: -change.financed}
    yield _went_out_again(change, chart)
    yield {Role.CREDIT_BALANCES: change.refunded, loans: change.beyond, bank: -change.refunded - change.beyond}
    if chart.deferred_fees:
        earned = change.financed - change.reduced - change.deferred
        yield {Role.DEFERRED_FEES: earned, chart.counter(Role.FEE_INCOME): -earned}
    yield from _charged(change, chart)
    if bank is not Role.UNALLOCATED_RECEIPTS:
        yield {bank: change.received, Role.UNALLOCATED_RECEIPTS: -change.received}
    yield _allocated(change, chart)
    for component in Component:
        reduced = change.reduced if component is Component.PRINCIPAL else 0
        yield _given_up(chart, component, chart.fee_income, reduced)
        yield _given_up(chart, component, Role.WAIVER_EXPENSE, change.waived.of(component) - reduced)
        yield _given_up(chart, component, Role.LOAN_LOSSES, change.written_off.of(component))
    yield {bank: change.recovered, chart.sale_of: -change.recovered}


def _went_out_again(change: Position, chart: Chart) -> Group:
    group = {chart.money: -change.returned.total}
    for component in Component:
        group[chart.receivable(component)] = change.returned.of(component)
    return group


def _charged(change: Position, chart: Chart) -> Iterator[Group]:
    """What was earned, charged and added; what became principal by a new agreement leaves its receivable."""
    for component, income in INCOME.items():
        receivable = chart.receivable(component)
        amount = change.charged.of(component) - change.returned.of(component)
        if receivable is not income:
            yield {receivable: amount, chart.counter(income): -amount}
        capital = change.capitalised.of(component)
        yield {Role.LOANS_PRINCIPAL: capital, receivable: -capital}
    yield {Role.LOANS_PRINCIPAL: change.added, chart.counter(Role.FEE_INCOME): -change.added}


def _allocated(change: Position, chart: Chart) -> Group:
    group: Group = {Role.UNALLOCATED_RECEIPTS: change.received}
    for component in RECEIVABLES:
        role = chart.receivable(component)
        group[role] = group.get(role, 0) - change.paid.of(component)
    group[Role.CREDIT_BALANCES] = -change.credit - change.refunded
    return group


def _given_up(chart: Chart, component: Component, expense: Role, amount: int) -> Group:
    role = chart.receivable(component)
    never_income = chart.cash_basis and component in EARNED
    return {} if never_income else {expense: amount, role: -amount}


# --------------------------------------------------------------- transfers


def transfers(group: Group) -> Iterator[tuple[Role, Role, int]]:
    """(debit, credit, amount) of a group: its credits are met from its debits in turn."""
    debits = [(role, amount) for role, amount in group.items() if amount > 0]
    credits = [(role, -amount) for role, amount in group.items() if amount < 0]
    assert sum(group.values()) == 0, f"a group of postings does not add up: {group}"
    while debits:
        (debit, in_), (credit, out) = debits.pop(), credits.pop()
        amount = min(in_, out)
        yield debit, credit, amount
        if in_ > amount:
            debits.append((debit, in_ - amount))
        if out > amount:
            credits.append((credit, out - amount))


def entries(contract: Contract | Cohort, change: Position, chart: Chart, value_date: date, cause: Cause) -> list[Entry]:
    """The ledger entries of a difference of positions."""
    place = partial(place_of, contract, waits=chart.waits)
    return [
        Entry(place(debit), place(credit), amount, value_date, cause)
        for group in groups(change, chart)
        for debit, credit, amount in transfers(group)
    ]
