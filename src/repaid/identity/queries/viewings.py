"""Looks of members of staff at the client zone, as the customer may know of them."""

from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone

from repaid.access.actors import Actor
from repaid.identity.models import Viewing

SHOWN_FOR: Final = timedelta(days=90)


def looks_at(by: Actor) -> list[datetime]:
    """When members of staff looked at the client zone as the actor, newest first; those of the last 90 days."""
    rows = Viewing.objects.filter(customer=by.account, begun_at__gt=timezone.now() - SHOWN_FOR)
    return [begun for begun in rows.order_by("-begun_at").values_list("begun_at", flat=True) if begun]
