"""What is sent: messages, their texts and the attempts to send them. They are their own history."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from repaid.access.models import Organisation, Subject, User
from repaid.kernel.fields import EncryptedTextField
from repaid.messages.choices import WAITING, Channel, Outcome, Recipient, State
from repaid.messages.models.gateway import Gateway
from repaid.messages.models.template import TemplateVersion


class Message(models.Model):
    """One message to one person on one channel; `key` makes it one however often it is asked for.

    `subject` is what it is about, `person` the party and `user` the member of staff whom it addresses. `given` are
    values that only the asker knows (a payment, a password), as JSON; they are forgotten when a message with a secret
    was handed over. `written`: subject and text as a person wrote them, instead of a template. `rule` names what holds
    or stopped it, with `facts`; `next_at` is when it may go. `address` is the one that was used;
    `has_secret`: its text is stored with a mask.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    key = models.CharField(max_length=160)
    kind = models.CharField(max_length=60)
    recipient = models.CharField(max_length=12, choices=Recipient.choices)
    channel = models.CharField(max_length=12, choices=Channel.choices)
    subject = models.ForeignKey(Subject, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Subject, models.PROTECT, null=True, related_name="+")
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    language = models.CharField(max_length=2, blank=True, db_default="")
    version = models.ForeignKey(TemplateVersion, models.PROTECT, null=True, related_name="+")
    given = EncryptedTextField(null=True)
    written = EncryptedTextField(null=True)
    address = EncryptedTextField(null=True)
    has_secret = models.BooleanField(db_default=False)
    state = models.CharField(max_length=9, choices=State.choices, db_default=State.QUEUED)
    rule = models.CharField(max_length=40, blank=True, db_default="")
    facts = models.JSONField(default=dict, db_default={})
    next_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(db_default=0)
    is_test = models.BooleanField(db_default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "key"], name="message_once")]
        indexes = [
            models.Index(fields=["organisation", "-id"], name="messages_newest"),
            models.Index(fields=["subject", "-id"], name="messages_of_subject"),
            models.Index(fields=["person", "-sent_at"], name="messages_of_person"),
            models.Index(
                fields=["organisation", "channel", "next_at", "id"],
                condition=Q(state__in=WAITING),
                name="messages_due",
            ),
            models.Index(
                fields=["organisation", "channel"],
                condition=Q(state__in=[State.SENDING, State.SENT]),
                name="messages_open",
            ),
        ]


class MessageText(models.Model):
    """The text as it was sent, apart from the message, so that it can be erased; secrets stand masked in it.

    `values`: what stood in the place of each token. `price`: all parts together, in whole units of `currency`.
    """

    message = models.OneToOneField(Message, models.CASCADE, primary_key=True, related_name="text")
    title = models.TextField(blank=True)
    body = models.TextField()
    values = models.JSONField(default=dict)
    parts = models.PositiveSmallIntegerField(default=1)
    price = models.DecimalField(max_digits=9, decimal_places=4, null=True)
    currency = models.CharField(max_length=3, blank=True)


class Attempt(models.Model):
    """One handing over to a gateway: written before the call, ended after it.

    `reference` is our name of it at the gateway, `gateway_ids` are the gateway's names of its parts; `receipts` maps
    those to what was reported of them later (delivered, words). `proof` is what the gateway answered.
    """

    message = models.ForeignKey(Message, models.CASCADE, related_name="tries")
    gateway = models.ForeignKey(Gateway, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    reference = models.UUIDField(unique=True)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    gateway_ids = ArrayField(models.CharField(max_length=80), default=list)
    receipts = models.JSONField(default=dict)
    error = models.TextField(blank=True)
    proof = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "number"], name="attempt_once")]
        indexes = [GinIndex(fields=["gateway_ids"], name="attempts_by_gateway_id")]
