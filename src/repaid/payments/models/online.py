"""Online payments: the providers through which customers pay, and what became of each payment."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from repaid.access.models import Organisation, Subject, User
from repaid.kernel.fields import EncryptedTextField
from repaid.payments.choices import Heard, OnlineFinding, OnlineState, Outcome, Via
from repaid.payments.models.payment import Payment


class PaymentProvider(models.Model):
    """An account of the organisation at a payment provider (CZ-48).

    `kind` names the protocol, `door` the end of the address to which notifications come; `place` is the order in which
    providers are asked whether they take a currency. `banks` are names of banks and ways to pay, for the form. A
    collective transfer of the provider is recognised by `payout_words` in what the bank wrote.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12)
    name = models.CharField(max_length=60)
    address = models.URLField(max_length=200)
    merchant = models.CharField(max_length=120, blank=True)
    secret = EncryptedTextField(null=True)
    signing_secret = EncryptedTextField(null=True)
    currencies = ArrayField(models.CharField(max_length=3))
    banks = models.JSONField(default=list)
    payout_words = models.CharField(max_length=60, blank=True)
    place = models.PositiveSmallIntegerField(default=1)
    is_active = models.BooleanField(default=False)
    door = models.CharField(max_length=43, unique=True)
    set_at = models.DateTimeField(auto_now=True)
    set_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="provider_name_once")]

    def __str__(self) -> str:
        return self.name


class ProviderPayout(models.Model):
    """A line of a statement with which a provider pays out what it collected, minor units.

    `expected` is what the online payments in it come to. One that differs waits for a person; accepted, the difference
    stays on the clearing account of providers.
    """

    payment = models.OneToOneField(Payment, models.PROTECT, related_name="provider_payout")
    provider = models.ForeignKey(PaymentProvider, models.PROTECT, related_name="+")
    expected = models.BigIntegerField()
    received = models.BigIntegerField()
    found_at = models.DateTimeField(auto_now_add=True)
    booked_at = models.DateTimeField(null=True)
    booked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=500, blank=True)

    @property
    def difference(self) -> int:
        """What came above what was expected, or below zero: what is missing."""
        return self.received - self.expected


class OnlinePayment(models.Model):
    """A payment that a customer began at a provider. The key makes it one however often the form is sent.

    `number` is our reference, `reference` the provider's, `redirect` where the customer pays. `paid` and
    `paid_currency` are what the provider says was paid, minor units; `payment` is the money in the books. `finding` is
    why a person has to look at it. What names a person (`payer`, `email`, `description`) may be emptied by retention.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    number = models.CharField(max_length=20)
    key = models.CharField(max_length=80)
    provider = models.ForeignKey(PaymentProvider, models.PROTECT, related_name="+")
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+")
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    description = models.CharField(max_length=140, blank=True)
    payer = models.CharField(max_length=200, blank=True)
    email = models.CharField(max_length=254, blank=True)
    language = models.CharField(max_length=2)
    via = models.CharField(max_length=4, choices=Via.choices)
    reference = models.CharField(max_length=120, blank=True)
    redirect = models.TextField(blank=True)
    state = models.CharField(max_length=9, choices=OnlineState.choices, default=OnlineState.PENDING)
    paid = models.BigIntegerField(null=True)
    paid_currency = models.CharField(max_length=3, blank=True)
    paid_on = models.DateField(null=True)
    finding = models.CharField(max_length=16, choices=OnlineFinding.choices, blank=True)
    finding_words = models.CharField(max_length=500, blank=True)
    payment = models.OneToOneField(Payment, models.PROTECT, null=True, related_name="online")
    payout = models.ForeignKey(ProviderPayout, models.PROTECT, null=True, related_name="online_payments")
    asked = models.PositiveSmallIntegerField(default=0)
    ask_at = models.DateTimeField(null=True)
    begun_at = models.DateTimeField(auto_now_add=True)
    begun_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="online_number_once"),
            models.UniqueConstraint(fields=["organisation", "key"], name="online_key_once"),
            models.UniqueConstraint(
                fields=["provider", "reference"], condition=~Q(reference=""), name="online_reference_once"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="online_of_something"),
        ]
        indexes = [
            models.Index(fields=["organisation", "-id"], name="online_newest"),
            models.Index(fields=["subject", "-id"], name="online_of_subject"),
            models.Index(fields=["ask_at"], condition=Q(state="pending"), name="online_to_ask"),
            models.Index(fields=["organisation", "id"], condition=~Q(finding=""), name="online_with_finding"),
            models.Index(
                fields=["provider", "paid_on", "id"], condition=Q(state="paid", payout=None), name="online_to_pay_out"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class OnlineNotice(models.Model):
    """One time that a provider told of a payment, or was refused; append-only. `online` is None for an unknown one.

    `amount` in minor units; `reason` is why it was refused (the code of the refusal) or held (a finding, or words).
    """

    provider = models.ForeignKey(PaymentProvider, models.PROTECT, related_name="+")
    online = models.ForeignKey(OnlinePayment, models.PROTECT, null=True, related_name="notices")
    at = models.DateTimeField(auto_now_add=True)
    heard = models.CharField(max_length=8, choices=Heard.choices)
    said = models.CharField(max_length=10, blank=True)
    amount = models.BigIntegerField(null=True)
    currency = models.CharField(max_length=3, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    reason = models.CharField(max_length=500, blank=True)
