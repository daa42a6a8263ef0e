"""The table of the branding app."""

import pghistory
from django.db import models

from repaid.access.models import Organisation


@pghistory.track(exclude=["logo"])
class Brand(models.Model):
    """How an organisation looks to its customers.

    Colours are "#rrggbb"; an empty one is the product's, or follows from `accent`. `title` stands in the header beside
    or in place of the logo (a PNG). `welcomes` holds a text for each language. `stamp` is a digest of what is served:
    addresses carry it, so that a browser may keep what it has.
    """

    organisation = models.OneToOneField(Organisation, models.PROTECT, primary_key=True, related_name="brand")
    path = models.SlugField(max_length=40, unique=True)
    title = models.CharField(max_length=60, blank=True)
    accent = models.CharField(max_length=7, blank=True)
    accent_dark = models.CharField(max_length=7, blank=True)
    header = models.CharField(max_length=7, blank=True)
    welcomes = models.JSONField(default=dict)
    logo = models.BinaryField(null=True)
    stamp = models.CharField(max_length=16)

    def __str__(self) -> str:
        return self.path
