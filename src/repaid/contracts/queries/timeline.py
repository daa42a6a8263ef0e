"""What happened to a contract: its events, with who recorded them, and what became of them."""

from dataclasses import dataclass
from datetime import date, datetime

from loanmath.codec import event_from_data
from loanmath.events import Event, Reversed
from loanmath.replay import dependents, in_force
from repaid.contracts import models
from repaid.contracts.models import Contract, EventNote


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event. `amount` in minor units; `is_live` is false for reversed events; `reversible` says whether it may be.

    `rests_on_it` are keys of live events that must be reversed first.
    """

    event: Event
    serial: int
    booked_on: date
    recorded_at: datetime
    recorded_by: str
    amount: int | None
    is_live: bool
    reversed_by: str
    rests_on_it: tuple[str, ...]
    reason: str
    payer: str

    @property
    def reversible(self) -> bool:
        """Whether the event can be reversed now."""
        return self.is_live and not self.rests_on_it and not isinstance(self.event, Reversed)


def timeline(contract: Contract) -> list[EventRow]:
    """The events of a contract, newest value date first; three queries."""
    rows = list(
        models.Event.objects.filter(contract=contract).select_related("recorded_by").order_by("-value_date", "-serial")
    )
    events = {row.key: event_from_data(row.payload, contract.currency) for row in rows}
    live = {event.key for event in in_force(events.values())[0]}
    undone = {event.of: event.key for event in events.values() if isinstance(event, Reversed)}
    notes = {note.event_key: note for note in EventNote.objects.filter(contract=contract)}
    return [
        EventRow(
            event=events[row.key],
            serial=row.serial,
            booked_on=row.booked_on,
            recorded_at=row.recorded_at,
            recorded_by=row.recorded_by.name if row.recorded_by else "",
            amount=row.amount,
            is_live=row.key in live,
            reversed_by=undone.get(row.key, ""),
            rests_on_it=tuple(event.key for event in dependents(events.values(), row.key)),
            reason=notes[row.key].reason if row.key in notes else "",
            payer=notes[row.key].payer if row.key in notes else "",
        )
        for row in rows
    ]
