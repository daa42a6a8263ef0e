"""Closed lists of messages."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

PARTY = "party"
"""The kind of subject that people are."""


class Channel(models.TextChoices):
    """The way a message goes."""

    SMS = "sms", pgettext_lazy("channel", "SMS")
    EMAIL = "email", pgettext_lazy("channel", "e-mail")
    LETTER = "letter", pgettext_lazy("channel", "letter")
    IN_SYSTEM = "in_system", _("message in the system")


LOCAL: frozenset[str] = frozenset({Channel.LETTER, Channel.IN_SYSTEM})
"""Channels that need no gateway: what is sent stays in the house until it is printed or read."""


class Recipient(models.TextChoices):
    """Whom a message addresses; the first two are roles of people in the thing that it is about."""

    BORROWER = "borrower", _("borrower")
    GUARANTOR = "guarantor", _("guarantor")
    STAFF = "staff", pgettext_lazy("recipient", "staff")


class Purpose(models.TextChoices):
    """Why one writes; contact rules ask it."""

    ACCESS = "access", _("access to an account, asked for by the person")
    SERVICE = "service", _("about the person's own contract")
    DUNNING = "dunning", _("reminder of what is overdue")
    MARKETING = "marketing", _("offer, only with consent")


class State(models.TextChoices):
    """How far a message is."""

    QUEUED = "queued", pgettext_lazy("message", "waits")
    HELD = "held", pgettext_lazy("message", "held")
    SENDING = "sending", pgettext_lazy("message", "being sent")
    TO_PRINT = "to_print", _("waiting to be printed")
    SENT = "sent", pgettext_lazy("message", "sent")
    DELIVERED = "delivered", pgettext_lazy("message", "delivered")
    FAILED = "failed", _("failed, will be tried again")
    DEAD = "dead", pgettext_lazy("message", "failed")
    DOUBTFUL = "doubtful", _("unclear whether sent")
    STOPPED = "stopped", pgettext_lazy("message", "stopped")


WAITING = (State.QUEUED, State.HELD, State.FAILED)
"""States from which a message goes when its time comes."""
AGAIN = (State.DEAD, State.DOUBTFUL, State.STOPPED)
"""States from which a person may send a message again."""


class Outcome(models.TextChoices):
    """How an attempt ended; empty while nobody knows."""

    ACCEPTED = "accepted", pgettext_lazy("attempt", "accepted")
    REFUSED = "refused", pgettext_lazy("attempt", "refused")
    BROKEN = "broken", pgettext_lazy("attempt", "no connection")
    UNKNOWN = "unknown", pgettext_lazy("attempt", "unclear")


class PrintState(models.TextChoices):
    """Where a letter is in the print buffer."""

    WAITING = "waiting", _("waiting to be printed")
    PRINTED = "printed", pgettext_lazy("letter", "printed")
    CANCELLED = "cancelled", pgettext_lazy("letter", "cancelled")


class Dispatch(models.TextChoices):
    """How a printed letter leaves the house."""

    ORDINARY = "ordinary", _("ordinary letter")
    REGISTERED = "registered", _("registered letter")


class Part(models.TextChoices):
    """The two parts of a text; an SMS has the second only."""

    SUBJECT = "subject", pgettext_lazy("part of a message", "Subject")
    BODY = "body", pgettext_lazy("part of a message", "Text")
