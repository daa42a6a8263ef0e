"""Short messages between colleagues."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from repaid.access.models import Organisation, Subject, User
from repaid.activities.models.activity import Activity


class InternalMessage(models.Model):
    """A message from one member of staff (or the system) to another; `key` makes it one however often it is sent."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    key = models.UUIDField(default=uuid4, unique=True)
    sender = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    recipient = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    text = models.TextField()
    subject = models.ForeignKey(Subject, models.PROTECT, null=True, related_name="+", db_index=False)
    activity = models.ForeignKey(Activity, models.PROTECT, null=True, related_name="+", db_index=False)
    sent_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["recipient", "-id"], name="messages_received"),
            models.Index(fields=["recipient"], condition=Q(read_at=None), name="messages_unread"),
        ]
