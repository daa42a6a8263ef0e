"""Where contracts came from: files of positions that were taken over from other systems."""

from django.db import models

from repaid.access.models import Branch, Organisation, User
from repaid.contracts.choices import TakeOverState
from repaid.contracts.models.contract import Contract


class TakeOver(models.Model):
    """A file of running contracts of another system, from being brought to being taken over.

    `source` is what the other system is called, `day` the day of the positions; numbers get `prefix` before them.
    `content`, and `first`, the first good rows as they would be taken, go when the work is done: they name people. Of
    the rows, `good` can be taken, `known` were taken before, `wrong` cannot; `seen` of them were looked at so far.
    `notes` are what is told of rows (the first of them), `sums` what the rows come to by currency, `control` what a
    person says that the file comes to.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    source = models.CharField(max_length=60)
    day = models.DateField()
    prefix = models.CharField(max_length=12, blank=True)
    branch = models.ForeignKey(Branch, models.PROTECT, null=True, related_name="+")
    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    content = models.BinaryField()
    state = models.CharField(max_length=8, choices=TakeOverState.choices, default=TakeOverState.READING)
    rows = models.IntegerField(default=0)
    seen = models.IntegerField(default=0)
    good = models.IntegerField(default=0)
    known = models.IntegerField(default=0)
    wrong = models.IntegerField(default=0)
    taken = models.IntegerField(default=0)
    first = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    sums = models.JSONField(default=dict)
    control = models.JSONField(default=dict)
    brought_at = models.DateTimeField(auto_now_add=True)
    brought_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)
    taken_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["organisation", "-id"], name="takeovers_newest")]


class Origin(models.Model):
    """Where a contract came from: what the other system is called and its number there. Once for each number.

    `facts` are what the position told beyond terms and amounts: instalments agreed, the last payment.
    """

    contract = models.OneToOneField(Contract, models.CASCADE, primary_key=True, related_name="origin")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    take_over = models.ForeignKey(TakeOver, models.PROTECT, related_name="origins")
    source = models.CharField(max_length=60)
    number = models.CharField(max_length=40)
    facts = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "source", "number"], name="origin_once")]


class ColumnsKept(models.Model):
    """Which column says what in tables with one header, chosen once by a person."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    header_digest = models.CharField(max_length=64)
    columns = models.JSONField()
    kept_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "header_digest"], name="columns_once")]
