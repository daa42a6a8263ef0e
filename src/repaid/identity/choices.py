"""Closed lists of identity."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Way(models.TextChoices):
    """What somebody proved with who they are."""

    PASSWORD = "password", _("password")
    APP = "app", _("code from the app")
    PASSKEY = "passkey", _("passkey")
    RECOVERY = "recovery", _("recovery code")
    LINK = "link", _("one-time link")


class Outcome(models.TextChoices):
    """How an attempt at a door ended."""

    ENTERED = "entered", pgettext_lazy("login", "logged in")
    WRONG = "wrong", _("wrong login or password")
    WRONG_CODE = "wrong_code", _("wrong code in the second step")
    LOCKED = "locked", _("too many attempts")
    BLOCKED = "blocked", _("account is not active")
    EXPIRED = "expired", _("temporary password has expired")
    LINK_ASKED = "link_asked", _("asked for a new password")
    UNLOCKED = "unlocked", _("unlocked by a colleague")


FAILURES: Final = (Outcome.WRONG, Outcome.WRONG_CODE)
"""What counts against a login and an address."""
FRESH_STARTS: Final = (Outcome.ENTERED, Outcome.UNLOCKED)
"""After these, what failed before counts no more."""


class Duty(models.TextChoices):
    """What somebody has to do after logging in, before anything else."""

    PASSWORD = "password", _("choose an own password")
    SECOND_FACTOR = "second_factor", _("set up the second step")
