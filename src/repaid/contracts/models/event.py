"""What happened to a contract: the truth that everything else follows from."""

from django.db import models
from django.db.models import Func, Value

from repaid.access.models import User
from repaid.contracts.models.contract import Contract

SERIAL = "contracts_event_serial"


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
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["key"], name="event_key"),
            models.Index(fields=["kind", "-value_date"], name="event_kind"),
        ]


class EventNote(models.Model):
    """Words of people about an event: why, and who paid. Apart from the event, so that they can be erased."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="notes")
    event_key = models.CharField(max_length=80)
    reason = models.TextField(blank=True)
    payer = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contract", "event_key"], name="event_note_once")]
