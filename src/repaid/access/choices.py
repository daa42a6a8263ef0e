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


LEVELS = (
    ScopeLevel.OWN, ScopeLevel.GROUP, ScopeLevel.BRANCH, ScopeLevel.PROVINCE, ScopeLevel.ORGANISATION,
    ScopeLevel.EVERYTHING,
)  # fmt: skip
"""Scopes from the narrowest to the widest."""


class EmploymentKind(models.TextChoices):
    FULL_TIME = "full_time", _("full time")
    PART_TIME = "part_time", _("part time")


class Gender(models.TextChoices):
    WOMAN = "woman", pgettext_lazy("gender", "woman")
    MAN = "man", pgettext_lazy("gender", "man")


class DayState(models.TextChoices):
    """Whether the business day takes postings."""

    OPEN = "open", pgettext_lazy("business day", "open")
    CLOSING = "closing", pgettext_lazy("business day", "closing")


class ExportKind(models.TextChoices):
    """What a file was taken out of."""

    LIST = "list", pgettext_lazy("export", "list")
    JOURNAL = "journal", pgettext_lazy("export", "journal")


class ExportState(models.TextChoices):
    """How far the file of an export is."""

    RUNNING = "running", _("running")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")
