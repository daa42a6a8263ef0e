"""Closed lists of workflow."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Repeat(models.TextChoices):
    """How often a procedure may run (decision 7)."""

    ONCE = "once", pgettext_lazy("procedure", "once")
    EACH_ROUND = "each_round", _("once in each round of correction")
    ANY_TIME = "any_time", pgettext_lazy("procedure", "at any time")


class Result(models.TextChoices):
    """How a run ended."""

    POSITIVE = "positive", pgettext_lazy("result of a procedure", "positive")
    NEGATIVE = "negative", pgettext_lazy("result of a procedure", "negative")
    UNDONE = "undone", pgettext_lazy("result of a procedure", "taken back")


DECISIONS: Final = (Result.POSITIVE, Result.NEGATIVE)
"""How a person decides."""


class Degree(models.TextChoices):
    """How much of a step the system does itself (CL-05)."""

    SUPPORTED = "supported", _("System support for manual work, partial automation")
    HANDLED = "handled", _("Fully handled in the system")
    AUTOMATIC = "automatic", _("Fully automatic")
