"""Closed lists of settling."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Way(models.TextChoices):
    """Who decided a settlement."""

    AUTOMATIC = "automatic", _("automatic")
    BY_HAND = "by_hand", _("by hand")


PART = "part:"
"""Begins the scheme of a settlement that pays one part of a debt alone: part:interest."""


class IntakeState(models.TextChoices):
    """How far a long statement is."""

    STORING = "storing", _("Reading the file")
    SETTLING = "settling", _("Settling what is certain")
    DONE = "done", pgettext_lazy("statement", "taken in")
    REFUSED = "refused", pgettext_lazy("statement", "not taken in")


UNDER_WAY = (IntakeState.STORING, IntakeState.SETTLING)
