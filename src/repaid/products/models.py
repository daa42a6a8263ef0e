"""Tables of products, their versions and the rates of law."""

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q

from repaid.access.models import Organisation, User
from repaid.products.choices import Basis, FeeIncome, ProductKind


@pghistory.track()
class Product(models.Model):
    """Something an organisation offers; `names` holds a name for each language."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    code = models.SlugField(max_length=40)
    names = models.JSONField()
    kind = models.CharField(max_length=20, choices=ProductKind.choices)
    currency = models.CharField(max_length=3)
    archived_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "code"], name="product_code_once")]

    def __str__(self) -> str:
        return self.code


@pghistory.track()
class ProductVersion(models.Model):
    """The terms of a product from a day on. `rate` and its limits are per cent a year; amounts are minor units.

    `template` is in the words of `loanmath.codec`, without what each request brings. `fees` is a list of objects (see
    `offer.fees_of`), `accounts` the code of each role; publishing fills in the roles that were left open.
    """

    product = models.ForeignKey(Product, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    valid_from = models.DateField()
    template = models.JSONField(default=dict)
    rate = models.DecimalField(max_digits=9, decimal_places=4)
    rate_min = models.DecimalField(max_digits=9, decimal_places=4)
    rate_max = models.DecimalField(max_digits=9, decimal_places=4)
    amount_min = models.BigIntegerField()
    amount_max = models.BigIntegerField()
    count_min = models.PositiveIntegerField(default=1)
    count_max = models.PositiveIntegerField(default=1)
    fees = models.JSONField(default=list)
    accounts = models.JSONField(default=dict)
    basis = models.CharField(max_length=8, choices=Basis.choices, default=Basis.ACCRUAL)
    fee_income = models.CharField(max_length=8, choices=FeeIncome.choices, default=FeeIncome.GROSS)
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["product", "number"], name="version_number_once"),
            models.CheckConstraint(condition=Q(amount_min__lte=F("amount_max")), name="version_amounts_in_order"),
            models.CheckConstraint(condition=Q(count_min__lte=F("count_max")), name="version_counts_in_order"),
            models.CheckConstraint(condition=Q(rate_min__lte=F("rate_max")), name="version_rates_in_order"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="published_stands",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__published_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.product_id}/{self.number}"


class LegalRate(models.Model):
    """A rate or figure of law that an administrator put on file; append-only, the latest row for a day counts.

    `value` is per cent a year for rates; empty where the law ceases to set one.
    """

    country = models.CharField(max_length=2)
    kind = models.CharField(max_length=40)
    valid_from = models.DateField()
    value = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    source = models.CharField(max_length=200)
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["country", "kind", "valid_from", "id"], name="legal_rate_lookup")]


class HolidayCorrection(models.Model):
    """An organisation's word on one day: off, or worked, whatever the calendar of its country says; append-only.

    The latest row of a day counts. `id` names a state of the calendar: all rows up to it (ADR 0024).
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    day = models.DateField()
    is_off = models.BooleanField()
    reason = models.CharField(max_length=120)
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["organisation", "id"], name="corrections_of_organisation")]
