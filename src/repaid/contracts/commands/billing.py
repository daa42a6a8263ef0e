"""Billing: instalments whose due date has come are billed, and credit that waits pays them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Q

from repaid.access.actors import Actor
from repaid.access.business_day import today, wait_until_open
from repaid.access.command import command
from repaid.contracts.causes import BILLING
from repaid.contracts.choices import State
from repaid.contracts.commands.effects import effect_of_days, stored
from repaid.contracts.commands.ground import locked_balances
from repaid.contracts.commands.storing import store
from repaid.contracts.models import Balance
from repaid.contracts.postings import chart_of, entries
from repaid.contracts.queries.stored import terms_of
from repaid.contracts.rights import BILL
from repaid.ledger.postings import Cause, Entry, post
from repaid.products.queries import reference_for

BATCH: Final = 200
BILLED: Final = (State.ACTIVE, State.TERMINATED)


@dataclass(frozen=True, slots=True)
class Billed:
    """How many contracts were brought to the business day."""

    day: date
    contracts: int


@command("contracts.bill_due", right=BILL)
def bill_due(*, by: Actor) -> Billed:
    """Bring every contract with an instalment due by the business day, or credit for what is due, to that day."""
    wait_until_open(by.organisation_id)
    on = today(by.organisation_id)
    count = 0
    for batch in _due(by.organisation_id, on):
        booked = [entry for balance in batch for entry in _bill(balance, by, on)]
        post(organisation_id=by.organisation_id, booked_on=on, entries=booked)
        count += len(batch)
    return Billed(on, count)


def _due(organisation_id: int, on: date) -> Iterator[list[Balance]]:
    """Locked balances with something to bill, in batches."""
    something = Q(next_due_on__lte=on) | Q(credit__gt=0, oldest_due_on__isnull=False, counted_to__lt=on)
    rows = locked_balances().filter(something, contract__organisation=organisation_id, contract__state__in=BILLED)
    after = 0
    while batch := list(rows.filter(pk__gt=after).order_by("pk")[:BATCH]):
        yield batch
        after = batch[-1].pk


def _bill(balance: Balance, by: Actor, on: date) -> list[Entry]:
    contract = balance.contract
    terms = terms_of(contract)
    effect = effect_of_days(stored(contract, terms, reference_for(terms)), on)
    due = balance.next_due_on or on
    store(contract, effect, by=by, on=on, since=due)
    cause = Cause(BILLING, contract.pk, contract.subject_id)
    return entries(contract, effect.difference, chart_of(contract.version), due, cause)
