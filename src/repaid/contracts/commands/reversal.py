"""Undoing what was recorded: a reversal names the event that never happened, and the life is told again without it."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from loanmath import events
from loanmath.codec import event_from_data
from loanmath.replay import dependents, in_force
from repaid.access.actors import Actor
from repaid.access.business_day import today
from repaid.access.command import command
from repaid.contracts import models
from repaid.contracts.commands.ground import locked, reason_given
from repaid.contracts.commands.recording import Words, free_key, record
from repaid.contracts.models import Contract
from repaid.contracts.ports import money_comes_back
from repaid.contracts.queries.payouts import PAID_OUT
from repaid.contracts.queries.stored import events_of
from repaid.contracts.rights import REVERSE
from repaid.contracts.rules import Action
from repaid.kernel.refusal import Refusal
from repaid.ledger.choices import Role
from repaid.payments.commands.order_steps import drop_orders_of


class NoSuchEvent(Refusal):
    code = "no_such_event"
    sentence = _("There is no event “{key}” in force on contract {number}. It may be reversed already.")


class OthersDepend(Refusal):
    code = "others_depend"
    sentence = _("These events rest on “{key}”: {events}. Reverse them first.")


@dataclass(frozen=True, slots=True)
class EventReversed:
    subject_id: int
    number: str
    key: str
    of: str


@command("contracts.reverse_event", right=REVERSE)
def reverse_event(*, by: Actor, number: str, of: str, reason: str) -> EventReversed:
    """Reverse the event with the key `of`: from now on the contract is as if it had never been recorded."""
    contract = locked(by, number)
    on = today(contract.organisation_id)
    event = reversal(contract, of, on)
    words = Words(reason=reason_given(reason))
    undone, source = _recorded(contract, of)
    record(contract, event, Action.REVERSE, by=by, on=on, words=words, source=source, undone=undone)
    if undone.kind in PAID_OUT:
        drop_orders_of(by, contract.subject, of, words.reason)
    if source is not Role.BANK_CLEARING:
        money_comes_back(by=by, contract=contract, key=of, reason=words.reason)
    return EventReversed(contract.subject_id, number, event.key, of)


def _recorded(contract: Contract, key: str) -> tuple[events.Event, Role]:
    """A recorded event, and where its money came from."""
    payload, source = models.Event.objects.values_list("payload", "source").get(contract=contract, key=key)
    return event_from_data(payload, contract.currency), Role(source or Role.BANK_CLEARING)


def reversal(contract: Contract, of: str, on: date) -> events.Reversed:
    """The event that reverses another; NoSuchEvent, or OthersDepend naming the live events to be reversed first."""
    recorded = events_of(contract)
    live, _findings = in_force(recorded)
    if all(event.key != of for event in live):
        raise NoSuchEvent(key=of, number=contract.number, field="of")
    resting = dependents(recorded, of)
    if resting:
        named = ", ".join(f"{event.key} ({event.value_date})" for event in resting)
        raise OthersDepend(key=of, events=named, number=contract.number)
    return events.Reversed(value_date=on, key=free_key(contract, "reversed"), of=of)
