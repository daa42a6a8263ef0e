"""What payments mean for the books: money that arrives waits among the unallocated receipts, without a contract."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from repaid.ledger.causes import declare
from repaid.ledger.choices import Role
from repaid.ledger.postings import Cause, Entry, Place
from repaid.payments.choices import Channel

CAUSE = declare("payment", "EXISTS (SELECT FROM payments_payment p WHERE p.id = t.cause_id)", _("Payment"))
"""The kind of cause of transfers that a payment made; the id is the payment's."""

CLEARING = {
    Channel.TRANSFER: Role.BANK_CLEARING,
    Channel.CASH: Role.CASH_CLEARING,
    Channel.ONLINE: Role.PROVIDER_CLEARING,
}


def arrival(codes: dict[str, str], payment_id: int, channel: str, amount: int, currency: str, on: date) -> Entry:
    """Money came: it stands on the clearing account of its channel, and waits. `codes` are the role codes."""
    clearing = Place(codes[CLEARING[Channel(channel)]], currency)
    waits = Place(codes[Role.UNALLOCATED_RECEIPTS], currency)
    return Entry(clearing, waits, amount, on, Cause(CAUSE, payment_id))


def paid_out(codes: dict[str, str], payment_id: int, amount: int, currency: str, on: date) -> Entry:
    """A provider paid out what it collected: the line of the statement waits no more, the provider owes it no more."""
    waits = Place(codes[Role.UNALLOCATED_RECEIPTS], currency)
    clearing = Place(codes[Role.PROVIDER_CLEARING], currency)
    return Entry(waits, clearing, amount, on, Cause(CAUSE, payment_id))
