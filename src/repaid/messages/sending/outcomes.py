"""Keeping what happened: a message begins to be sent, what the gateway answered, what it reported later."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Final
from uuid import uuid4

from django.db import connection, transaction
from psycopg.types.json import Jsonb

from repaid.access.plain import to_plain
from repaid.messages.channels import Answer, Parcel, Receipt
from repaid.messages.choices import WAITING, Outcome, State
from repaid.messages.models import Attempt, Gateway, Message, MessageText
from repaid.messages.ports import Hold
from repaid.messages.sending.picking import Ready

WAITS: Final = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360))
"""After the first failed attempt one waits the first of these, and so on; after the last the message is dead."""

_HELD: Final = """
    UPDATE messaging_message m SET state = u.state, rule = u.rule, facts = u.facts, next_at = u.next_at
    FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::jsonb[], %s::timestamptz[])
        AS u(id, state, rule, facts, next_at)
    WHERE m.id = u.id
"""
_BEGUN: Final = """
    UPDATE messaging_message m
    SET state = %s, rule = '', facts = '{}', attempts = m.attempts + 1, language = u.language, version_id = u.version,
        address = u.address, has_secret = u.has_secret, sent_at = %s
    FROM unnest(%s::bigint[], %s::text[], %s::bigint[], %s::bytea[], %s::boolean[])
        AS u(id, language, version, address, has_secret)
    WHERE m.id = u.id AND m.state = ANY(%s)
    RETURNING m.id, m.attempts
"""


def keep_held(held: Sequence[tuple[Message, Hold]]) -> None:
    """Keep why messages do not go: for a while, or for good."""
    if not held:
        return
    columns = zip(*(_held_row(message, hold) for message, hold in held), strict=True)
    with connection.cursor() as cursor:
        cursor.execute(_HELD, [list(column) for column in columns])


def _held_row(message: Message, hold: Hold) -> tuple[Any, ...]:
    state = State.STOPPED if hold.until is None else State.HELD
    if hold.rule == "no_address":
        state = State.DEAD
    return message.pk, state.value, hold.rule, Jsonb(to_plain(dict(hold.facts))), hold.until


def begin(ready: Sequence[Ready], state: State, now: datetime) -> dict[int, int]:
    """Messages begin to be sent, with the text they are sent with; returns the number of the attempt of each that was
    still waiting. In one transaction of the caller."""
    field = Message._meta.get_field("address")
    rows = [
        (
            each.message.pk, each.text.language, each.text.version_id, field.get_prep_value(each.address),
            each.text.is_secret,
        )
        for each in ready
    ]  # fmt: skip
    columns = [list(column) for column in zip(*rows, strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(_BEGUN, [state, now, *columns, [each.value for each in WAITING]])
        begun: dict[int, int] = dict(cursor.fetchall())
    return begun


def keep_texts(ready: Sequence[Ready], price: Decimal | None = None, currency: str = "") -> None:
    """Keep the texts as they go out, secrets masked."""
    rows = [
        MessageText(
            message=each.message, title=each.text.shown_title, body=each.text.shown_body, values=dict(each.text.values),
            parts=each.text.parts, price=None if price is None else price * each.text.parts, currency=currency,
        )
        for each in ready
    ]  # fmt: skip
    columns = ["title", "body", "values", "parts", "price", "currency"]
    MessageText.objects.bulk_create(rows, update_conflicts=True, unique_fields=["message"], update_fields=columns)


def begin_attempts(gateway: Gateway, ready: Sequence[Ready], now: datetime) -> list[Parcel]:
    """Write down that these messages are about to be handed over, before they are; returns what is to be carried."""
    with transaction.atomic():
        begun = begin(ready, State.SENDING, now)
        going = [each for each in ready if each.message.pk in begun]
        keep_texts(going, gateway.price, gateway.currency)
        attempts = [
            Attempt(
                message=each.message, gateway=gateway, number=begun[each.message.pk], reference=uuid4(), begun_at=now
            )
            for each in going
        ]
        Attempt.objects.bulk_create(attempts)
    return [
        Parcel(attempt.reference, each.address, each.text.title, each.text.body, each.text.language)
        for each, attempt in zip(going, attempts, strict=True)
    ]


_ANSWERED: Final = """
    WITH attempt AS (
        UPDATE messaging_attempt
        SET ended_at = %(now)s, outcome = %(outcome)s, error = %(error)s, gateway_ids = %(ids)s, proof = %(proof)s
        WHERE reference = %(reference)s
        RETURNING message_id, number
    ), outcome AS (
        SELECT message_id, number, %(outcome)s = 'broken' AND number > cardinality(%(waits)s::timestamptz[]) AS is_last
        FROM attempt
    )
    UPDATE messaging_message m
    SET state = CASE WHEN o.is_last THEN 'dead' ELSE %(state)s END,
        rule = CASE WHEN o.is_last THEN 'attempts' ELSE %(rule)s END,
        facts = CASE WHEN o.is_last THEN jsonb_build_object('count', o.number) ELSE %(facts)s END,
        next_at = (%(waits)s::timestamptz[])[o.number],
        sent_at = CASE WHEN %(outcome)s = 'accepted' THEN %(now)s ELSE m.sent_at END,
        given = CASE WHEN %(outcome)s = 'accepted' AND m.has_secret THEN NULL ELSE m.given END
    FROM outcome o WHERE m.id = o.message_id AND m.state = 'sending'
"""
_AFTER: Final[Mapping[str, tuple[State, str]]] = {
    Outcome.ACCEPTED: (State.SENT, ""),
    Outcome.REFUSED: (State.DEAD, "refused"),
    Outcome.UNKNOWN: (State.DOUBTFUL, "orphan"),
    Outcome.BROKEN: (State.FAILED, ""),
}


def keep_answer(answer: Answer, now: datetime) -> None:
    """Keep what the gateway said of an attempt, and what that means for its message, in one statement."""
    state, rule = _AFTER[answer.outcome]
    waits = [now + wait for wait in WAITS] if answer.outcome == Outcome.BROKEN else []
    given: Any = {
        "now": now, "outcome": answer.outcome.value, "error": answer.error, "ids": list(answer.gateway_ids),
        "proof": Jsonb(dict(answer.proof)), "reference": answer.reference, "state": state.value, "rule": rule,
        "facts": Jsonb({"words": answer.error} if rule == "refused" else {}), "waits": waits,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_ANSWERED, given)


def keep_receipt(gateway: Gateway, receipt: Receipt, now: datetime) -> None:
    """Keep a delivery receipt. A message is delivered when all its parts are; one lost part is the whole lost."""
    with transaction.atomic():
        rows = Attempt.objects.select_for_update().filter(gateway=gateway, gateway_ids__contains=[receipt.gateway_id])
        attempt = rows.order_by("-begun_at").first()
        if attempt is None:
            return
        attempt.receipts[receipt.gateway_id] = {"delivered": receipt.is_delivered, "words": receipt.words}
        attempt.save(update_fields=["receipts"])
        message = Message.objects.filter(pk=attempt.message_id)
        if not receipt.is_delivered:
            facts = {"words": receipt.words}
            message.exclude(state=State.DELIVERED).update(state=State.DEAD, rule="undelivered", facts=facts)
        elif all(attempt.receipts.get(each, {}).get("delivered") for each in attempt.gateway_ids):
            message.update(state=State.DELIVERED, delivered_at=now, rule="", facts={})
