"""Who carries messages: the accounts at gateways, and the gateway of the demo."""

import pghistory
from django.db import models

from repaid.access.models import Organisation
from repaid.kernel.fields import EncryptedTextField
from repaid.messages.choices import Channel


@pghistory.track(exclude=["secret", "trouble", "trouble_at"])
class Gateway(models.Model):
    """How an organisation sends on a channel. `settings` are those of the provider; `secret` is its password.

    `sender` is the number or address from which it goes. `per_second`: at most so many a second. `price` is that of
    one part, in whole units of `currency` (tariffs go below its smallest coin). `trouble`: why
    nothing could be sent last time.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    channel = models.CharField(max_length=12, choices=Channel.choices)
    provider = models.CharField(max_length=12)
    sender = models.CharField(max_length=120)
    settings = models.JSONField(default=dict)
    secret = EncryptedTextField(null=True)
    per_second = models.PositiveSmallIntegerField(null=True)
    price = models.DecimalField(max_digits=9, decimal_places=4, null=True)
    currency = models.CharField(max_length=3, blank=True)
    is_active = models.BooleanField(default=True)
    trouble = models.TextField(blank=True)
    trouble_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "channel"], name="gateway_once")]


class DemoItem(models.Model):
    """What the gateway of the demo took: it shows it instead of carrying it."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    channel = models.CharField(max_length=12, choices=Channel.choices)
    reference = models.UUIDField(unique=True)
    sender = models.CharField(max_length=120)
    address = EncryptedTextField()
    title = EncryptedTextField()
    body = EncryptedTextField()
    at = models.DateTimeField(auto_now_add=True)
