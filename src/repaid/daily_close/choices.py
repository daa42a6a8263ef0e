"""The steps of a close and the states of a run."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class StepName(models.TextChoices):
    """What a close does, in this order. Promises and workflows come between `BUCKETS` and `ACCRUE` with their rooms."""

    BILL = "bill", _("Instalments fall due, deposits pay")
    BUCKETS = "buckets", _("Days late and buckets")
    ACCRUE = "accrue", _("Interest and penalty interest")
    POST = "post", _("Ledger entries, comparison with contracts")
    SUMMARY = "summary", _("Summary of the day")
    NOTICES = "notices", _("Notices to customers")
    SEAL = "seal", _("Seal the day, move the business date")


PARTED = frozenset({StepName.BILL, StepName.BUCKETS, StepName.ACCRUE, StepName.NOTICES})
"""Steps that are done in parts."""


class RunState(models.TextChoices):
    """How far a run is."""

    RUNNING = "running", pgettext_lazy("daily close", "running")
    SEALED = "sealed", pgettext_lazy("daily close", "sealed")
