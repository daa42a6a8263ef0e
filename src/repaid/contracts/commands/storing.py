"""Storing an effect: derived rows, the balance, the state of the contract."""

from datetime import date
from typing import Final

from loanmath.facts import Instalment, Stage
from loanmath.life import Life
from repaid.access.actors import Actor
from repaid.contracts.choices import State
from repaid.contracts.commands.effects import Effect
from repaid.contracts.commands.states import enter_state
from repaid.contracts.commands.writing import write_balance, write_difference, write_movements
from repaid.contracts.models import Balance, Contract
from repaid.contracts.queries.stored import rest_of

LAUNCHED: Final = frozenset(Stage) - {Stage.TO_BE_LAUNCHED}


def store(contract: Contract, effect: Effect, *, by: Actor, on: date, since: date, event_key: str = "") -> None:
    """Write an effect and post nothing; a new state counts from `since` on."""
    write_difference(contract.pk, effect.before, effect.after)
    write_movements(contract.pk, effect.kept, effect.replaced, effect.movements)
    fill_balance(contract.balance, effect.life, contract.currency, effect.kept + len(effect.movements), on)
    write_balance(contract.balance)
    store_state(contract, effect.life, by=by, since=since, event_key=event_key)


def fill_balance(balance: Balance, life: Life, currency: str, movements: int, on: date) -> None:
    """Give a balance the figures of a life on the business day `on`."""
    facts, outstanding = life.facts, life.balances.outstanding
    following = next_instalment(life)
    balance.counted_to = facts.today
    balance.disbursed = facts.disbursed
    balance.principal = outstanding.principal
    balance.credit = facts.credit
    balance.oldest_due_on = _oldest_due(life)
    balance.next_due_on = following.due if following else None
    balance.next_amount = following.open.total if following else 0
    balance.posted_until = on
    balance.movements = movements
    balance.rest = rest_of(facts, currency)


def next_instalment(life: Life) -> Instalment | None:
    """The next coming instalment that will ask for something, with the figures of the projection."""
    coming = life.schedule[life.view.next :]
    return next((row for row in coming if row.open.total > 0), None)


def _oldest_due(life: Life) -> date | None:
    """The due date of the oldest instalment billed (today included) of which more than the tolerance is open."""
    billed = life.view.plan[life.view.oldest : life.view.next]
    return next((row.due for row in billed if row.fixed and row.open.total > life.terms.tolerance), None)


def store_state(contract: Contract, life: Life, *, by: Actor, since: date, event_key: str) -> None:
    """Save the state that a life is in, and when it began, where they differ."""
    state = State(life.stage.value)
    launched = life.stage in LAUNCHED
    if state == contract.state and launched == (contract.launched_on is not None):
        return
    if not launched:
        contract.launched_on = None
    elif contract.launched_on is None:
        contract.launched_on = since
    if state != contract.state:
        enter_state(contract, state, since=since, by=by, event_key=event_key)
    contract.save(update_fields=["state", "launched_on"])
