"""Members of staff who look at the client zone as a customer."""

from django.db import models

from repaid.access.models import Organisation, User


class Viewing(models.Model):
    """Who looked as whom, why, from when to when. Each page that was looked at stands in the audit trail."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    staff = models.ForeignKey(User, models.PROTECT, related_name="+")
    customer = models.ForeignKey(User, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200)
    asked_at = models.DateTimeField(auto_now_add=True)
    begun_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
