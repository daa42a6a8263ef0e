"""The tree of the operator: organisations, their provinces and branches, their business day and number series."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models

from repaid.access.choices import DayState


@pghistory.track()
class Organisation(models.Model):
    """A lender or agency: the root of a tree, with books, calendar, languages and look of its own (decision 34).

    `languages` are those it offers to customers, its own first; none named means all of the product.
    """

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    country = models.CharField(max_length=2)
    currency = models.CharField(max_length=3)
    language = models.CharField(max_length=2, default="en")
    languages = ArrayField(models.CharField(max_length=2), default=list, blank=True)
    time_zone = models.CharField(max_length=40, default="UTC")
    weekend = ArrayField(models.PositiveSmallIntegerField(), default=list)
    bank_code = models.CharField(max_length=12, blank=True)

    def __str__(self) -> str:
        return self.name


def coded(code: str, name: str) -> str:
    """A place as lists show it: its code, then its name."""
    return f"{code}({name})" if code else name


class Province(models.Model):
    """A part of the country. Its code is empty where nobody gave one; its manager need not have an account."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="provinces")
    code = models.CharField(max_length=12, blank=True, default="")
    name = models.CharField(max_length=120)
    manager_name = models.CharField(max_length=120, blank=True, default="")
    manager_mobile = models.CharField(max_length=40, blank=True, default="")
    manager_email = models.EmailField(blank=True, default="")
    archived_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="province_name_once"),
            models.UniqueConstraint(
                fields=["organisation", "code"], condition=~models.Q(code=""), name="province_code_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def title(self) -> str:
        return coded(self.code, self.name)


class Branch(models.Model):
    """An office. `network` is its address in the internet, or the range of them; manager and deputy have accounts."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="branches")
    province = models.ForeignKey(Province, models.PROTECT, null=True, blank=True, related_name="branches")
    code = models.CharField(max_length=12)
    name = models.CharField(max_length=120)
    address = models.CharField(max_length=300, blank=True, default="")
    phone = models.CharField(max_length=40, blank=True, default="")
    network = models.CharField(max_length=50, blank=True, default="")
    manager = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="+")
    deputy = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="+")
    archived_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "code"], name="branch_code_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def title(self) -> str:
        return coded(self.code, self.name)


class BusinessDay(models.Model):
    """The day that bookings of an organisation carry: a row, moved by the daily close.

    `closed_until` is the last day that was closed: earned interest stands in the ledger up to it.
    """

    organisation = models.OneToOneField(Organisation, models.PROTECT, primary_key=True, related_name="business_day")
    day = models.DateField()
    state = models.CharField(max_length=8, choices=DayState.choices, default=DayState.OPEN)
    closed_until = models.DateField(null=True)


class NumberSeries(models.Model):
    """The next number of a kind of thing in an organisation; gapless, since it moves in the same transaction.

    It is written with `prefix` before it and zeros up to `width` digits.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT)
    kind = models.CharField(max_length=20)
    next = models.PositiveBigIntegerField(default=1)
    prefix = models.CharField(max_length=8, blank=True, default="")
    width = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "kind"], name="series_once")]

    def written(self, number: int) -> str:
        """A number of the series as it is given to a thing."""
        return f"{self.prefix}{number:0{self.width}}"
