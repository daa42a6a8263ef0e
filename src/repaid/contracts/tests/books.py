"""The check after every story: what is stored is what a replay says, and the ledger says the same."""

from dataclasses import replace

from loanmath.components import Component
from loanmath.events import Reversed
from loanmath.life import Life, accrued_interest
from loanmath.replay import count
from repaid.access.actors import Actor
from repaid.access.business_day import today
from repaid.contracts.models import Contract, Event, Instalment
from repaid.contracts.postings import RECEIVABLES
from repaid.contracts.queries.life import life_of
from repaid.contracts.queries.stored import facts_of, instalment_row, movements_of
from repaid.ledger.choices import Role
from repaid.ledger.queries import balances_of, trial_balance
from repaid.products.queries import account_codes


def assert_books_balance(by: Actor) -> None:
    """Replay every contract; compare derived rows, states and receivables; the trial balance adds up."""
    for contract in Contract.objects.select_related("subject", "balance", "version__product"):
        assert_rows_equal_replay(contract)
        assert_ledger_equals_life(contract)
    day = today(by.organisation_id)
    for total in trial_balance(by, day.min, day).totals:
        assert (total.closing_minor, total.debit_minor) == (0, total.credit_minor)


def assert_rows_equal_replay(contract: Contract) -> None:
    """Instalments, accruals, movements, balance and state are those of a replay from the start."""
    stored = facts_of(contract.balance, contract.currency)
    life = life_of(contract, stored.today)
    counted = count(life.facts, life.terms, stored.today, life.reference)
    told = life.facts.movements + counted.movements
    billed = stored.today > life.facts.today or counted.next > life.facts.next
    facts = counted if billed else life.facts
    assert [instalment_row(0, place, row) for place, row in enumerate(stored.plan)] == [
        instalment_row(0, place, row) for place, row in enumerate(facts.plan)
    ]
    assert replace(stored, movements=(), findings=()) == replace(facts, movements=(), findings=(), today=stored.today)
    assert movements_of(contract.pk) == list(told)
    assert contract.balance.movements == len(told)
    assert contract.balance.principal == life.balances.outstanding.principal
    rows = Instalment.objects.filter(contract=contract)
    assert sum(row.open_total for row in rows) == sum(row.open.total for row in stored.plan)


def assert_ledger_equals_life(contract: Contract) -> None:
    """Receivables and credit in the ledger are those of the life on the day up to which interest is posted."""
    life = life_of(contract, contract.balance.posted_until)
    codes = account_codes(contract.version)
    found = balances_of(contract.subject_id)
    for component, role in RECEIVABLES.items():
        expected = outstanding(life, component)
        assert found.get((codes[role], component.value), 0) == expected, (contract.number, component)
    assert found.get((codes[Role.CREDIT_BALANCES], ""), 0) == -life.balances.credit
    assert found.get((codes[Role.UNALLOCATED_RECEIPTS], ""), 0) == taken_from_waiting(contract)


def taken_from_waiting(contract: Contract) -> int:
    """Money in force that had waited among the unallocated receipts before; minor units."""
    rows = Event.objects.filter(contract=contract, source=Role.UNALLOCATED_RECEIPTS)
    undone = Event.objects.filter(contract=contract, kind=Reversed.kind).values("names")
    return sum(amount or 0 for amount in rows.exclude(key__in=undone).values_list("amount", flat=True))


def outstanding(life: Life, component: Component) -> int:
    """What is owed of a component, billed or not: the lines' own account of it, minor units."""
    plan = life.view.plan
    if component is Component.PRINCIPAL:
        return life.view.lent - sum(row.met.principal for row in plan)
    if component is Component.INTEREST:
        open_interest = sum(row.open.interest for row in plan if row.fixed)
        early = sum(row.met.interest for row in plan if not row.fixed)
        return open_interest - early + accrued_interest(life.view, life.terms)
    return sum(row.open.of(component) for row in plan)
