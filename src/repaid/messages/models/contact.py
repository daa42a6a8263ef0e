"""When and whether a person may be written to, and what is sent by itself."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models

from repaid.access.models import Organisation, Subject, User
from repaid.messages.choices import Channel, Purpose


@pghistory.track()
class ContactRules(models.Model):
    """The rules for people in one place (a country; empty: everywhere else), from a day on.

    Quiet hours are those of `time_zone`; they may go over midnight. `silent_days` are days of the week (0 is Monday).
    `*_week_max`: at most so many reminders to a person in seven days; none: as many as there are.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    place = models.CharField(max_length=2, blank=True)
    valid_from = models.DateField()
    time_zone = models.CharField(max_length=40)
    quiet_from = models.TimeField()
    quiet_until = models.TimeField()
    silent_days = ArrayField(models.PositiveSmallIntegerField(), default=list)
    silent_on_holidays = models.BooleanField(default=True)
    sms_week_max = models.PositiveSmallIntegerField(null=True)
    email_week_max = models.PositiveSmallIntegerField(null=True)
    letter_week_max = models.PositiveSmallIntegerField(null=True)
    ground = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "place", "valid_from"], name="rules_once")]


class Consent(models.Model):
    """A consent that a person gave or took back. Append-only: the newest counts."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person = models.ForeignKey(Subject, models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=12, choices=Purpose.choices)
    channel = models.CharField(max_length=12, choices=Channel.choices)
    is_given = models.BooleanField()
    since = models.DateField()
    source = models.CharField(max_length=200)
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["person", "purpose", "channel", "-id"], name="consents_of_person")]


class Seen(models.Model):
    """How far the occasions of a kind were looked for: numbers that only grow; nothing up to `begun` counts."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)
    begun = models.BigIntegerField()
    until = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "kind"], name="seen_once")]


@pghistory.track()
class NoticeSetting(models.Model):
    """What an organisation sends by itself of a kind: whether, on which days, on which channels, to whom.

    Without a row it is as the kind declares.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)
    is_automatic = models.BooleanField()
    days = ArrayField(models.PositiveSmallIntegerField(), default=list)
    channels = ArrayField(models.CharField(max_length=12), default=list)
    recipients = ArrayField(models.CharField(max_length=12), default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "kind"], name="notice_setting_once")]
