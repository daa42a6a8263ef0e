"""Payments: what the outside world says happened to money."""

from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Cast, Substr

from repaid.access.grams import TextGrams
from repaid.access.models import Organisation, Subject, User
from repaid.payments.choices import WAITING, Channel, Kind, Source, State
from repaid.payments.models.statement import Statement


def _state() -> Any:
    when = (
        (Q(withdrawn_on__isnull=False), State.WITHDRAWN),
        (Q(amount__lt=0), State.OUT),
        (Q(settled__gte=F("amount")), State.SETTLED),
        (~Q(parked=""), State.PARKED),
        (Q(settled__gt=0), State.PARTLY),
        (Q(subject__isnull=False), State.UNSETTLED),
    )
    cases = [When(condition, then=Value(state.value)) for condition, state in when]
    return Case(*cases, default=Value(State.UNMATCHED.value))


RECEIPT = Cast(Substr("natural_key", len("cash:") + 1), models.BigIntegerField())
"""The number of the receipt, of a payment in cash."""


class Payment(models.Model):
    """Money in (amount above zero) or out, minor units. The natural key makes it one however often it is told.

    `account` is the own account it came to; `subject` the contract or party whose money it is, as far as known;
    `settled` the part that contracts took; `parked` why it was put aside. What names a person stands in `words`.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    number = models.CharField(max_length=20)
    natural_key = models.CharField(max_length=80)
    source = models.CharField(max_length=9, choices=Source.choices)
    channel = models.CharField(max_length=8, choices=Channel.choices, db_default=Channel.TRANSFER.value)
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.IN)
    statement = models.ForeignKey(Statement, models.PROTECT, null=True, related_name="payments")
    row = models.IntegerField(null=True)
    account = models.CharField(max_length=40, blank=True)
    value_date = models.DateField()
    booked_on = models.DateField()
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    subject = models.ForeignKey(Subject, models.PROTECT, null=True, related_name="+")
    settled = models.BigIntegerField(default=0)
    parked = models.CharField(max_length=200, blank=True)
    withdrawn_on = models.DateField(null=True)
    withdrawn_reason = models.CharField(max_length=500, blank=True)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    state = models.GeneratedField(
        expression=_state(), output_field=models.CharField(max_length=9, choices=State.choices), db_persist=True
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "natural_key"], name="payment_once"),
            models.UniqueConstraint(fields=["organisation", "number"], name="payment_number_once"),
            models.CheckConstraint(condition=~Q(amount=0), name="payment_of_something"),
            models.CheckConstraint(
                condition=Q(settled=0) | Q(settled__gt=0, settled__lte=F("amount"), withdrawn_on=None),
                name="payment_settled_within",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "-value_date", "-id"], name="payments_newest"),
            models.Index(fields=["organisation", "amount"], name="payments_by_amount"),
            models.Index(
                fields=["organisation", "value_date", "id"],
                condition=Q(state__in=[state.value for state in WAITING]),
                name="payments_waiting",
            ),
            models.Index("organisation", RECEIPT, condition=Q(source=Source.CASH), name="payments_by_receipt"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def rest(self) -> int:
        """What waits to be settled, minor units."""
        return 0 if self.withdrawn_on else max(self.amount - self.settled, 0)


class PaymentWords(models.Model):
    """What payer and bank wrote. Apart from the payment, so that retention can erase it.

    `references` are pairs of kind and value; `search` is everything folded, to be found by part of a word.
    """

    payment = models.OneToOneField(Payment, models.CASCADE, primary_key=True, related_name="words")
    payer = models.CharField(max_length=200, blank=True)
    payer_account = models.CharField(max_length=40, blank=True)
    paid_into = models.CharField(max_length=40, blank=True)
    references = models.JSONField(default=list)
    remittance = models.TextField(blank=True)
    search = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["payer_account"], condition=~Q(payer_account=""), name="paid_from"),
            GinIndex(TextGrams("search"), name="payment_words_grams"),
        ]
