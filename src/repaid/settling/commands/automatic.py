"""Settling without a person: payments whose contract is certain enough, in sets."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from django.db import connection
from django.utils import timezone

from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.access.business_day import today, wait_until_open
from repaid.access.command import command
from repaid.contracts.commands.receiving import Receipt, lock_contracts, receive_payments
from repaid.contracts.rights import BOOK_PAYMENTS
from repaid.ledger.choices import Role
from repaid.payments.commands.provider_payouts import without_payouts
from repaid.payments.commands.standing import settle_whole, still_unsettled
from repaid.payments.queries import Said, unsettled, unsettled_among
from repaid.settling.choices import Way
from repaid.settling.matching import Reason, Suggestion, certain_one
from repaid.settling.queries import suggestions, threshold

BATCH: Final = 5_000


@dataclass(frozen=True, slots=True)
class MatchingSettled:
    """How many payments were looked at, and how many the machine settled."""

    looked_at: int
    settled: int


def settle_all_matching(by: Actor, statements: Sequence[int] | None = None) -> MatchingSettled:
    """Settle what is certain among all payments that wait, of these statements or of all; batch by batch.

    Each batch is a command of its own: what was settled before a break stays settled, and the rest comes next time.
    """
    ids = list(unsettled(by, statements).values_list("pk", flat=True))
    parts = [settle_matching(by=by, payments=ids[begin : begin + BATCH]) for begin in range(0, len(ids), BATCH)]
    return MatchingSettled(sum(part.looked_at for part in parts), sum(part.settled for part in parts))


@command("settling.settle_matching", right=BOOK_PAYMENTS)
def settle_matching(*, by: Actor, payments: Sequence[int]) -> MatchingSettled:
    """Settle those of these payments that wait as a whole and whose contract is certain.

    Transfers of payment providers pay nothing: their content is booked already. Contracts are locked before payments,
    as everybody does.
    """
    wait_until_open(by.organisation_id)
    on = today(by.organisation_id)
    waiting = unsettled_among(by, payments)
    rows = without_payouts(by, waiting, on)
    pairs = matches(by, rows, on)
    lock_contracts(sure.target.contract_id for _payment, sure in pairs)
    free = still_unsettled([payment.pk for payment, _sure in pairs])
    return MatchingSettled(len(waiting), _settle(by, [pair for pair in pairs if pair[0].pk in free]))


Match = tuple[Said, Suggestion]


def matches(by: Actor, payments: Sequence[Said], on: date) -> list[Match]:
    """Payments with the one contract that each may be settled on without a person."""
    least = threshold(by.organisation_id, on)
    found = suggestions(by, payments, on)
    pairs = ((payment, certain_one(found[payment.pk], least)) for payment in payments if payment.value_date <= on)
    return [(payment, sure) for payment, sure in pairs if sure is not None]


def _settle(by: Actor, pairs: Sequence[Match]) -> int:
    """Book the payments, those of one contract in the order of their days."""
    done = 0
    for portion in _portions(pairs):
        receipts = [_receipt(payment, sure) for payment, sure in portion]
        taken = receive_payments(by=by, receipts=receipts, money_from=Role.UNALLOCATED_RECEIPTS).keys
        booked = [(payment, sure) for payment, sure in portion if _key(payment) in taken]
        _write(by, booked)
        settle_whole({payment.pk: sure.target.subject_id for payment, sure in booked})
        done += len(booked)
    return done


def _portions(pairs: Sequence[Match]) -> Iterator[list[Match]]:
    """Pairs in portions that name each contract once, in the order of events: each is one fold of its contract."""
    left = sorted(pairs, key=lambda pair: (pair[0].value_date, _key(pair[0])))
    while left:
        portion: list[Match] = []
        later: list[Match] = []
        seen: set[int] = set()
        for pair in left:
            (later if pair[1].target.contract_id in seen else portion).append(pair)
            seen.add(pair[1].target.contract_id)
        yield portion
        left = later


def _receipt(payment: Said, sure: Suggestion) -> Receipt:
    return Receipt(
        contract_id=sure.target.contract_id,
        key=_key(payment),
        amount=Money(payment.rest, payment.currency),
        value_date=payment.value_date,
        payer=payment.payer,
    )


def _key(payment: Said) -> str:
    return f"P-{payment.number}"


_SETTLED: Final = """
    COPY settling_settlement (payment_id, contract_id, event_key, amount, way, confidence, reasons, scheme, settled_at,
                              settled_by_id, withdrawn_reason) FROM STDIN
"""


def _write(by: Actor, pairs: Iterable[Match]) -> None:
    """The settlements of what was booked."""
    at = timezone.now()
    with connection.cursor() as cursor, cursor.copy(_SETTLED) as stream:
        for payment, sure in pairs:
            stream.write_row((
                payment.pk, sure.target.contract_id, _key(payment), payment.rest, Way.AUTOMATIC.value, sure.confidence,
                _reasons(sure.reasons), "", at, by.user_id, "",
            ))  # fmt: skip


@lru_cache
def _reasons(reasons: tuple[Reason, ...]) -> str:
    return json.dumps(reasons)
