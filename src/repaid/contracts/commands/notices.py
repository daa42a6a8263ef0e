"""What is sent by itself: the contracts a day gives reason to write about, queued in sets.

The close calls `queue_notices_part` for each part of the portfolio; a worker calls `queue_receipts` during the day.
Neither asks a right: it is the machine's own work, set up by an administrator.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

from django.db import transaction

from repaid.access.actors import Actor
from repaid.contracts.notices import ABOUT, DUE_SOON, PAYMENT_RECEIVED
from repaid.contracts.notices.tokens import PAYMENTS, paid
from repaid.contracts.sql import notices as sql
from repaid.contracts.sql.notices import Occasion, Range
from repaid.messages.commands.queueing import Wanted, keep_seen, queue_many, seen_until
from repaid.messages.queries.contact import Notice, notices, open_channels

OVERLAP: Final = 1_000
"""Serials are given before their transactions end: so many are looked at once more. Keys make the rest one message."""
DAY: Final = timedelta(days=1)


def queue_notices_part(by: Actor, on: date, first: int, last: int) -> int:
    """Queue what the day `on` gives reason to write, for the contracts from one id to another; returns how many."""
    of = Range(by.organisation_id, first, last, on)
    return sum(_queue(by, notice, _occasions(notice, of)) for notice in _going(by) if notice.days)


def queue_receipts(by: Actor) -> int:
    """Queue receipts for the payments recorded since the last time; the first time, for those that come from now on."""
    notice = next((each for each in _going(by) if each.kind is PAYMENT_RECEIVED), None)
    if notice is None:
        return 0
    with transaction.atomic():
        newest = sql.newest_serial()
        since = seen_until(by.organisation_id, PAYMENT_RECEIVED, newest, OVERLAP)
        found = sql.payments(by.organisation_id, since, newest, PAYMENTS, notice.recipients)
        count = _queue(by, notice, [each for each in found if each.amount])
        keep_seen(by.organisation_id, PAYMENT_RECEIVED, newest)
    return count


def _going(by: Actor) -> Iterator[Notice]:
    """What is sent by itself about contracts, on channels that can go."""
    able = open_channels(by.organisation_id)
    for notice in notices(by.organisation_id):
        channels = [channel for channel in notice.channels if channel in able]
        if notice.is_automatic and notice.kind.about == ABOUT and channels:
            yield Notice(notice.kind, True, notice.days, channels, notice.recipients)


def _occasions(notice: Notice, of: Range) -> list[Occasion]:
    if notice.kind is DUE_SOON:
        days = [of.on + count * DAY for count in notice.days]
        return sql.occasions(sql.DUE_SOON, of, days, notice.recipients)
    days = [of.on - count * DAY for count in notice.days]
    return sql.occasions(sql.LATE, of, days, notice.recipients)


def _queue(by: Actor, notice: Notice, found: Sequence[Occasion]) -> int:
    wanted = [
        Wanted(
            f"{notice.kind.code}:{each.subject_id}:{each.mark}:{each.person_id}:{channel}", each.subject_id,
            each.person_id, each.role, channel, _given(notice, each),
        )
        for each in found
        for channel in notice.channels
    ]  # fmt: skip
    return len(queue_many(by, notice.kind, wanted))


def _given(notice: Notice, each: Occasion) -> Mapping[str, Any]:
    if notice.kind is PAYMENT_RECEIVED:
        return paid(each.amount or 0, each.currency, each.day)
    return {"due_on": each.day} if notice.kind is DUE_SOON else {}
