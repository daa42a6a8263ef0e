"""Closed lists of contracts: states and roles of parties."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

KIND: Final = "contract"
"""The kind of a contract's subject."""


class State(models.TextChoices):
    """Where a contract stands (decision 8). All but `CANCELLED` are what its events say."""

    TO_BE_LAUNCHED = "to_be_launched", _("to be launched")
    ACTIVE = "active", pgettext_lazy("contract", "active")
    SUSPENDED = "suspended", pgettext_lazy("contract", "suspended")
    TERMINATED = "terminated", pgettext_lazy("contract", "terminated")
    SETTLED = "settled", pgettext_lazy("contract", "settled")
    WRITTEN_OFF = "written_off", pgettext_lazy("contract", "written off")
    SOLD = "sold", pgettext_lazy("contract", "sold")
    CANCELLED = "cancelled", pgettext_lazy("contract", "cancelled")


class PartyRole(models.TextChoices):
    """What a party is in a contract. A borrower owns it: the client zone shows it to nobody else."""

    BORROWER = "borrower", _("borrower")
    GUARANTOR = "guarantor", _("guarantor")


class TakeOverState(models.TextChoices):
    """How far a file of positions is."""

    READING = "reading", pgettext_lazy("take-over", "being read")
    READ = "read", pgettext_lazy("take-over", "waiting for a decision")
    TAKING = "taking", pgettext_lazy("take-over", "being taken over")
    DONE = "done", pgettext_lazy("take-over", "taken over")
    DROPPED = "dropped", pgettext_lazy("take-over", "discarded")


class RowState(models.TextChoices):
    """How an instalment stands on a day."""

    PAID = "paid", pgettext_lazy("instalment", "paid")
    PAID_LATE = "paid_late", pgettext_lazy("instalment", "paid late")
    PARTLY_PAID = "partly_paid", pgettext_lazy("instalment", "partly paid")
    OVERDUE = "overdue", pgettext_lazy("instalment", "overdue")
    NEXT = "next", pgettext_lazy("instalment", "next")
    TO_COME = "to_come", pgettext_lazy("instalment", "to come")


class RepaymentKind(models.TextChoices):
    """What a row of the repayments is."""

    PAYMENT = "payment", pgettext_lazy("repayment", "payment")
    FROM_DEPOSIT = "from_deposit", pgettext_lazy("repayment", "from deposit")
    RETURNED = "returned", pgettext_lazy("repayment", "money returned")
    REFUNDED = "refunded", pgettext_lazy("repayment", "refunded")
