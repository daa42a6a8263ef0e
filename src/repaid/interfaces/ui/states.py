"""States and how they look: one icon, one word and one tone for a state, the same on every page.

Tones: good (done), info (waits, planned), warn (needs attention), bad (late, refused), law (dispute, court), calm.
"""

from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Tone = Literal["good", "info", "warn", "bad", "law", "calm", "brand"]


@dataclass(frozen=True, slots=True)
class State:
    """What a reader sees of a state."""

    word: str | Promise
    tone: Tone
    icon: str


CONTRACT = {
    "to_be_launched": State(_("to be launched"), "info", "calendar-due"),
    "active": State(pgettext_lazy("contract", "active"), "good", "circle-check"),
    "suspended": State(pgettext_lazy("contract", "suspended"), "warn", "player-pause"),
    "terminated": State(pgettext_lazy("contract", "terminated"), "bad", "file-x"),
    "settled": State(pgettext_lazy("contract", "settled"), "good", "flag-check"),
    "written_off": State(pgettext_lazy("contract", "written off"), "calm", "archive"),
    "sold": State(pgettext_lazy("contract", "sold"), "calm", "archive"),
    "cancelled": State(pgettext_lazy("contract", "cancelled"), "calm", "ban"),
}
INSTALMENT = {
    "paid": State(pgettext_lazy("instalment", "paid"), "good", "circle-check"),
    "late": State(pgettext_lazy("instalment", "paid late"), "good", "clock"),
    "part": State(pgettext_lazy("instalment", "partly paid"), "bad", "alert-triangle"),
    "over": State(pgettext_lazy("instalment", "overdue"), "bad", "alert-triangle"),
    "next": State(pgettext_lazy("instalment", "next"), "info", "calendar-due"),
    "todo": State(pgettext_lazy("instalment", "to come"), "calm", "circle-dashed"),
}
PAYMENT = {
    "settled": State(pgettext_lazy("payment", "settled"), "good", "circle-check"),
    "unsettled": State(pgettext_lazy("payment", "unsettled"), "warn", "hourglass"),
    "partly": State(pgettext_lazy("payment", "partly settled"), "warn", "hourglass"),
    "unmatched": State(pgettext_lazy("payment", "unmatched"), "warn", "help-circle"),
    "parked": State(pgettext_lazy("payment", "parked"), "calm", "clock-pause"),
    "out": State(pgettext_lazy("payment", "money out"), "calm", "arrow-up"),
    "withdrawn": State(pgettext_lazy("payment", "withdrawn"), "calm", "arrow-back-up"),
    "reversed": State(pgettext_lazy("payment", "reversed"), "calm", "arrow-back-up"),
}
ORDER = {
    "proposed": State(pgettext_lazy("payment order", "proposed"), "info", "hourglass"),
    "approved": State(pgettext_lazy("payment order", "approved"), "info", "checks"),
    "sent": State(pgettext_lazy("payment order", "in a file"), "info", "send"),
    "executed": State(pgettext_lazy("payment order", "executed"), "good", "circle-check"),
    "rejected": State(pgettext_lazy("payment order", "rejected by the bank"), "bad", "circle-x"),
    "withdrawn": State(pgettext_lazy("payment order", "withdrawn"), "calm", "arrow-back-up"),
    "elsewhere": State(pgettext_lazy("payment order", "paid another way"), "calm", "cash-banknote"),
}
ONLINE = {
    "pending": State(pgettext_lazy("online payment", "pending"), "info", "hourglass"),
    "paid": State(pgettext_lazy("online payment", "received"), "good", "circle-check"),
    "held": State(pgettext_lazy("online payment", "held"), "warn", "alert-triangle"),
    "failed": State(pgettext_lazy("online payment", "failed"), "bad", "circle-x"),
    "cancelled": State(pgettext_lazy("online payment", "cancelled"), "calm", "ban"),
    "expired": State(pgettext_lazy("online payment", "not paid"), "calm", "clock"),
    "returned": State(pgettext_lazy("online payment", "returned"), "calm", "arrow-back-up"),
}
PROVIDER = {
    "on": State(pgettext_lazy("payment provider", "on"), "good", "circle-check"),
    "off": State(pgettext_lazy("payment provider", "off"), "calm", "ban"),
}
RECEIPT = {
    "written": State(pgettext_lazy("receipt", "written"), "good", "circle-check"),
    "voided": State(pgettext_lazy("receipt", "voided"), "calm", "ban"),
    "missing": State(pgettext_lazy("receipt", "missing"), "bad", "help-circle"),
    "free": State(pgettext_lazy("receipt", "free"), "calm", "circle-dashed"),
}
BUCKET = {
    "current": State(pgettext_lazy("ageing", "current"), "good", "circle-check"),
    "past_due": State(pgettext_lazy("ageing", "past due"), "warn", "alert-triangle"),
    "deferred": State(pgettext_lazy("ageing", "seriously overdue"), "bad", "alert-triangle"),
    "doubtful": State(pgettext_lazy("ageing", "doubtful"), "bad", "file-alert"),
}
PRODUCT = {
    "draft": State(pgettext_lazy("version", "draft"), "calm", "circle-dashed"),
    "active": State(pgettext_lazy("version", "active"), "good", "circle-check"),
    "superseded": State(pgettext_lazy("version", "superseded version"), "calm", "history"),
    "archived": State(pgettext_lazy("version", "archived"), "calm", "archive"),
}
PERIOD = {
    "open": State(pgettext_lazy("period", "open"), "info", "lock-open"),
    "closed": State(pgettext_lazy("period", "closed"), "good", "lock"),
}
USER = {
    "active": State(pgettext_lazy("user", "active"), "good", "user-check"),
    "blocked": State(pgettext_lazy("user", "blocked"), "calm", "user-off"),
    "former": State(pgettext_lazy("user", "former"), "calm", "archive"),
}
PLACE = {
    "active": State(pgettext_lazy("branch", "in use"), "good", "circle-check"),
    "archived": State(pgettext_lazy("branch", "archived"), "calm", "archive"),
}
ROW = {
    "right": State(pgettext_lazy("row", "right"), "good", "circle-check"),
    "wrong": State(pgettext_lazy("row", "wrong"), "bad", "circle-x"),
}
LOGIN = {
    "entered": State(pgettext_lazy("login", "logged in"), "good", "circle-check"),
    "wrong": State(_("wrong login or password"), "warn", "circle-x"),
    "wrong_code": State(_("wrong code in the second step"), "warn", "circle-x"),
    "locked": State(_("too many attempts"), "bad", "lock"),
    "blocked": State(_("account is not active"), "bad", "user-off"),
    "expired": State(_("temporary password has expired"), "warn", "clock"),
    "link_asked": State(_("asked for a new password"), "info", "mail"),
    "unlocked": State(_("unlocked by a colleague"), "info", "lock-open"),
}
PROPOSAL = {
    "waiting": State(_("waiting for approval"), "info", "hourglass"),
    "approved": State(_("approved"), "good", "circle-check"),
    "declined": State(_("declined"), "bad", "circle-x"),
}
PARTY = {
    "deceased": State(_("deceased"), "calm", "user-off"),
    "in_bankruptcy": State(_("in bankruptcy"), "law", "gavel"),
    "archived": State(pgettext_lazy("customer", "archived"), "calm", "archive"),
}
AUDIT = {
    "done": State(pgettext_lazy("audit trail", "done"), "good", "circle-check"),
    "refused": State(pgettext_lazy("audit trail", "refused"), "warn", "shield-x"),
}
FILE = {
    "clean": State(pgettext_lazy("file", "checked"), "good", "shield-check"),
    "active": State(pgettext_lazy("file", "with active content"), "warn", "alert-triangle"),
    "aside": State(pgettext_lazy("file", "put aside"), "bad", "shield-x"),
}
DOCUMENT = {
    "archived": State(pgettext_lazy("document", "archived"), "calm", "archive"),
    "shared": State(pgettext_lazy("document", "customers see it"), "info", "eye"),
    "closed": State(pgettext_lazy("category", "closed"), "calm", "lock"),
    "open": State(pgettext_lazy("category", "in use"), "good", "circle-check"),
    "waiting": State(pgettext_lazy("step of a document", "waiting"), "info", "hourglass"),
    "done": State(pgettext_lazy("step of a document", "done"), "good", "circle-check"),
    "refused": State(pgettext_lazy("step of a document", "refused"), "bad", "circle-x"),
}
JOB = {
    "running": State(_("running"), "info", "loader-2"),
    "done": State(_("done"), "good", "circle-check"),
    "failed": State(_("failed"), "bad", "circle-x"),
}
CLOSE = {
    "running": State(pgettext_lazy("daily close", "running"), "info", "loader-2"),
    "sealed": State(pgettext_lazy("daily close", "sealed"), "good", "lock-check"),
}
TAKE_OVER = {
    "reading": State(pgettext_lazy("take-over", "being read"), "info", "loader-2"),
    "read": State(pgettext_lazy("take-over", "waiting for a decision"), "warn", "hourglass"),
    "taking": State(pgettext_lazy("take-over", "being taken over"), "info", "loader-2"),
    "done": State(pgettext_lazy("take-over", "taken over"), "good", "circle-check"),
    "dropped": State(pgettext_lazy("take-over", "discarded"), "calm", "archive"),
}
MESSAGE = {
    "queued": State(pgettext_lazy("message", "waits"), "info", "hourglass"),
    "held": State(pgettext_lazy("message", "held"), "warn", "clock-pause"),
    "sending": State(pgettext_lazy("message", "being sent"), "info", "loader-2"),
    "to_print": State(_("waiting to be printed"), "info", "printer"),
    "sent": State(pgettext_lazy("message", "sent"), "good", "circle-check"),
    "delivered": State(pgettext_lazy("message", "delivered"), "good", "checks"),
    "failed": State(_("failed, will be tried again"), "warn", "refresh-alert"),
    "dead": State(pgettext_lazy("message", "failed"), "bad", "circle-x"),
    "doubtful": State(_("unclear whether sent"), "warn", "help-circle"),
    "stopped": State(pgettext_lazy("message", "stopped"), "calm", "ban"),
}
LETTER = {
    "waiting": State(_("waiting to be printed"), "info", "printer"),
    "printed": State(pgettext_lazy("letter", "printed"), "good", "circle-check"),
    "cancelled": State(pgettext_lazy("letter", "cancelled"), "calm", "ban"),
}
GATEWAY = {
    "active": State(pgettext_lazy("gateway", "in use"), "good", "circle-check"),
    "off": State(pgettext_lazy("gateway", "not in use"), "calm", "ban"),
    "trouble": State(pgettext_lazy("gateway", "in trouble"), "bad", "alert-triangle"),
    "none": State(pgettext_lazy("gateway", "not set up"), "calm", "circle-dashed"),
}

