"""One run of the outbox over a channel."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from time import monotonic, sleep
from typing import Final

from django.db import connection, transaction
from django.utils import timezone

from repaid.access.models import Organisation
from repaid.kernel.refusal import Outage
from repaid.messages.channels import Answer, Carrier, Parcel
from repaid.messages.channels.carriers import carrier_named
from repaid.messages.choices import LOCAL, Outcome, State
from repaid.messages.gateways import account_of
from repaid.messages.models import Attempt, Gateway, Message
from repaid.messages.sending.inside import keep_inside
from repaid.messages.sending.outcomes import begin_attempts, keep_answer, keep_held, keep_receipt
from repaid.messages.sending.picking import BATCH, Ready, pick

LOCK: Final = 0x5E4D
"""The first key of the advisory lock of a gateway; the second is the gateway's."""
FRESH_SECONDS: Final = 10
BROKEN_MAX: Final = 3
"""After so many attempts without a connection one after the other, a run leaves the rest to the next run."""


@dataclass(slots=True)
class Tally:
    """What a run did, in messages."""

    handed_over: int = 0
    held: int = 0
    failed: int = 0
    cleared: int = 0
    outage: str = ""


def send_due(organisation: Organisation, channel: str) -> Tally:
    """Send what is due on a channel, until nothing is or the gateway fails. Another run at the same gateway at the same
    time does nothing."""
    with timezone.override(organisation.time_zone):
        return _sent(organisation, channel, Tally())


def _sent(organisation: Organisation, channel: str, tally: Tally) -> Tally:
    if channel in LOCAL:
        while _inside(organisation, channel, tally):
            pass
        return tally
    gateway = Gateway.objects.select_related("organisation").filter(
        organisation=organisation, channel=channel, is_active=True
    )  # fmt: skip
    found = gateway.first()
    if found is not None:
        with _alone_at(found) as is_alone:
            if is_alone:
                _send(organisation, found, tally)
    return tally


def _inside(organisation: Organisation, channel: str, tally: Tally) -> bool:
    with transaction.atomic():
        picked = pick(organisation, channel, timezone.now())
        keep_held(picked.held)
        keep_inside(organisation, channel, picked.ready, timezone.now())
    tally.held += len(picked.held)
    tally.handed_over += len(picked.ready)
    return bool(picked.ready or picked.held)


@contextmanager
def _alone_at(gateway: Gateway) -> Iterator[bool]:
    """A lock that ends with the process: whoever holds it is the only one who sends there."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCK, gateway.pk])
        (is_mine,) = cursor.fetchone()
    try:
        yield is_mine
    finally:
        if is_mine:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCK, gateway.pk])


def _send(organisation: Organisation, gateway: Gateway, tally: Tally) -> None:
    carrier, account = carrier_named(gateway.channel, gateway.provider), account_of(gateway)
    tally.cleared = clear_up(gateway, carrier)
    try:
        if Message.objects.filter(organisation=organisation, channel=gateway.channel, state=State.SENT).exists():
            for receipt in carrier.receipts(account):
                keep_receipt(gateway, receipt, timezone.now())
        while True:
            with transaction.atomic():
                picked = pick(organisation, gateway.channel, timezone.now(), _most(gateway))
                keep_held(picked.held)
            tally.held += len(picked.held)
            if not picked.ready and not picked.held:
                break
            _hand_over(gateway, carrier, picked.ready, tally)
        _note_trouble(gateway, "")
    except Outage as outage:
        tally.outage = str(outage)
        _note_trouble(gateway, str(outage))


def _note_trouble(gateway: Gateway, words: str) -> None:
    Gateway.objects.filter(pk=gateway.pk).exclude(trouble=words).update(trouble=words, trouble_at=timezone.now())


def _most(gateway: Gateway) -> int:
    """How many are composed at once: no more than leave within some seconds, so that what they say is still true."""
    return min(BATCH, gateway.per_second * FRESH_SECONDS) if gateway.per_second else BATCH


def clear_up(gateway: Gateway, carrier: Carrier) -> int:
    """Settle what a run that died left as "being sent": by asking the gateway; what it cannot tell stays doubtful and
    waits for a person. Nothing is sent twice in silence."""
    left = Attempt.objects.filter(gateway=gateway, ended_at=None).values_list("reference", flat=True)
    references = list(left)
    account = account_of(gateway)
    for reference in references:
        found = carrier.ask(account, reference) or Answer(reference, Outcome.UNKNOWN)
        keep_answer(found, timezone.now())
    return len(references)


def _hand_over(gateway: Gateway, carrier: Carrier, ready: Sequence[Ready], tally: Tally) -> None:
    """Hand over in windows: each is written down before it goes, so that no more than a window can be in doubt."""
    broken, words = 0, ""

    def parcels() -> Iterator[Parcel]:
        rest = iter(ready)
        pace = _Pace(gateway.per_second)
        while broken < BROKEN_MAX and (window := list(islice(rest, carrier.window))):
            for parcel in begin_attempts(gateway, window, timezone.now()):
                pace.wait()
                yield parcel

    for said in carrier.send(account_of(gateway), parcels()):
        if not isinstance(said, Answer):
            keep_receipt(gateway, said, timezone.now())
            continue
        keep_answer(said, timezone.now())
        tally.handed_over += said.outcome == Outcome.ACCEPTED
        tally.failed += said.outcome != Outcome.ACCEPTED
        broken, words = (broken + 1, said.error) if said.outcome == Outcome.BROKEN else (0, "")
    if broken >= BROKEN_MAX:
        raise Outage(words)


class _Pace:
    """At most so many a second."""

    def __init__(self, per_second: int | None) -> None:
        self.every = 1 / per_second if per_second else 0.0
        self.next = monotonic()

    def wait(self) -> None:
        """Wait for the turn of the next one."""
        if self.every:
            sleep(max(self.next - monotonic(), 0))
            self.next = max(self.next, monotonic()) + self.every
