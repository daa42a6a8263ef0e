"""The ticket with which a look at the client zone goes from one door to the other."""

from typing import Final

from django.core import signing
from django.urls import reverse

TICKET_SALT: Final = "repaid.viewing"
TICKET_SECONDS: Final = 60


def address_to_view(viewing_id: int) -> str:
    """The address at the customers' door at which the look begins, within a minute."""
    return reverse("portal:viewing_begin", args=[signing.dumps(viewing_id, salt=TICKET_SALT)])
