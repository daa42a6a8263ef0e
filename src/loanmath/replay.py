"""Replay: (terms, events, as of a day) -> Life.

`replay` folds all events from the start; `fold` takes one more event on stored
Facts, when it is the last in the order. Both return the same. Replay never
raises over what people recorded: what cannot be is a finding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from loanmath.accrual import count_days, facts_of
from loanmath.book import NO_REFERENCE, Book, Reference, thaw
from loanmath.changing import terms_changed
from loanmath.ending import resumed, sold, suspended, terminated, written_off
from loanmath.events import (
    Capitalised,
    CostAwarded,
    Disbursed,
    EarlyRepaid,
    Event,
    FeeCharged,
    MoneyReturned,
    Opened,
    Received,
    Recovered,
    Refunded,
    Resumed,
    Reversed,
    SettledEarly,
    Sold,
    Suspended,
    Terminated,
    TermsChanged,
    Waived,
    WrittenOff,
    event_order,
)
from loanmath.facts import Facts, Finding, FindingCode, Stage
from loanmath.lending import capitalised, disbursed, money_returned, opened, refunded
from loanmath.life import Life, life_of
from loanmath.paying import cost_awarded, early_repaid, fee_charged, received, recovered, settled_early, waived
from loanmath.terms import LoanTerms
from loanmath.trace import Line

HANDLERS: dict[type, Callable[[Book, Any], None]] = {
    Opened: opened,
    Disbursed: disbursed,
    Capitalised: capitalised,
    TermsChanged: terms_changed,
    FeeCharged: fee_charged,
    CostAwarded: cost_awarded,
    Received: received,
    MoneyReturned: money_returned,
    Waived: waived,
    EarlyRepaid: early_repaid,
    Refunded: refunded,
    Suspended: suspended,
    Resumed: resumed,
    Terminated: terminated,
    SettledEarly: settled_early,
    WrittenOff: written_off,
    Recovered: recovered,
    Sold: sold,
}


_ENDED = (Stage.TERMINATED, Stage.WRITTEN_OFF, Stage.SOLD)
_NEEDS_LIFE = (Opened, Disbursed, Capitalised, TermsChanged, EarlyRepaid, Suspended, Resumed, SettledEarly)


class NotNext(ValueError):
    """The event is not the last in the order: replay instead of folding."""


def start(terms: LoanTerms) -> Facts:
    """The facts of a contract to which nothing has happened."""
    return Facts(today=terms.start)


def replay(
    terms: LoanTerms,
    events: Iterable[Event],
    as_of: date,
    reference: Reference = NO_REFERENCE,
    trace: list[Line] | None = None,
) -> Life:
    """Everything about the contract at the end of a day. Events after it are left out."""
    in_order, findings = in_force(events)
    live = [event for event in in_order if event.value_date <= as_of]
    first = min([terms.start, *(event.value_date for event in live)])
    book = thaw(Facts(today=first), terms, reference, trace)
    book.findings.extend(findings)
    for event in live:
        step(book, event)
    folded = facts_of(book)
    return life_of(folded, terms, as_of, reference, trace, tuple(live))


def fold(facts: Facts, terms: LoanTerms, event: Event, reference: Reference = NO_REFERENCE) -> Facts:
    """One more event on stored facts; the movements and findings are those of this step.

    NotNext for a reversal or a day before the one that was counted.
    """
    if isinstance(event, Reversed) or event.value_date < facts.today:
        if facts.plan or facts.received or isinstance(event, Reversed):
            raise NotNext(f"{event.kind} of {event.value_date}: facts are counted to {facts.today}")
        facts = replace(facts, today=event.value_date)
    book = thaw(facts, terms, reference)
    step(book, event)
    return facts_of(book)


def count(facts: Facts, terms: LoanTerms, on: date, reference: Reference = NO_REFERENCE) -> Facts:
    """Let days pass without an event: bill what falls due, use credit, earn interest."""
    book = thaw(facts, terms, reference)
    count_days(book, on)
    return facts_of(book)


def step(book: Book, event: Event) -> None:
    """Count the days to the event, then let it happen."""
    count_days(book, event.value_date)
    book.cause = event.key
    if book.stage in _ENDED and isinstance(event, _NEEDS_LIFE):
        book.find(FindingCode.AFTER_THE_END, detail=event.kind)
    HANDLERS[type(event)](book, event)


def in_force(events: Iterable[Event]) -> tuple[list[Event], list[Finding]]:
    """Events that count, in order: one of each key, without the reversed ones and the reversals."""
    unique: dict[str, Event] = {}
    for event in sorted(events, key=event_order):
        unique.setdefault(event.key, event)
    gone: set[str] = set()
    findings = []
    for event in reversed(unique.values()):
        if not isinstance(event, Reversed) or event.key in gone:
            continue
        gone.add(event.of)
        if event.of not in unique:
            findings.append(Finding(FindingCode.NO_SUCH_EVENT, event.value_date, event.key, detail=event.of))
    live: list[Event] = [e for key, e in unique.items() if key not in gone and not isinstance(e, Reversed)]
    return live, findings


def dependents(events: Iterable[Event], key: str) -> list[Event]:
    """Live events that rest on an event and must be reversed before it: on the launch everything does."""
    live, _ = in_force(events)
    launch = next((event for event in live if isinstance(event, Disbursed | Opened)), None)
    if launch is not None and launch.key == key:
        return [event for event in live if event is not launch]
    return [event for event in live if isinstance(event, MoneyReturned) and event.receipt == key]
