"""What is written: templates and their versions."""

from django.db import models

from repaid.access.models import Organisation, User
from repaid.messages.choices import Channel, Recipient


class Template(models.Model):
    """The text of one kind of message for one recipient on one channel."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)
    recipient = models.CharField(max_length=12, choices=Recipient.choices)
    channel = models.CharField(max_length=12, choices=Channel.choices)
    archived_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "kind", "recipient", "channel"], name="template_once")
        ]


class TemplateVersion(models.Model):
    """The text in one language from a day on. Append-only: a change is a new version, so what was sent stays known.

    `subject` and `body` are rows of pieces (`pieces.Piece` as data). `is_plain`: an SMS goes without diacritics.
    """

    template = models.ForeignKey(Template, models.PROTECT, related_name="versions")
    language = models.CharField(max_length=2)
    number = models.PositiveIntegerField()
    valid_from = models.DateField()
    subject = models.JSONField(default=list)
    body = models.JSONField()
    is_plain = models.BooleanField(default=False)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["template", "language", "number"], name="template_version_once")]
