"""Tables of the daily close."""

from django.db import models

from repaid.access.models import Branch, Organisation, User
from repaid.daily_close.choices import RunState, StepName


class Run(models.Model):
    """The close of one day. `findings` are what the comparison of ledger and contracts had to tell."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    day = models.DateField()
    state = models.CharField(max_length=8, choices=RunState.choices, default=RunState.RUNNING)
    contracts = models.IntegerField(default=0)
    started_at = models.DateTimeField(auto_now_add=True)
    started_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    finished_at = models.DateTimeField(null=True)
    closed_until = models.DateField(null=True)
    law_stamp = models.BigIntegerField(default=0)
    findings = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "day"], name="close_once_a_day")]


class Step(models.Model):
    """A step of a run: when, and how many rows it was about."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="steps")
    name = models.CharField(max_length=8, choices=StepName.choices)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    rows = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "name"], name="close_step_once")]


class Part(models.Model):
    """The contracts with ids in [first, last], for one step; finished in the transaction that did them."""

    step = models.ForeignKey(Step, models.CASCADE, related_name="parts")
    number = models.IntegerField()
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    rows = models.IntegerField(default=0)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["step", "number"], name="close_part_once")]


class PartSum(models.Model):
    """What a part came to, by cohort of contracts: minor units; `earned_*` goes to the ledger when all parts are in."""

    part = models.ForeignKey(Part, models.CASCADE, related_name="sums")
    cohort = models.ForeignKey("contracts.Cohort", models.PROTECT, related_name="+")
    contracts = models.IntegerField()
    principal = models.BigIntegerField()
    interest = models.BigIntegerField()
    penalty = models.BigIntegerField()
    fees = models.BigIntegerField()
    tax = models.BigIntegerField()
    credit = models.BigIntegerField()
    earned_interest = models.BigIntegerField()
    earned_penalty = models.BigIntegerField()
    earned_fees = models.BigIntegerField()


class PartLate(models.Model):
    """What of a part is past due at the end of the day, by cohort and bucket; minor units."""

    part = models.ForeignKey(Part, models.CASCADE, related_name="late_sums")
    cohort = models.ForeignKey("contracts.Cohort", models.PROTECT, related_name="+")
    bucket = models.SmallIntegerField()
    contracts = models.IntegerField()
    principal = models.BigIntegerField()
    overdue = models.BigIntegerField()


class ContractBucket(models.Model):
    """The bucket of days past due that a contract is in, when it is in any."""

    contract = models.OneToOneField("contracts.Contract", models.CASCADE, primary_key=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    bucket = models.SmallIntegerField()
    since = models.DateField()


class BucketChange(models.Model):
    """A contract went from one bucket to another: what roll rates are counted from. Append-only."""

    contract = models.ForeignKey("contracts.Contract", models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    day = models.DateField()
    before = models.SmallIntegerField()
    after = models.SmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contract", "day"], name="bucket_change_once")]
        indexes = [models.Index(fields=["organisation", "day"], name="bucket_changes_of_day")]


class Summary(models.Model):
    """The portfolio at the end of a day, by product, branch, currency and bucket; minor units.

    `overdue` is what was due before the day and is unpaid, without penalty interest that runs.
    """

    run = models.ForeignKey(Run, models.CASCADE, related_name="summaries")
    product = models.CharField(max_length=40)
    branch = models.ForeignKey(Branch, models.PROTECT, null=True, related_name="+")
    currency = models.CharField(max_length=3)
    bucket = models.SmallIntegerField()
    contracts = models.IntegerField()
    principal = models.BigIntegerField()
    overdue = models.BigIntegerField()


class LedgerBalance(models.Model):
    """What stood on an account of the ledger at the end of a day (debit less credit), to go on from the next day."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="ledger_balances")
    account = models.ForeignKey("ledger.Account", models.PROTECT, related_name="+")
    balance = models.BigIntegerField()


class Seal(models.Model):
    """A hash over the transfers booked on a day and the seal before. Append-only.

    `part` counts from 0 for transfers with a subject; `REST` holds the others.
    """

    REST = -1

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    day = models.DateField()
    part = models.SmallIntegerField()
    transfers = models.IntegerField()
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "day", "part"], name="seal_once_a_day")]


class BookCheck(models.Model):
    """A check of the books that somebody asked for: how far it is, and what it found."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    started_at = models.DateTimeField(auto_now_add=True)
    started_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    contracts = models.IntegerField(default=0)
    checked = models.IntegerField(default=0)
    finished_at = models.DateTimeField(null=True)
    findings = models.JSONField(default=list)
