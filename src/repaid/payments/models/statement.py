"""Statements of banks that were taken in, and what people said about the columns of tables."""

from django.db import models

from repaid.access.models import Organisation, User


class BankFile(models.Model):
    """A file as it was brought, so that its preview and its import speak of the same bytes; `name` is for people."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    content = models.BinaryField()
    brought_at = models.DateTimeField(auto_now_add=True)
    brought_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "digest"], name="bank_file_once")]


class Statement(models.Model):
    """One account over one period, as a file told it. Balances in minor units; `digest` is SHA-256 of the file.

    `file_name` is words for people, never a path; `lines` counts the entries that were booked of it.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    format = models.CharField(max_length=20)
    file_name = models.CharField(max_length=200, blank=True)
    digest = models.CharField(max_length=64)
    account = models.CharField(max_length=40, blank=True)
    currency = models.CharField(max_length=3)
    number = models.CharField(max_length=40, blank=True)
    opening = models.BigIntegerField(null=True)
    closing = models.BigIntegerField(null=True)
    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True)
    lines = models.IntegerField()
    taken_at = models.DateTimeField(auto_now_add=True)
    taken_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["organisation", "-id"], name="statements_newest")]


class MappingKept(models.Model):
    """Which column says what in the tables of a bank, chosen once by a person; the header is its recognition.

    `name` is what people call the bank or the table.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    header_digest = models.CharField(max_length=64)
    name = models.CharField(max_length=100, blank=True)
    mapping = models.JSONField()
    kept_at = models.DateTimeField(auto_now=True)
    kept_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "header_digest"], name="mapping_once")]
