"""What the start page counts."""

from django.db import models
from django.db.models import F, Q

from repaid.access.models import Organisation


class StartFigures(models.Model):
    """Which overdue contracts the start page of an organisation counts (CT-35); a bound that is missing binds nothing.

    `amount_min` is minor units of the organisation's currency.
    """

    organisation = models.OneToOneField(Organisation, models.PROTECT, primary_key=True, related_name="+")
    days_from = models.PositiveIntegerField(default=1)
    days_to = models.PositiveIntegerField(null=True)
    amount_min = models.BigIntegerField(default=0)
    amount_max = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(days_to=None) | Q(days_to__gte=F("days_from")), name="start_days_in_order"
            ),
            models.CheckConstraint(
                condition=Q(amount_max=None) | Q(amount_max__gte=F("amount_min")), name="start_amounts_in_order"
            ),
        ]
