"""Something planned or done, its steps, its reminders."""

from uuid import uuid4

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from repaid.access.grams import TextGrams
from repaid.access.models import Organisation, Subject, User
from repaid.activities.choices import (
    LIVE,
    ActivityKind,
    ActivityState,
    CallResult,
    CallStatus,
    ContactPerson,
    Deed,
    EventType,
    Priority,
    ReminderChannel,
    ReminderState,
)


class Activity(models.Model):
    """The one record of what people plan and do; `key` makes it one however often its form is sent.

    `due_on` (and `due_at`, local time) is when it is to be done, `done_on` when it was. `status`, `result`, `contact`
    and `promise_on` tell of a contact; a promise stands until somebody speaks with a result again. `answer` is what was
    said at the end; `series` joins what was planned together; `follows` is the event from which an instruction came.
    `document` is the file that came with it, `search` the folded text. `further` is the form of contact where the
    organisation added it: `type` is `other` then.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    key = models.UUIDField(default=uuid4)
    kind = models.CharField(max_length=11, choices=ActivityKind.choices)
    type = models.CharField(max_length=15, choices=EventType.choices, blank=True)
    further = models.ForeignKey(
        "activities.FurtherEventType", models.PROTECT, null=True, related_name="events", db_index=False
    )
    subject = models.ForeignKey(Subject, models.PROTECT, null=True, related_name="+", db_index=False)
    text = models.TextField(blank=True)
    author = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    owner = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    state = models.CharField(max_length=9, choices=ActivityState.choices, default=ActivityState.OPEN)
    priority = models.PositiveSmallIntegerField(choices=Priority.choices, default=Priority.NORMAL)
    due_on = models.DateField(null=True)
    due_at = models.TimeField(null=True)
    place = models.CharField(max_length=120, blank=True)
    status = models.CharField(max_length=12, choices=CallStatus.choices, blank=True)
    result = models.CharField(max_length=7, choices=CallResult.choices, blank=True)
    contact = models.CharField(max_length=9, choices=ContactPerson.choices, blank=True)
    promise_on = models.DateField(null=True)
    promise_stands = models.BooleanField(default=False)
    answer = models.TextField(blank=True)
    series = models.UUIDField(null=True)
    follows = models.ForeignKey("self", models.PROTECT, null=True, related_name="followed_by")
    document = models.ForeignKey("documents.Document", models.PROTECT, null=True, related_name="+", db_index=False)
    search = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    done_on = models.DateField(null=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "key"], name="activity_once")]
        indexes = [
            models.Index(fields=["owner", "due_on"], condition=Q(state__in=LIVE), name="to_do"),
            models.Index(fields=["owner", "done_on"], name="activities_done"),
            models.Index(fields=["subject", "-id"], name="activities_of_subject"),
            models.Index(fields=["organisation", "-id"], name="activities_newest"),
            models.Index(fields=["further"], condition=Q(further__isnull=False), name="activities_of_further"),
            models.Index(fields=["owner", "promise_on"], condition=Q(promise_stands=True), name="promises"),
            models.Index(fields=["subject"], condition=Q(promise_stands=True), name="promises_of_subject"),
            GinIndex(TextGrams("search"), name="activities_grams"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def state_label(self) -> str:
        """The state in words."""
        return str(ActivityState(self.state).label)

    @property
    def is_live(self) -> bool:
        """Whether it waits to be done."""
        return self.state in LIVE


class ActivityStep(models.Model):
    """What happened to an activity. Append-only; `facts` holds before and after (days, ids), `remark` what was said."""

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="steps")
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    deed = models.CharField(max_length=11, choices=Deed.choices)
    facts = models.JSONField(default=dict)
    remark = models.TextField(blank=True)


class Reminder(models.Model):
    """A word to the owner at a moment, by one channel; `reason` tells why it could not be sent."""

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="reminders")
    channel = models.CharField(max_length=9, choices=ReminderChannel.choices)
    at = models.DateTimeField()
    state = models.CharField(max_length=7, choices=ReminderState.choices, default=ReminderState.WAITING)
    sent_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["activity", "channel"], name="reminder_once")]
        indexes = [models.Index(fields=["at"], condition=Q(state=ReminderState.WAITING), name="reminders_waiting")]
