"""Changes of settings that wait for their day."""

from django.db import models
from django.db.models import Q

from repaid.access.models.organisation import Organisation
from repaid.access.models.user import User


class PlannedChange(models.Model):
    """A command of settings that is carried out when the business day reaches `from_day`.

    `ended_at` tells when it was carried out, refused (`refusal` holds the sentence) or cancelled (`cancelled_by`).
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    command = models.CharField(max_length=80)
    arguments = models.JSONField()
    from_day = models.DateField()
    planned_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    planned_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)
    cancelled_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    refusal = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "from_day"], condition=Q(ended_at=None), name="changes_waiting")
        ]
