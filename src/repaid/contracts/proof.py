"""Proving contracts: everything that is stored of one follows from its terms and events.

The proof replays a contract from the start and looks at no figure that the close has added up.
"""

import json
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any, Final

from django.db import connection
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from loanmath.components import Component
from loanmath.events import Event, Reversed, event_order
from loanmath.facts import Facts, Movement
from loanmath.life import accrued_interest
from loanmath.life import life_of as look
from loanmath.replay import count, replay
from loanmath.rounding import round_fraction
from loanmath.terms import LoanTerms
from repaid.contracts import models
from repaid.contracts.choices import State
from repaid.contracts.commands.batches import BATCH
from repaid.contracts.commands.effects import Stored, billed
from repaid.contracts.commands.recording import event_row
from repaid.contracts.commands.renewing import STANDING_COLUMNS, standing_row
from repaid.contracts.commands.storing import fill_balance
from repaid.contracts.models import Balance, Contract, Standing
from repaid.contracts.postings import RECEIVABLES, chart_of
from repaid.contracts.queries.standing import course_of
from repaid.contracts.queries.stored import (
    ACCRUAL_COLUMNS,
    INSTALMENT_COLUMNS,
    Row,
    accrual_rows,
    events_of,
    facts_of,
    instalment_row,
    movements_of,
    terms_of,
)
from repaid.ledger.choices import Role
from repaid.ledger.postings import Place
from repaid.ledger.queries import balances_of
from repaid.products.choices import FeeIncome
from repaid.products.queries import account_codes, reference_for

PARTS: Final = {
    "events": _("what happened"),
    "instalments": _("instalments"),
    "accruals": _("interest that is earned"),
    "movements": _("allocations of money"),
    "balance": _("balance"),
    "state": _("state"),
    "standing": _("standing of the daily close"),
    "ledger": _("its transfers in the ledger"),
}
"""What is stored of a contract, by the word for it."""

SINGLY: Final = (Component.PRINCIPAL, Component.FEES, Component.TAX)
"""Components whose transfers all name the contract; interest is posted for many together."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A contract with the parts of it that do not follow (keys of PARTS), and what the books ought to hold of it."""

    number: str
    wrong: tuple[str, ...]
    held: dict[Place, int]


def word_for(part: str) -> str | Promise:
    """What a part of a contract is called."""
    return PARTS[part]


def proofs(organisation_id: int, closed_until: date) -> Iterator[Proof]:
    """A proof of every contract of an organisation, in order of their ids."""
    rows = Contract.objects.filter(organisation=organisation_id, balance__isnull=False).order_by("pk")
    rows = rows.select_related("subject", "balance", "standing", "version__product")
    after = 0
    while batch := list(rows.filter(pk__gt=after)[:BATCH]):
        yield from (prove(contract, closed_until) for contract in batch)
        after = batch[-1].pk


def prove(contract: Contract, closed_until: date) -> Proof:
    """Replay a contract and compare."""
    terms = terms_of(contract)
    reference = reference_for(terms)
    stored = Stored(contract, terms, reference, facts_of(contract.balance, contract.currency), closed_until)
    events = events_of(contract)
    told = _replayed(stored, events)
    posted = max([told.facts.today, *told.booked])
    wrong = [part for part, is_right in _comparisons(stored, told, posted) if not is_right]
    held = _held(contract, count(told.facts, terms, max(posted, closed_until), reference), terms)
    if not _ledger_agrees(contract, held):
        wrong.append("ledger")
    return Proof(contract.number, tuple(wrong), held)


@dataclass(frozen=True, slots=True)
class _Told:
    """A contract told again from its events."""

    events: Sequence[Event]
    facts: Facts
    movements: Sequence[Movement]
    booked: Sequence[date]
    agrees: bool


def _replayed(stored: Stored, events: Sequence[Event]) -> _Told:
    """Facts counted as far as they were when the contract was last written."""
    to = stored.facts.today
    life = replay(stored.terms, events, to, stored.reference)
    counted = count(life.facts, stored.terms, to, stored.reference)
    facts = billed(life.facts, stored.terms, stored.reference, to)
    rows = models.Event.objects.filter(contract=stored.contract).order_by("key")
    columns = ("key", "kind", "value_date", "payload", "amount", "names", "booked_on")
    found = list(rows.values_list(*columns))
    expected = {row[0]: row for row in (_as_row(event, stored.contract.currency) for event in events)}
    agrees = len(found) == stored.balance.events and all(row[:-1] == expected.get(row[0]) for row in found)
    movements = (*life.facts.movements, *counted.movements)
    return _Told(events, replace(facts, today=to), movements, [row[-1] for row in found], agrees)


def _as_row(event: Event, currency: str) -> Row:
    key, kind, value_date, payload, amount, names = event_row(event, currency)
    return key, kind, value_date, payload.obj, amount, names


