"""The print buffer: letters that were ordered, and the jobs in which they were printed."""

from django.db import models

from repaid.access.models import Organisation, Subject, User
from repaid.messages.choices import Dispatch, PrintState
from repaid.messages.models.outbox import Message


class Letterhead(models.Model):
    """How letters of an organisation looked once: the parts of a `kernel.paper.head.Head` by its digest. Append-only,
    so that a letter is printed again as it was."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    digest = models.CharField(max_length=16)
    accent = models.CharField(max_length=7, blank=True)
    ground = models.CharField(max_length=7, blank=True)
    logo = models.BinaryField(default=bytes)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "digest"], name="letterhead_once")]


class PrintItem(models.Model):
    """A letter ordered for printing. `letter` is its content (`channels.letter.page.Letter` as data), frozen when it
    was ordered, so that printing it again gives the same letter."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    message = models.OneToOneField(Message, models.PROTECT, related_name="printed")
    subject = models.ForeignKey(Subject, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=60)
    addressee = models.CharField(max_length=200)
    letter = models.JSONField()
    ordered_at = models.DateTimeField(auto_now_add=True)
    ordered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    copies = models.PositiveSmallIntegerField(default=1)
    dispatch = models.CharField(max_length=10, choices=Dispatch.choices, default=Dispatch.ORDINARY)
    state = models.CharField(max_length=9, choices=PrintState.choices, default=PrintState.WAITING)
    printed_at = models.DateTimeField(null=True)
    printed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    cancelled_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "state", "id"], name="print_buffer")]


class PrintJob(models.Model):
    """Letters printed together: one file. `reason` says why they were printed again."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "number"], name="print_job_once")]


class PrintLine(models.Model):
    """A letter in a job, in the order of the pages."""

    job = models.ForeignKey(PrintJob, models.CASCADE, related_name="lines")
    place = models.PositiveIntegerField()
    item = models.ForeignKey(PrintItem, models.PROTECT, related_name="lines")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["job", "place"], name="print_line_once")]
