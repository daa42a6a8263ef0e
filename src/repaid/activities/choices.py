"""The choices that activities are made of."""

from typing import Final

from django.db import models
from django.utils.translation import pgettext_lazy


class ActivityKind(models.TextChoices):
    """What sort of thing an activity is."""

    EVENT = "event", pgettext_lazy("activity", "Event")
    TASK = "task", pgettext_lazy("activity", "Task")
    INSTRUCTION = "instruction", pgettext_lazy("activity", "Instruction")
    APPOINTMENT = "appointment", pgettext_lazy("activity", "Appointment")
    NOTE = "note", pgettext_lazy("activity", "Note")


class EventType(models.TextChoices):
    """How people are reached or met (CC-17); among them the five notification channels of CT-01."""

    PHONE_CALL = "phone_call", pgettext_lazy("event", "Telephone call")
    MEETING = "meeting", pgettext_lazy("event", "Meeting")
    VISIT = "visit", pgettext_lazy("event", "Visit")
    OFFER = "offer", pgettext_lazy("event", "Offer made")
    CONTRACT = "contract", pgettext_lazy("event", "Contract signed")
    SMS = "sms", pgettext_lazy("event", "SMS")
    EMAIL = "email", pgettext_lazy("event", "E-mail")
    LETTER = "letter", pgettext_lazy("event", "Letter")
    REFERRAL_LETTER = "referral_letter", pgettext_lazy("event", "Referral letter")
    WARNING_NOTICE = "warning_notice", pgettext_lazy("event", "Warning notice")
    FORMAL_DEMAND = "formal_demand", pgettext_lazy("event", "Formal demand")
    OTHER = "other", pgettext_lazy("event", "Other")


class ActivityState(models.TextChoices):
    """How far an activity is."""

    OPEN = "open", pgettext_lazy("activity", "open")
    ACCEPTED = "accepted", pgettext_lazy("activity", "accepted")
    DONE = "done", pgettext_lazy("activity", "done")
    REFUSED = "refused", pgettext_lazy("activity", "refused")
    CANCELLED = "cancelled", pgettext_lazy("activity", "cancelled")


LIVE: Final = (ActivityState.OPEN, ActivityState.ACCEPTED)
"""States of what waits to be done."""


class Priority(models.IntegerChoices):
    HIGH = 1, pgettext_lazy("priority", "high")
    NORMAL = 2, pgettext_lazy("priority", "normal")
    LOW = 3, pgettext_lazy("priority", "low")


class CallStatus(models.TextChoices):
    """Whether somebody was reached (CT-82)."""

    ANSWERED = "answered", pgettext_lazy("call", "answered")
    NOT_ANSWERED = "not_answered", pgettext_lazy("call", "not answered")
    WRONG_NUMBER = "wrong_number", pgettext_lazy("call", "wrong number")
    OFF = "off", pgettext_lazy("call", "switched off")


class CallResult(models.TextChoices):
    """What came of it (CT-82)."""

    PROMISE = "promise", pgettext_lazy("call", "promise to pay")
    REFUSAL = "refusal", pgettext_lazy("call", "refusal")
    DELAY = "delay", pgettext_lazy("call", "request for delay")
    PAID = "paid", pgettext_lazy("call", "paid")


class ContactPerson(models.TextChoices):
    """Who was spoken to (CT-82)."""

    BORROWER = "borrower", pgettext_lazy("contact person", "borrower")
    GUARANTOR = "guarantor", pgettext_lazy("contact person", "guarantor")
    RELATIVE = "relative", pgettext_lazy("contact person", "relative")


class ReminderChannel(models.TextChoices):
    """How a reminder comes, beside standing in the to-do list (CC-23)."""

    MESSENGER = "messenger", pgettext_lazy("reminder", "intranet message")
    SMS = "sms", pgettext_lazy("reminder", "SMS")


class ReminderState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("reminder", "waiting")
    SENT = "sent", pgettext_lazy("reminder", "sent")
    FAILED = "failed", pgettext_lazy("reminder", "not sent")


class Deed(models.TextChoices):
    """A step of an activity."""

    PLANNED = "planned", pgettext_lazy("activity", "Planned")
    NOTED = "noted", pgettext_lazy("activity", "Noted")
    SENT = "sent", pgettext_lazy("activity", "Sent")
    ACCEPTED = "accepted", pgettext_lazy("activity", "Accepted")
    REFUSED = "refused", pgettext_lazy("activity", "Refused")
    DONE = "done", pgettext_lazy("activity", "Done")
    POSTPONED = "postponed", pgettext_lazy("activity", "Postponed")
    HANDED_OVER = "handed_over", pgettext_lazy("activity", "Handed over")
    CANCELLED = "cancelled", pgettext_lazy("activity", "Cancelled")


class Rhythm(models.TextChoices):
    """How often a planned action comes again."""

    DAILY = "daily", pgettext_lazy("rhythm", "every day")
    WEEKLY = "weekly", pgettext_lazy("rhythm", "every week")
    MONTHLY = "monthly", pgettext_lazy("rhythm", "every month")


class Work(models.TextChoices):
    """What a subject is assigned for (decision 15)."""

    CALL = "call", pgettext_lazy("work", "call")
    WARNING_NOTICE = "warning_notice", pgettext_lazy("work", "warning notice")
    FORMAL_DEMAND = "formal_demand", pgettext_lazy("work", "formal demand")
    VISIT = "visit", pgettext_lazy("work", "visit")
