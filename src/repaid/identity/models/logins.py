"""Further logins of an account, and what others gave it to get in with."""

from django.db import models

from repaid.access.choices import Audience
from repaid.access.models import Organisation, User
from repaid.kernel.fields import EncryptedTextField


class FurtherLogin(models.Model):
    """Another login of the same account: a customer has a national id and an e-mail address (decision 2).

    Each is one account's alone in the organisation, as the first login is.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    audience = models.CharField(max_length=8, choices=Audience.choices)
    digest = models.BinaryField(max_length=32)
    login = EncryptedTextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["digest", "audience", "organisation"], name="further_login_once_a_lender"),
            models.UniqueConstraint(
                fields=["digest"], condition=models.Q(audience=Audience.STAFF), name="further_login_of_staff_once"
            ),
        ]


class TemporaryPassword(models.Model):
    """The user's password was given by somebody else: it is good until then, and changed at the first login."""

    user = models.OneToOneField(User, models.CASCADE, primary_key=True, related_name="+")
    until = models.DateTimeField()


class OneTimeLink(models.Model):
    """A link that lets its holder choose a password, once. What is here is a digest; the link itself was sent."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    digest = models.BinaryField(max_length=32, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
