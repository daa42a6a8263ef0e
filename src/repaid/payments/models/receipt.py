"""Numbers of paper receipts that a collector carries along."""

from django.db import models
from django.db.models import F, Q

from repaid.access.models import Organisation, User


class ReceiptBlock(models.Model):
    """The numbers `first` to `last`, reserved for one collector, so that receipts can be written without a network."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    holder = models.ForeignKey(User, models.PROTECT, related_name="+")
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    reserved_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "first"], name="receipt_block_once"),
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="receipt_block_has_numbers"),
        ]


class VoidedReceipt(models.Model):
    """A number that stands on no receipt of ours: spoiled, lost, torn. It is never used again."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    receipt = models.BigIntegerField()
    reason = models.CharField(max_length=500)
    voided_at = models.DateTimeField(auto_now_add=True)
    voided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "receipt"], name="receipt_voided_once")]
