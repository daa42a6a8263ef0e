"""What happened to a contract, in words: one entry an event, newest first."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from loanmath import events as engine
from loanmath.money import Money
from repaid.contracts.queries.timeline import EventRow, timeline
from repaid.interfaces.backoffice.pages import Text
from repaid.interfaces.shared.wording import COMPONENTS
from repaid.interfaces.ui.formats import date_text, in_order, rate_text

WORDS: dict[str, tuple[Text, str, str]] = {
    engine.Opened.kind: (pgettext_lazy("event", "Opened"), "file-plus", ""),
    engine.Disbursed.kind: (pgettext_lazy("event", "Disbursed"), "rocket", "info"),
    engine.Capitalised.kind: (pgettext_lazy("event", "Capitalised"), "plus", ""),
    engine.TermsChanged.kind: (pgettext_lazy("event", "Terms changed"), "pencil", "info"),
    engine.FeeCharged.kind: (pgettext_lazy("event", "Fee charged"), "receipt-2", ""),
    engine.CostAwarded.kind: (pgettext_lazy("event", "Cost awarded"), "gavel", "warn"),
    engine.Received.kind: (pgettext_lazy("event", "Payment received"), "cash", "good"),
    engine.MoneyReturned.kind: (pgettext_lazy("event", "Money returned"), "arrow-back-up", "warn"),
    engine.Waived.kind: (pgettext_lazy("event", "Waived"), "receipt-off", ""),
    engine.EarlyRepaid.kind: (pgettext_lazy("event", "Early partial repayment"), "calendar-dollar", "good"),
    engine.Refunded.kind: (pgettext_lazy("event", "Refunded"), "receipt-refund", ""),
    engine.Suspended.kind: (pgettext_lazy("event", "Suspended"), "player-pause", "warn"),
    engine.Resumed.kind: (pgettext_lazy("event", "Resumed"), "player-play", "info"),
    engine.Terminated.kind: (pgettext_lazy("event", "Terminated"), "file-x", "bad"),
    engine.SettledEarly.kind: (pgettext_lazy("event", "Settled early"), "flag-check", "good"),
    engine.WrittenOff.kind: (pgettext_lazy("event", "Written off"), "archive", "bad"),
    engine.Recovered.kind: (pgettext_lazy("event", "Recovered"), "coins", "good"),
    engine.Sold.kind: (pgettext_lazy("event", "Debt sold"), "arrows-exchange", ""),
    engine.Reversed.kind: (pgettext_lazy("event", "Reversed"), "arrow-back-up", ""),
}
CHANGES: dict[str, Text] = {
    "rate": gettext_lazy("Rate changed to {value} a year"),
    "interest_pause": gettext_lazy("Interest paused"),
    "postponed": gettext_lazy("Payment holiday granted"),
    "due_dates_moved": gettext_lazy("Due dates moved to {value}"),
    "extended": gettext_lazy("Number of instalments changed by {value}"),
    "instalment_set": gettext_lazy("Size of the instalment changed"),
    "grace": gettext_lazy("Grace period granted"),
    "restructured": gettext_lazy("Restructured"),
    "reamortised": gettext_lazy("Arrears spread"),
    "new_plan": gettext_lazy("Schedule replaced"),
    "borrower_changed": gettext_lazy("Borrower changed"),
}


@dataclass(frozen=True, slots=True)
class StoryEntry:
    """An event in words. `reverses`, `undone_by` and `rests_on_it` are keys of other events; the last must go first."""

    key: str
    on: date
    title: str
    details: list[str]
    icon: str
    tone: str
    amount: Money | None
    is_undone: bool
    undone_by: str
    reverses: str
    can_be_reversed: bool
    rests_on_it: str
    recorded_at: datetime
    booked_on: date


def story_of(contract: Any) -> list[StoryEntry]:
    """The events of a contract, newest first; three queries."""
    return [_entry(row, contract.currency) for row in timeline(contract)]


def _entry(row: EventRow, currency: str) -> StoryEntry:
    event = row.event
    _word, icon, tone = WORDS[event.kind]
    return StoryEntry(
        key=event.key,
        on=event.value_date,
        title=_title(event),
        details=[text for text in _details(row) if text],
        icon=icon,
        tone=tone,
        amount=Money(row.amount, currency) if row.amount else None,
        is_undone=bool(row.reversed_by),
        undone_by=row.reversed_by,
        reverses=event.of if isinstance(event, engine.Reversed) else "",
        can_be_reversed=row.reversible,
        rests_on_it=", ".join(row.rests_on_it) if row.is_live else "",
        recorded_at=row.recorded_at,
        booked_on=row.booked_on,
    )


def _title(event: engine.Event) -> str:
    if isinstance(event, engine.TermsChanged):
        return str(CHANGES[event.change.kind]).format(value=_changed_to(event.change))
    return str(WORDS[event.kind][0])


def _changed_to(change: Any) -> str:
    match change.kind:
        case "rate":
            return rate_text(change.percent)
        case "due_dates_moved":
            return date_text(change.to)
        case "extended":
            return f"{change.periods:+d}"
    return ""


def _details(row: EventRow) -> list[str]:
    event = row.event
    named = getattr(event, "name", "")
    part = str(COMPONENTS[event.component]) if isinstance(event, engine.Waived) else ""
    payer = _("Payer: {name}").format(name=in_order(row.payer)) if row.payer else ""
    reason = _("Reason: {text}").format(text=in_order(row.reason)) if row.reason else ""
    return [named, part, payer, reason, row.recorded_by or _("the system")]
