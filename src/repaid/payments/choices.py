"""Closed lists of payments."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Source(models.TextChoices):
    """How a payment became known."""

    STATEMENT = "statement", _("bank statement")
    MANUAL = "manual", _("entered by hand")
    CASH = "cash", _("cash in the field")


class Channel(models.TextChoices):
    """The way that money took to us."""

    TRANSFER = "transfer", pgettext_lazy("channel of a payment", "bank transfer")
    CASH = "cash", pgettext_lazy("channel of a payment", "cash")
    ONLINE = "online", pgettext_lazy("channel of a payment", "online payment")


class Kind(models.TextChoices):
    """Which way the money went; a reversal takes back an earlier entry."""

    IN = "in", pgettext_lazy("payment", "money in")
    OUT = "out", pgettext_lazy("payment", "money out")
    REVERSAL = "reversal", pgettext_lazy("payment", "taken back by the bank")


class State(models.TextChoices):
    """Where a payment stands; the database derives it from the other columns.

    unmatched   nobody knows whose money it is
    unsettled   it is known whose money it is, nothing of it is settled
    partly      a part is settled, the rest waits
    settled     all of it is settled
    parked      a person put it aside
    withdrawn   it was taken back: sent back, or entered by mistake
    out         money that went out, or was taken back by the bank
    """

    UNMATCHED = "unmatched", pgettext_lazy("payment", "unmatched")
    UNSETTLED = "unsettled", pgettext_lazy("payment", "unsettled")
    PARTLY = "partly", pgettext_lazy("payment", "partly settled")
    SETTLED = "settled", pgettext_lazy("payment", "settled")
    PARKED = "parked", pgettext_lazy("payment", "parked")
    WITHDRAWN = "withdrawn", pgettext_lazy("payment", "withdrawn")
    OUT = "out", pgettext_lazy("payment", "money out")


WAITING = (State.UNMATCHED, State.UNSETTLED, State.PARTLY)
"""States of money that waits for a decision."""


class Purpose(models.TextChoices):
    """What money is sent for."""

    DISBURSEMENT = "disbursement", pgettext_lazy("payment order", "disbursement")
    REFUND = "refund", pgettext_lazy("payment order", "refund of a credit balance")
    COMMISSION = "commission", pgettext_lazy("payment order", "commission")
    OTHER = "other", pgettext_lazy("payment order", "something else")


class OrderState(models.TextChoices):
    """Where a payment order stands.

    proposed    a person wrote it; another one decides
    approved    it waits for a file
    sent        it stands in a file for the bank
    executed    the money left
    rejected    the bank did not carry it out, or the money came back
    withdrawn   it was taken back, or declined, before it stood in a file
    elsewhere   the money was paid another way; nothing is sent
    """

    PROPOSED = "proposed", pgettext_lazy("payment order", "proposed")
    APPROVED = "approved", pgettext_lazy("payment order", "approved")
    SENT = "sent", pgettext_lazy("payment order", "in a file")
    EXECUTED = "executed", pgettext_lazy("payment order", "executed")
    REJECTED = "rejected", pgettext_lazy("payment order", "rejected by the bank")
    WITHDRAWN = "withdrawn", pgettext_lazy("payment order", "withdrawn")
    ELSEWHERE = "elsewhere", pgettext_lazy("payment order", "paid another way")


IN_FILE = (OrderState.SENT, OrderState.EXECUTED, OrderState.REJECTED)
"""States of orders that stand in a file."""

DEAD = (OrderState.REJECTED, OrderState.WITHDRAWN)
"""States of orders by which no money leaves."""
