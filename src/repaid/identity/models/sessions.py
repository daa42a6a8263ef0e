"""Sessions that know whose they are."""

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from repaid.access.models import User


class OpenSession(AbstractBaseSession):
    """A session, and for one in which somebody has logged in: who, on which device, since when.

    The session of a viewing belongs to no user: it is none of the customer's devices.
    """

    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="+")
    address = models.GenericIPAddressField(null=True)
    agent = models.CharField(max_length=200, blank=True)
    began_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
