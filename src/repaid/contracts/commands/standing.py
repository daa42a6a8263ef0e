"""Standing still and falling due: suspension and resumption (CL-44), termination (CL-46)."""

from dataclasses import dataclass, replace
from datetime import date

from loanmath import events
from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.contracts.choices import State
from repaid.contracts.commands.ground import booking_day, locked, reason_given
from repaid.contracts.commands.recording import Recorded, Words, free_key, record
from repaid.contracts.models import Contract
from repaid.contracts.notices import ABOUT, TERMINATION
from repaid.contracts.rights import SUSPEND, TERMINATE
from repaid.contracts.rules import Action
from repaid.messages.choices import Channel, Recipient
from repaid.messages.commands.queueing import queue_message
from repaid.messages.rights import SEND


@dataclass(frozen=True, slots=True)
class StateEntered:
    """A contract is in another state."""

    subject_id: int
    number: str
    key: str
    state: str
    is_new: bool


@command("contracts.suspend", right=SUSPEND)
def suspend(
    *, by: Actor, number: str, value_date: date, reason: str, bears_interest: bool = False,
    bears_penalty: bool = False, key: str = "",
) -> StateEntered:  # fmt: skip
    """Instalments stop falling due; interest and penalty interest stop too, unless they are to go on."""
    contract = locked(by, number)
    on = booking_day(contract, value_date)
    event = events.Suspended(
        value_date=value_date, key=key or free_key(contract, "suspended"), bears_interest=bears_interest,
        bears_penalty=bears_penalty,
    )  # fmt: skip
    done = record(contract, event, Action.SUSPEND, by=by, on=on, words=Words(reason=reason_given(reason)))
    return state_entered(contract, done)


@command("contracts.resume", right=SUSPEND)
def resume(*, by: Actor, number: str, value_date: date, key: str = "") -> StateEntered:
    """End a suspension: coming due dates move by the whole periods that were missed."""
    contract = locked(by, number)
    on = booking_day(contract, value_date)
    event = events.Resumed(value_date=value_date, key=key or free_key(contract, "resumed"))
    return state_entered(contract, record(contract, event, Action.RESUME, by=by, on=on))


@command("contracts.terminate", right=TERMINATE)
def terminate(
    *, by: Actor, number: str, value_date: date, reason: str, bears_interest: bool = False, letter: bool = False,
    key: str = "",
) -> StateEntered:  # fmt: skip
    """Give notice: the whole debt falls due on the value date. With `letter` everybody who owes is written to."""
    contract = locked(by, number)
    on = booking_day(contract, value_date)
    event = events.Terminated(
        value_date=value_date, key=key or free_key(contract, "terminated"), bears_interest=bears_interest
    )
    done = record(contract, event, Action.TERMINATE, by=by, on=on, words=Words(reason=reason_given(reason)))
    if letter and done.is_new:
        _write_notice(by, contract, done.event.key)
    return state_entered(contract, done)


def _write_notice(by: Actor, contract: Contract, key: str) -> None:
    """Ask for the letter to everybody who owes. Who may terminate may send this one letter."""
    writer = replace(by, rights=by.rights | {SEND.code})
    for role in set(contract.parties.filter(until=None).values_list("role", flat=True)) & set(TERMINATION.recipients):
        queue_message(
            by=writer, kind=TERMINATION.code, about=ABOUT, number=contract.number, key=key, channel=Channel.LETTER,
            recipient=Recipient(role),
        )  # fmt: skip


def state_entered(contract: Contract, done: Recorded) -> StateEntered:
    """The fact that a contract is in the state its events lead to."""
    return StateEntered(contract.subject_id, contract.number, done.event.key, State(contract.state).value, done.is_new)
