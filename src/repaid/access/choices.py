"""Choices that rooms above may name: the two audiences and the levels of scope."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Audience(models.TextChoices):
    STAFF = "staff", _("staff")
    CUSTOMER = "customer", _("customer")


class ScopeLevel(models.TextChoices):
    """How much of an organisation a member of staff sees (CT-17)."""

    OWN = "own", _("own work")
    GROUP = "group", _("own group")
    BRANCH = "branch", _("own branch")
    PROVINCE = "province", _("own province")
    ORGANISATION = "organisation", _("own organisation")
    EVERYTHING = "everything", _("everything")


class DayState(models.TextChoices):
    """Whether the business day takes postings."""

    OPEN = "open", pgettext_lazy("business day", "open")
    CLOSING = "closing", pgettext_lazy("business day", "closing")