ACTIVITY = {
    "open": State(pgettext_lazy("activity", "open"), "info", "circle-dashed"),
    "sent": State(pgettext_lazy("instruction", "sent"), "info", "send"),
    "accepted": State(pgettext_lazy("activity", "accepted"), "info", "check"),
    "late": State(pgettext_lazy("activity", "overdue"), "bad", "alert-triangle"),
    "broken": State(_("promise broken"), "warn", "heart-broken"),
    "done": State(pgettext_lazy("activity", "done"), "good", "circle-check"),
    "refused": State(pgettext_lazy("activity", "refused"), "bad", "ban"),
    "cancelled": State(pgettext_lazy("activity", "cancelled"), "calm", "circle-x"),
}
REMINDER = {
    "waiting": State(pgettext_lazy("reminder", "waiting"), "info", "hourglass"),
    "sent": State(pgettext_lazy("reminder", "sent"), "good", "circle-check"),
    "failed": State(pgettext_lazy("reminder", "not sent"), "bad", "circle-x"),
}
CHANGE = {
    "waiting": State(pgettext_lazy("change of settings", "waits for its day"), "info", "hourglass"),
    "refused": State(pgettext_lazy("change of settings", "refused"), "bad", "ban"),
}
ANNOUNCEMENT = {
    "public": State(pgettext_lazy("announcement", "public"), "info", "world"),
    "provincial": State(pgettext_lazy("announcement", "provincial"), "info", "map-pin"),
    "off": State(pgettext_lazy("announcement", "not active"), "calm", "eye-off"),
}

