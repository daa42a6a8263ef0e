"""What is told to everybody, or to one province."""

from django.db import models
from django.db.models import Q

from repaid.access.models import Organisation, Province, User


class Announcement(models.Model):
    """A notice on the start page: public, or of one province (CT-36). A special one stands on top (CC-07).

    It is shown from `published_on` to `until` (included; without one for good) while it is active.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    code = models.CharField(max_length=40, blank=True)
    text = models.TextField(blank=True)
    is_active = models.BooleanField(default=True)
    is_public = models.BooleanField(default=True)
    is_special = models.BooleanField(default=False)
    province = models.ForeignKey(Province, models.PROTECT, null=True, related_name="+")
    published_on = models.DateField()
    until = models.DateField(null=True)
    document = models.ForeignKey("documents.Document", models.PROTECT, null=True, related_name="+")
    removed_on = models.DateField(null=True)
    author = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_public=True, province=None) | Q(is_public=False, province__isnull=False),
                name="announcement_for_all_or_one_province",
            )
        ]

    def __str__(self) -> str:
        return self.title
