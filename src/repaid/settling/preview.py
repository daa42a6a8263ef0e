"""Trying a settlement without lasting effect: who would get what."""

from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction

from repaid.access.actors import Actor
from repaid.settling.commands.settling import Line, PaymentSettled, settle_payment


def try_settling(*, by: Actor, number: str, lines: Sequence[Line], scheme: str = "") -> PaymentSettled:
    """What `settle_payment` would do; raises what it raises: the page shows the sentence."""
    with transaction.atomic():
        done = settle_payment(by=replace(by, approved_by_id=by.user_id), number=number, lines=lines, scheme=scheme)
        transaction.set_rollback(True)
    return done