LEGAL = {
    "in_force": State(pgettext_lazy("figure of law", "in force"), "good", "circle-check"),
    "none_set": State(pgettext_lazy("figure of law", "the law sets none"), "calm", "circle-minus"),
    "missing": State(pgettext_lazy("figure of law", "not on file"), "bad", "alert-triangle"),
}
APPLICATION = {
    "draft": State(pgettext_lazy("application", "draft"), "calm", "circle-dashed"),
    "entered": State(pgettext_lazy("application", "entered"), "info", "file-check"),
    "in_verification": State(pgettext_lazy("application", "in verification"), "info", "loader-2"),
    "in_correction": State(pgettext_lazy("application", "in correction"), "warn", "refresh-alert"),
    "approved": State(pgettext_lazy("application", "approved"), "good", "circle-check"),
    "signed": State(pgettext_lazy("application", "signed"), "good", "signature"),
    "launched": State(pgettext_lazy("application", "launched"), "good", "rocket"),
    "declined": State(pgettext_lazy("application", "declined"), "bad", "circle-x"),
    "rejected": State(pgettext_lazy("application", "rejected"), "bad", "file-x"),
    "withdrawn": State(pgettext_lazy("application", "withdrawn by customer"), "calm", "arrow-back-up"),
    "closed_by_death": State(pgettext_lazy("application", "closed by death"), "calm", "archive"),
}
RESULT = {
    "positive": State(pgettext_lazy("result of a procedure", "positive"), "good", "circle-check"),
    "negative": State(pgettext_lazy("result of a procedure", "negative"), "bad", "circle-x"),
    "undone": State(pgettext_lazy("result of a procedure", "taken back"), "calm", "rotate-clockwise"),
}

KINDS = {
    "activity": ACTIVITY,
    "announcement": ANNOUNCEMENT,
    "change": CHANGE,
    "reminder": REMINDER,
    "application": APPLICATION,
    "result": RESULT,
    "audit": AUDIT,
    "close": CLOSE,
    "document": DOCUMENT,
    "file": FILE,
    "contract": CONTRACT,
    "instalment": INSTALMENT,
    "online": ONLINE,
    "order": ORDER,
    "payment": PAYMENT,
    "receipt": RECEIPT,
    "bucket": BUCKET,
    "product": PRODUCT,
    "provider": PROVIDER,
    "user": USER,
    "login": LOGIN,
    "place": PLACE,
    "row": ROW,
    "proposal": PROPOSAL,
    "party": PARTY,
    "period": PERIOD,
    "job": JOB,
    "legal": LEGAL,
    "take_over": TAKE_OVER,
    "message": MESSAGE,
    "letter": LETTER,
    "gateway": GATEWAY,
}


def state_of(kind: str, value: str) -> State:
    """The state of a kind of thing; a value without a look is our bug."""
    return KINDS[kind][str(value)]