def _comparisons(stored: Stored, told: _Told, posted: date) -> Iterator[tuple[str, bool]]:
    contract, key = stored.contract, stored.contract.pk
    yield "events", told.agrees
    plan = [_read_rest(instalment_row(key, place, row)) for place, row in enumerate(told.facts.plan)]
    yield "instalments", _plan(key) == plan
    accruals = sorted(accrual_rows(key, told.facts), key=lambda row: row[1])
    yield "accruals", _rows("contracts_accrual", ACCRUAL_COLUMNS, key, "instalment") == accruals
    yield "movements", movements_of(key) == list(told.movements)
    life = look(told.facts, stored.terms, posted, stored.reference)
    yield "balance", _columns(_balance(stored, told, posted)) == _columns(stored.balance)
    yield "state", contract.state == State.CANCELLED or contract.state == life.stage.value
    yield "standing", _standing_agrees(stored, told.facts)


def _plan(contract_id: int) -> list[Row]:
    return list(map(_read_rest, _rows("contracts_instalment", INSTALMENT_COLUMNS, contract_id, "place")))


def _read_rest(row: Row) -> Row:
    """The database writes JSON in an order of its own."""
    return (*row[:-1], json.loads(row[-1]))


def _rows(table: str, columns: Sequence[str], contract_id: int, order: str) -> list[Row]:
    statement = f"SELECT {', '.join(columns)} FROM {table} WHERE contract_id = %s ORDER BY {order}"
    with connection.cursor() as cursor:
        cursor.execute(statement, [contract_id])
        return list(cursor.fetchall())


def _balance(stored: Stored, told: _Told, posted: date) -> Balance:
    """The balance as it would be written today."""
    balance = copy(stored.balance)
    life = look(told.facts, stored.terms, posted, stored.reference)
    fill_balance(balance, life, stored.contract.currency, len(told.movements), posted)
    balance.events, balance.tolerance = len(told.booked), stored.terms.tolerance
    in_time = [event_order(event) for event in told.events if not isinstance(event, Reversed)]
    if in_time:
        balance.last_value_date, balance.last_rank, balance.last_key = max(in_time)
    return balance


def _columns(balance: Balance) -> dict[str, Any]:
    return {field.attname: getattr(balance, field.attname) for field in Balance._meta.concrete_fields}


def _standing_agrees(stored: Stored, facts: Facts) -> bool:
    """A standing that nothing has overtaken says what a new one would say."""
    standing: Standing | None = getattr(stored.contract, "standing", None)
    if standing is None or standing.as_of < stored.balance.posted_until or standing.follows_law:
        return True
    view = count(facts, stored.terms, standing.as_of, stored.reference)
    defers = stored.contract.version.fee_income == FeeIncome.DEFERRED
    course = course_of(view, stored.terms, stored.reference, defers_fees=defers)
    names = [field.attname for field in Standing._meta.concrete_fields]
    row = dict(zip(STANDING_COLUMNS, standing_row(stored, view, course, standing.cohort_id), strict=True))
    return _in_lowest_terms(row) == _in_lowest_terms({name: getattr(standing, name) for name in names})


def _in_lowest_terms(row: dict[str, Any]) -> dict[str, Any]:
    bottom = row.pop("bottom")
    return {**row, "top": Fraction(row["top"], bottom), "slope": Fraction(row["slope"], bottom)}


# -------------------------------------------------------------------- books


def _held(contract: Contract, view: Facts, terms: LoanTerms) -> dict[Place, int]:
    """What the books ought to hold of a contract, account by account, minor units."""
    codes, chart = account_codes(contract.version), chart_of(contract.version)

    def place(role: Role, component: str) -> Place:
        return Place(codes[role], contract.currency, contract.branch_id, contract.version.product.code, component)

    held = {
        place(role, component.value): _outstanding(view, terms, component)
        for component, role in RECEIVABLES.items()
        if chart.receivable(component) is role
    }
    return {**held, place(Role.CREDIT_BALANCES, ""): -view.credit}


def _outstanding(view: Facts, terms: LoanTerms, component: Component) -> int:
    """What is owed of a component, billed or not."""
    plan = view.plan
    if component is Component.PRINCIPAL:
        return view.lent - sum(row.met.principal for row in plan)
    if component is Component.INTEREST:
        billed = sum(row.open.interest if row.fixed else -row.met.interest for row in plan)
        return billed + accrued_interest(view, terms)
    still = sum(row.open.of(component) for row in plan)
    if component is Component.PENALTY:
        return still + sum(round_fraction(each.carried, terms.rounding) - each.asked for each in view.accruals)
    return still


def _ledger_agrees(contract: Contract, held: dict[Place, int]) -> bool:
    found = balances_of(contract.subject_id)
    singly = {component.value for component in SINGLY} | {""}
    return all(
        found.get((place.code, place.component), 0) == amount
        for place, amount in held.items()
        if place.component in singly
    )
