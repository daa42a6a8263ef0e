"""Tables of workflow."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from repaid.access.models import Organisation, Subject, User
from repaid.workflow.choices import Result


class Work(models.Model):
    """Where a subject stands on its way, since which business day.

    `procedures` are those that may run on it, in their order, and `four_eyes` those of them that a colleague must agree
    to: both as they were when it began. `came_from` is the state that a correction goes back to.
    """

    subject = models.OneToOneField(Subject, models.PROTECT, related_name="work")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    author = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=20)
    came_from = models.CharField(max_length=20, blank=True)
    round = models.PositiveSmallIntegerField(default=1)
    since = models.DateField()
    procedures = ArrayField(models.CharField(max_length=24))
    four_eyes = ArrayField(models.CharField(max_length=24), default=list)

    class Meta:
        indexes = [models.Index(fields=["organisation", "state", "since", "id"], name="work_by_state")]


class Run(models.Model):
    """One execution of a procedure. `remarks` are what was told before: codes with facts, nobody's data in clear."""

    work = models.ForeignKey(Work, models.PROTECT, related_name="runs")
    procedure = models.CharField(max_length=24)
    round = models.PositiveSmallIntegerField()
    result = models.CharField(max_length=8, choices=Result.choices)
    state_before = models.CharField(max_length=20)
    state_after = models.CharField(max_length=20)
    came_from = models.CharField(max_length=20, blank=True)
    reason = models.TextField(blank=True)
    remarks = models.JSONField(default=list)
    run_on = models.DateField()
    run_at = models.DateTimeField(auto_now_add=True)
    run_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["work", "procedure", "-id"], name="runs_of_work")]


class Task(models.Model):
    """Somebody has to lead a subject on: its author, or whoever holds the `right`; until `due_on`, if it is set."""

    work = models.ForeignKey(Work, models.PROTECT, related_name="tasks")
    state = models.CharField(max_length=20)
    right = models.CharField(max_length=80)
    person = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    opened_on = models.DateField()
    due_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["work"], condition=models.Q(closed_on=None), name="one_open_task")
        ]
