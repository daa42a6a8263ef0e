"""Payment orders: money that is to leave, from the proposal to the line of the statement."""

from django.db import models
from django.db.models import F, Q

from repaid.access.models import Organisation, Subject, User
from repaid.payments.choices import IN_FILE, OrderState, Purpose
from repaid.payments.models.order_file import OrderFile, OwnAccount
from repaid.payments.models.payment import Payment


class PaymentOrder(models.Model):
    """An order to pay `amount` (minor units) to an account (IBAN). The end-to-end id makes it one.

    `subject` is the contract it is for, `event_key` the event there that paid the money out; with an order that
    `completes`, nothing of that event is left to be ordered, as long as no order of it is rejected or withdrawn.
    `again_of` is the order that the bank rejected and that this one repeats; `payment` the line of the statement that
    shows it carried out. Who proposed is never who approved. What was paid another way has neither account nor file.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    number = models.CharField(max_length=20)
    end_to_end = models.CharField(max_length=35)
    purpose = models.CharField(max_length=12, choices=Purpose.choices)
    subject = models.ForeignKey(Subject, models.PROTECT, null=True, related_name="+", db_index=False)
    event_key = models.CharField(max_length=80, blank=True)
    completes = models.BooleanField(default=False)
    own_account = models.ForeignKey(OwnAccount, models.PROTECT, null=True, related_name="orders")
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    execution_day = models.DateField()
    creditor = models.CharField(max_length=140)
    account = models.CharField(max_length=34, blank=True)
    remittance = models.CharField(max_length=140, blank=True)
    search = models.TextField()
    state = models.CharField(max_length=9, choices=OrderState.choices, default=OrderState.PROPOSED)
    proposed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    file = models.ForeignKey(OrderFile, models.PROTECT, null=True, related_name="orders")
    executed_on = models.DateField(null=True)
    payment = models.ForeignKey(Payment, models.PROTECT, null=True, related_name="orders")
    again_of = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="order_number_once"),
            models.UniqueConstraint(fields=["organisation", "end_to_end"], name="order_end_to_end_once"),
            models.UniqueConstraint(
                fields=["again_of"], condition=~Q(state=OrderState.WITHDRAWN), name="order_again_once"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="order_of_something"),
            models.CheckConstraint(
                condition=Q(proposed_by=None) | Q(approved_by=None) | ~Q(approved_by=F("proposed_by")),
                name="order_by_two_people",
            ),
            models.CheckConstraint(
                condition=Q(state__in=IN_FILE, file__isnull=False) | ~Q(state__in=IN_FILE) & Q(file=None),
                name="order_in_a_file",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "-id"], name="orders_newest"),
            models.Index(fields=["organisation", "account"], name="orders_by_account"),
            models.Index(fields=["subject", "event_key"], name="orders_of_event"),
            models.Index(
                fields=["organisation", "id"],
                condition=Q(state__in=[OrderState.PROPOSED, OrderState.APPROVED]),
                name="orders_waiting",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class OrderStep(models.Model):
    """A state that an order came to, when, by whom and why. Append-only."""

    order = models.ForeignKey(PaymentOrder, models.PROTECT, related_name="steps")
    state = models.CharField(max_length=9, choices=OrderState.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=500, blank=True)
