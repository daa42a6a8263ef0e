"""Accounts that money leaves from, and the files in which orders go to a bank."""

from django.db import models
from django.db.models import Q

from repaid.access.models import Organisation, User


class OwnAccount(models.Model):
    """An account of the lender's own from which money is sent, as IBAN; `bic` is that of its bank, where known.

    Money that contracts pay out in this currency with a value date from `since` on is ordered here.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    iban = models.CharField(max_length=34)
    currency = models.CharField(max_length=3)
    bic = models.CharField(max_length=11, blank=True)
    since = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "iban"], name="own_account_once")]

    def __str__(self) -> str:
        return self.iban


class OrderFile(models.Model):
    """A file of orders for a bank, made once and never changed: one account, one day of execution.

    `control_sum` in minor units; `digest` is SHA-256 of the content.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    number = models.CharField(max_length=20)
    message_id = models.CharField(max_length=35)
    account = models.ForeignKey(OwnAccount, models.PROTECT, related_name="files")
    execution_day = models.DateField()
    currency = models.CharField(max_length=3)
    count = models.IntegerField()
    control_sum = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    content = models.BinaryField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="order_file_number_once"),
            models.UniqueConstraint(fields=["organisation", "message_id"], name="order_file_message_once"),
            models.CheckConstraint(condition=Q(count__gt=0, control_sum__gt=0), name="order_file_of_something"),
        ]

    def __str__(self) -> str:
        return self.number
