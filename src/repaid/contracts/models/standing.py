"""What the close of a day needs to know of a contract, in one narrow row: derived, renewed when the contract changed.

A contract earns by itself, in a straight line until something happens to it. On the day with the number `n` of the
basis it has earned round((top + slope x (n - origin)) / bottom), exact in bigint; SQL adds that up over a portfolio
without looking at terms or facts. Written by the close only (`commands.renewing`).
"""

from django.db import models

from repaid.access.models import Branch, Organisation
from repaid.contracts.models.contract import Contract


class Cohort(models.Model):
    """Contracts that are alike in all that a day asks: where they stand in the books, how they are counted.

    `rules` are fields of their terms in the words of the codec; `key` is their digest.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    version = models.ForeignKey("products.ProductVersion", models.PROTECT, related_name="+")
    branch = models.ForeignKey(Branch, models.PROTECT, null=True, related_name="+")
    currency = models.CharField(max_length=3)
    rules = models.JSONField()
    key = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "branch", "currency", "key"], name="cohort_once", nulls_distinct=False
            )
        ]


class Standing(models.Model):
    """A launched contract on the day `as_of`: what the books hold of it, and how it goes on until the day `until`.

    Amounts are minor units. `interest` and `penalty` leave out what is earned and not billed: the line of contract
    interest is here, the others are in `EarningLine`. `is_plain`: its next instalment (number
    `following` of `last`) is billed by SQL; `unasked` is the principal that no billed instalment asks for, `ppm` the
    contract rate. `follows_law`: a line rests on a table of legal rates.
    """

    contract = models.OneToOneField(Contract, models.CASCADE, primary_key=True, related_name="standing")
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="+", db_index=False)
    as_of = models.DateField()
    until = models.DateField()
    principal = models.BigIntegerField()
    interest = models.BigIntegerField()
    penalty = models.BigIntegerField()
    fees = models.BigIntegerField()
    tax = models.BigIntegerField()
    credit = models.BigIntegerField()
    top = models.BigIntegerField()
    slope = models.BigIntegerField()
    bottom = models.BigIntegerField()
    unasked = models.BigIntegerField()
    origin = models.IntegerField()
    ppm = models.IntegerField()
    following = models.IntegerField()
    last = models.IntegerField()
    basis = models.SmallIntegerField()
    rounding = models.SmallIntegerField()
    is_plain = models.BooleanField()
    follows_law = models.BooleanField()


class EarningLine(models.Model):
    """What else a contract earns by the day, beside its `Standing`.

    `penalty`: penalty interest of the overdue instalment `number`. `fees`: what is left to be earned of the
    financed fee in the place `number`, where a product defers its fees; it falls.
    """

    pk = models.CompositePrimaryKey("contract_id", "component", "number")
    contract = models.ForeignKey(Contract, models.CASCADE, related_name="earning_lines", db_index=False)
    component = models.CharField(max_length=9)
    number = models.IntegerField()
    top = models.BigIntegerField()
    slope = models.BigIntegerField()
    bottom = models.BigIntegerField()
    origin = models.IntegerField()
    basis = models.SmallIntegerField()
    rounding = models.SmallIntegerField()
