"""What happened to a contract: the truth that everything else follows from."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Func, Q, Value
from django.db.models.functions import Lower

from loanmath import events
from repaid.access.grams import TextGrams
from repaid.access.models import User
from repaid.contracts.models.contract import Contract
from repaid.ledger.choices import Role

SERIAL = "contracts_event_serial"
PAYMENT_KINDS = (events.Received.kind, events.EarlyRepaid.kind, events.SettledEarly.kind, events.Recovered.kind)
DIRECT = Q(kind__in=PAYMENT_KINDS, amount__gt=0) & ~Q(source=Role.UNALLOCATED_RECEIPTS.value)
"""Payments that were booked on their contract at once, without having waited as a payment of a bank or a person."""


class Event(models.Model):
    """One event of the engine's closed list. Append-only; the natural key makes it one however often it is told.

    `payload` is the event in the words of the engine's codec. `amount` (minor units) and `names` (the key of the event
    that this one speaks of: reversed, returned) stand beside it to be searched. `booked_on` is the business day;
    `serial` names the event in the ledger, as the cause of its transfers. `source` is the role of the account from
    which its money came; empty is the bank.
    """

    pk = models.CompositePrimaryKey("contract_id", "key")
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="events", db_index=False)
    key = models.CharField(max_length=80)
    serial = models.BigIntegerField(db_default=Func(Value(SERIAL), function="nextval"), unique=True)
    kind = models.CharField(max_length=20)
    value_date = models.DateField()
    payload = models.JSONField()
    amount = models.BigIntegerField(null=True)
    names = models.CharField(max_length=80, blank=True)
    source = models.CharField(max_length=24, blank=True, db_default="")
    booked_on = models.DateField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        indexes = [
            models.Index(fields=["key"], name="event_key"),
            models.Index(fields=["kind", "-value_date"], name="event_kind"),
            models.Index(fields=["-value_date", "-serial"], condition=DIRECT, name="direct_payments_newest"),
            models.Index(fields=["amount", "serial"], condition=DIRECT, name="direct_payments_by_amount"),
            GinIndex(TextGrams(Lower("key")), condition=DIRECT, name="direct_payments_receipts"),
        ]


class EventNote(models.Model):
    """Words of people about an event: why, and who paid. Apart from the event, so that they can be erased.

    `search` is the payer folded, where nothing else is searched for this payment.
    """

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="notes", db_index=False)
    event_key = models.CharField(max_length=80)
    reason = models.TextField(blank=True)
    payer = models.CharField(max_length=200, blank=True)
    search = models.CharField(max_length=200, blank=True, db_default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contract", "event_key"], name="event_note_once")]
        indexes = [GinIndex(TextGrams("search"), condition=~Q(search=""), name="payers_grams")]
