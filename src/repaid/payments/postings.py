"""What payments mean for the books: money that arrives waits among the unallocated receipts, without a contract."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from repaid.ledger.causes import declare
from repaid.ledger.choices import Role
from repaid.ledger.postings import Cause, Entry, Place
from repaid.payments.choices import Source

CAUSE = declare("payment", "EXISTS (SELECT FROM payments_payment p WHERE p.id = t.cause_id)", _("Payment"))
"""The kind of cause of transfers that a payment made; the id is the payment's."""

CLEARING = {
    Source.STATEMENT: Role.BANK_CLEARING,
    Source.MANUAL: Role.BANK_CLEARING,
    Source.CASH: Role.CASH_CLEARING,
}


def arrival(codes: dict[str, str], payment_id: int, source: str, amount: int, currency: str, on: date) -> Entry:
    """Money came: it stands on the clearing account of its source, and waits. `codes` are the role codes."""
    clearing = Place(codes[CLEARING[Source(source)]], currency)
    waits = Place(codes[Role.UNALLOCATED_RECEIPTS], currency)
    return Entry(clearing, waits, amount, on, Cause(CAUSE, payment_id))
