"""Choices that rooms above may name."""

from django.db import models
from django.utils.translation import pgettext_lazy


class FileState(models.TextChoices):
    """What the check of a file found.

    An *active* file may do something by itself (a PDF with actions, attachments or a lock): it is handed out as a file
    and never shown. One that was *put aside* is handed out to nobody.
    """

    CLEAN = "clean", pgettext_lazy("file", "checked")
    ACTIVE = "active", pgettext_lazy("file", "with active content")
    ASIDE = "aside", pgettext_lazy("file", "put aside")


class Wanted(models.TextChoices):
    """What the person to whom a document is passed is to do with it."""

    APPROVE = "approve", pgettext_lazy("document is passed for", "approval")
    READ = "read", pgettext_lazy("document is passed for", "reading")
    COMPLETE = "complete", pgettext_lazy("document is passed for", "completion")


class StepState(models.TextChoices):
    """How far a step of the way of a document is."""

    WAITING = "waiting", pgettext_lazy("step of a document", "waiting")
    DONE = "done", pgettext_lazy("step of a document", "done")
    REFUSED = "refused", pgettext_lazy("step of a document", "refused")
