"""Whether a contract was paid since a day: asked by rooms below, through a port, inside their own queries."""

from typing import Final

from django.db.models import Exists, OuterRef

from loanmath import events
from repaid.contracts.models import Event
from repaid.contracts.models.event import PAYMENT_KINDS

UNDOING: Final = (events.Reversed.kind, events.MoneyReturned.kind)


def paid_since(*, subject: str, since: str) -> Exists:
    """Whether the contract at the path `subject` has a payment that counts from the day at `since` or later.

    A payment that was reversed or returned is none.
    """
    undone = Event.objects.filter(contract=OuterRef("contract_id"), kind__in=UNDOING, names=OuterRef("key"))
    payments = Event.objects.filter(
        contract__subject=OuterRef(subject), kind__in=PAYMENT_KINDS, value_date__gte=OuterRef(since)
    )
    return Exists(payments.filter(~Exists(undone)))
