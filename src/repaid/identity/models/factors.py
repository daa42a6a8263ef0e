"""What people have, besides what they know: an app, passkeys, codes on paper. Secrets are encrypted or digests."""

from django.db import models

from repaid.access.models import User
from repaid.kernel.fields import EncryptedTextField


class AuthenticatorApp(models.Model):
    """The app of a user that makes codes (RFC 6238). One being linked waits in `next_secret` for its first code.

    `last_step` is the period of the last code that was taken: a code works once.
    """

    user = models.OneToOneField(User, models.CASCADE, primary_key=True, related_name="+")
    secret = EncryptedTextField(null=True)
    linked_at = models.DateTimeField(null=True)
    last_step = models.BigIntegerField(default=0)
    next_secret = EncryptedTextField(null=True)


class Passkey(models.Model):
    """A public key of a device of the user (WebAuthn). `used` is the signature counter of the device."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    credential = models.BinaryField(max_length=1023)
    digest = models.BinaryField(max_length=32, unique=True)
    name = models.CharField(max_length=60)
    used = models.BigIntegerField(default=0)
    added_at = models.DateTimeField(auto_now_add=True)
    used_at = models.DateTimeField(null=True)


class RecoveryCode(models.Model):
    """A code to be kept on paper, for the day the phone is lost; only its keyed digest is here. It works once."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    digest = models.BinaryField(max_length=32)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "digest"], name="recovery_code_once")]
