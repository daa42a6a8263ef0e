"""Closed lists of applications: their states (decision 8), their procedures (CZ-16), the stages people speak of."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

KIND: Final = "application"
"""The kind of an application's subject."""


class State(models.TextChoices):
    """Where an application stands."""

    DRAFT = "draft", pgettext_lazy("application", "draft")
    ENTERED = "entered", pgettext_lazy("application", "entered")
    IN_VERIFICATION = "in_verification", pgettext_lazy("application", "in verification")
    APPROVED = "approved", pgettext_lazy("application", "approved")
    SIGNED = "signed", pgettext_lazy("application", "signed")
    LAUNCHED = "launched", pgettext_lazy("application", "launched")
    IN_CORRECTION = "in_correction", pgettext_lazy("application", "in correction")
    DECLINED = "declined", pgettext_lazy("application", "declined")
    REJECTED = "rejected", pgettext_lazy("application", "rejected")
    WITHDRAWN = "withdrawn", pgettext_lazy("application", "withdrawn by customer")
    CLOSED_BY_DEATH = "closed_by_death", pgettext_lazy("application", "closed by death")


class Step(models.TextChoices):
    """The procedures, in their order."""

    ENTER = "enter", _("Enter application")
    TAKE = "take", _("Take application")
    VERIFY = "verify", _("Pass for verification")
    CORRECT = "correct", _("Pass for correction")
    END_CORRECTION = "end_correction", _("End correction")
    DECIDE = "decide", pgettext_lazy("procedure", "Decision")
    SIGN = "sign", _("Sign contract")
    ACCEPT = "accept", _("Accept application")
    ACCEPT_QUICKLY = "accept_quickly", _("Quick acceptance")
    REJECT = "reject", _("Reject application")
    WITHDRAW = "withdraw", _("Customer's withdrawal from application")
    CLIENT_ZONE = "client_zone", _("Access to client zone")
    DEATH = "death", _("Death of customer")


class Stage(models.TextChoices):
    """The seven stages of a contract's life (CL-01)."""

    OFFERING = "offering", pgettext_lazy("stage", "Offering")
    APPLYING = "applying", pgettext_lazy("stage", "Applying")
    RISK = "risk", pgettext_lazy("stage", "Risk assessment")
    SIGNING = "signing", pgettext_lazy("stage", "Signing")
    VERIFYING = "verifying", pgettext_lazy("stage", "Verifying")
    LAUNCHING = "launching", pgettext_lazy("stage", "Launching")
    SETTLING = "settling", pgettext_lazy("stage", "Settling")


FIRM: Final = (State.APPROVED, State.SIGNED, State.LAUNCHED)
"""From here on product, amount, term and people of an application stay as they were decided on."""
