"""Closed lists of payments."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Source(models.TextChoices):
    """How a payment became known."""

    STATEMENT = "statement", _("bank statement")
    MANUAL = "manual", _("entered by hand")
    CASH = "cash", _("cash in the field")
    ONLINE = "online", _("payment provider")


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


class OnlineState(models.TextChoices):
    """Where an online payment stands.

    pending     the customer went to the provider; what became of it is not known yet
    paid        the provider confirmed it, and it is booked
    held        it was paid, but not as it was asked for: a person decides, nothing is booked
    failed      the provider could not carry it out
    cancelled   the customer gave it up
    expired     nobody paid it in time
    returned    the money went back to the customer
    """

    PENDING = "pending", pgettext_lazy("online payment", "pending")
    PAID = "paid", pgettext_lazy("online payment", "received")
    HELD = "held", pgettext_lazy("online payment", "held")
    FAILED = "failed", pgettext_lazy("online payment", "failed")
    CANCELLED = "cancelled", pgettext_lazy("online payment", "cancelled")
    EXPIRED = "expired", pgettext_lazy("online payment", "not paid")
    RETURNED = "returned", pgettext_lazy("online payment", "returned")


UNPAID = (OnlineState.PENDING, OnlineState.FAILED, OnlineState.CANCELLED, OnlineState.EXPIRED)
"""States of online payments of which no money is known."""


class OnlineFinding(models.TextChoices):
    """Why a person has to look at an online payment."""

    WRONG_AMOUNT = "wrong_amount", _("another amount was paid than the one asked for")
    WRONG_CURRENCY = "wrong_currency", _("it was paid in another currency")
    NOT_BOOKED = "not_booked", _("the contract does not take it")
    TAKEN_BACK = "taken_back", _("the provider took the money back after it was booked")


class Via(models.TextChoices):
    """The way on which a customer came to pay."""

    ZONE = "zone", pgettext_lazy("online payment", "client zone")
    LINK = "link", pgettext_lazy("online payment", "link in a letter")


class Heard(models.TextChoices):
    """How something became known of an online payment."""

    NOTICE = "notice", pgettext_lazy("online payment", "notification")
    ASKED = "asked", pgettext_lazy("online payment", "asked by us")


class Outcome(models.TextChoices):
    """What a notification led to.

    booked     the money is in the books
    held       it was paid in another way than asked for
    repeated   it said again what was known
    noted      the state changed, no money moved
    late       it came after news that overtakes it
    refused    it was not believed, or names no payment of ours
    """

    BOOKED = "booked", pgettext_lazy("notification", "booked")
    HELD = "held", pgettext_lazy("notification", "held")
    REPEATED = "repeated", pgettext_lazy("notification", "known already")
    NOTED = "noted", pgettext_lazy("notification", "noted")
    LATE = "late", pgettext_lazy("notification", "overtaken")
    REFUSED = "refused", pgettext_lazy("notification", "refused")
