"""What was tried at the doors."""

from django.db import models

from repaid.access.choices import Audience
from repaid.access.models import Organisation, User
from repaid.identity.choices import Outcome, Way


class Attempt(models.Model):
    """One attempt, kept for good. The typed login is kept as a keyed digest only: it may be a national id, or a
    password in the wrong box.

    `organisation` and `user` are empty where no account has the login. One login may open accounts of several lenders:
    each account has a row of its own, and all but one of them say `is_echo`, so that it stays one attempt.
    """

    at = models.DateTimeField(auto_now_add=True)
    audience = models.CharField(max_length=8, choices=Audience.choices)
    login_digest = models.BinaryField(max_length=32)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    address = models.GenericIPAddressField(null=True)
    way = models.CharField(max_length=8, choices=Way.choices, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    is_echo = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["audience", "login_digest", "-at"], name="attempts_of_login"),
            models.Index(fields=["user", "-at"], name="attempts_of_account"),
            models.Index(fields=["address", "-at"], name="attempts_from_address"),
            models.Index(fields=["organisation", "-id"], name="attempts_newest"),
        ]
