"""Forms of contact that an organisation adds to those that the product knows."""

from django.db import models

from repaid.access.models import Organisation


class FurtherEventType(models.Model):
    """A form of contact beside `EventType`, named by language; an event of it is of the type `other`.

    With `closed_at` it has left every choice and stays with its events.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    code = models.SlugField(max_length=40)
    names = models.JSONField(default=dict)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "code"], name="event_type_once")]

    def __str__(self) -> str:
        return self.code
