"""Recording: the one way in which an event changes a contract.

The event is appended; the life with it is folded one step from the stored rows when the event comes after all others,
else replayed from the start; what differs is written, and posted to the ledger.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from psycopg.types.json import Jsonb

from loanmath.codec import event_from_data, event_to_data
from loanmath.events import Event, MoneyReturned, Reversed, event_order
from loanmath.life import Life
from repaid.access.actors import Actor
from repaid.contracts import models
from repaid.contracts.causes import CAUSE
from repaid.contracts.commands.effects import effect_of_event, stored
from repaid.contracts.commands.storing import store
from repaid.contracts.models import Contract, EventNote
from repaid.contracts.postings import chart_of, entries
from repaid.contracts.queries.life import life_of
from repaid.contracts.queries.stored import terms_of
from repaid.contracts.rules import Action, state_findings
from repaid.kernel.refusal import Refusal, refuse_if
from repaid.kernel.text import folded
from repaid.ledger.choices import Role
from repaid.ledger.postings import Cause, post
from repaid.ledger.queries import role_codes
from repaid.products.queries import reference_for


class KeyTaken(Refusal):
    code = "key_taken"
    sentence = _("“{key}” was recorded on contract {number} already, with other figures. Check it, or use another key.")


@dataclass(frozen=True, slots=True)
class Recorded:
    """The life after an event; `is_new` is false when the same event had been recorded before."""

    event: Event
    life: Life
    is_new: bool


@dataclass(frozen=True, slots=True)
class Words:
    """What people said about an event: why, and who paid."""

    reason: str = ""
    payer: str = ""


NO_WORDS: Final = Words()
PAYER_LENGTH: Final = 200


def record(
    contract: Contract, event: Event, action: Action, *, by: Actor, on: date, words: Words = NO_WORDS,
    source: Role = Role.BANK_CLEARING, undone: Event | None = None,
) -> Recorded:  # fmt: skip
    """Record an event on a locked contract on the business day `on`. Recording it again changes nothing.

    Its money comes from `source`; a reversal gives the money of the event `undone` back to where that came from.
    Refuses what the contract's state bars (Forbidden), and another event under a key that is taken (KeyTaken).
    """
    serial = _append(contract, event, by, on, source)
    if serial is None:
        return Recorded(event, life_of(contract, on), is_new=False)
    refuse_if(state_findings(action, contract))
    if words != NO_WORDS:
        note_of(contract, event, words, source).save(force_insert=True)
    terms = terms_of(contract)
    effect = effect_of_event(stored(contract, terms, reference_for(terms)), event, on)
    note_order(contract, event)
    store(contract, effect, by=by, on=on, since=event.value_date, event_key=event.key)
    waits = waiting_code(contract.organisation_id, source)
    chart = chart_of(contract.version, undone or event, source=source, waits=waits)
    booked = entries(contract, effect.difference, chart, event.value_date, Cause(CAUSE, serial, contract.subject_id))
    post(organisation_id=contract.organisation_id, booked_on=on, entries=booked)
    return Recorded(event, effect.life, is_new=True)


def note_of(contract: Contract, event: Event, words: Words, source: Role) -> EventNote:
    """What people said about an event, unsaved. Money that waited before is searched by its payment, not by this."""
    search = "" if source is Role.UNALLOCATED_RECEIPTS else folded(words.payer)
    return EventNote(
        contract=contract, event_key=event.key, reason=words.reason, payer=words.payer, search=search[:PAYER_LENGTH]
    )


def was_told(contract: Contract, event: Event) -> bool:
    """Whether the same event is recorded already. KeyTaken when its key is that of another one."""
    known = models.Event.objects.filter(contract=contract, key=event.key).values_list("payload", flat=True).first()
    if known is None:
        return False
    if event_from_data(known, contract.currency) != event:
        raise KeyTaken(key=event.key, number=contract.number, field="key")
    return True


def is_recorded(contract: Contract, key: str) -> bool:
    """Whether an event has this key, in force or reversed."""
    return models.Event.objects.filter(contract=contract, key=key).exists()


def free_key(contract: Contract, kind: str) -> str:
    """A key for an event that the outside world has no name for."""
    return f"{kind}-{contract.balance.events + 1:04d}"


_APPEND: Final = """
    INSERT INTO contracts_event
        (contract_id, key, kind, value_date, payload, amount, names, booked_on, recorded_at, recorded_by_id,
         source)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
    ON CONFLICT (contract_id, key) DO NOTHING RETURNING serial
"""


def _append(contract: Contract, event: Event, by: Actor, on: date, source: Role) -> int | None:
    """Append the event; its serial, or None when it stands there already."""
    with connection.cursor() as cursor:
        row = (contract.pk, *event_row(event, contract.currency), on, timezone.now(), by.user_id, source_name(source))
        cursor.execute(_APPEND, row)
        found = cursor.fetchone()
    if found is None:
        was_told(contract, event)
        return None
    return int(found[0])


def event_row(event: Event, currency: str) -> tuple[Any, ...]:
    """key, kind, value_date, payload, amount and names of an event."""
    payload = Jsonb(event_to_data(event, currency))
    return (event.key, event.kind, event.value_date, payload, _amount(event), _named(event))


def waiting_code(organisation_id: int, source: Role) -> str:
    """The code of the account on which money of this source waited, where it did."""
    return role_codes(organisation_id)[source] if source is Role.UNALLOCATED_RECEIPTS else ""


def source_name(source: Role) -> str:
    """How a source stands in the rows of events."""
    return "" if source is Role.BANK_CLEARING else source.value


def _amount(event: Event) -> int | None:
    if isinstance(event, MoneyReturned):
        return event.amounts.total
    return getattr(event, "price", None) or getattr(event, "amount", None)


def _named(event: Event) -> str:
    if isinstance(event, Reversed):
        return event.of
    return event.receipt if isinstance(event, MoneyReturned) else ""


def note_order(contract: Contract, event: Event) -> None:
    """Remember the newest event in the order of events; a reversal moves nothing in time."""
    balance = contract.balance
    balance.events += 1
    order = event_order(event)
    last = (balance.last_value_date, balance.last_rank, balance.last_key)
    if not isinstance(event, Reversed) and (last[0] is None or order > last):
        balance.last_value_date, balance.last_rank, balance.last_key = order
