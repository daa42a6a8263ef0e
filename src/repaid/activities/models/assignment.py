"""Who handles what."""

from django.db import models
from django.db.models import Q

from repaid.access.models import Organisation, Subject, User
from repaid.activities.choices import Work


class Assignment(models.Model):
    """A subject in somebody's hands for some work, since a day; the one without an end is in force."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+")
    handler = models.ForeignKey(User, models.PROTECT, related_name="+")
    work = models.CharField(max_length=14, choices=Work.choices)
    since = models.DateField()
    until = models.DateField(null=True)
    assigned_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject"], condition=Q(until=None), name="one_assignment_in_force")
        ]
