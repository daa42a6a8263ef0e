"""What becomes of an online payment on its way: handed over, failed, asked for, expired; notifications not believed.

The rows are written by the functions at the end, which the room above uses in its own commands.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.access.models import Subject
from repaid.access.subjects import next_number
from repaid.kernel.refusal import NotFound, Refusal
from repaid.payments.choices import Heard, OnlineState, Outcome, Via
from repaid.payments.models import OnlineNotice, OnlinePayment, PaymentProvider
from repaid.payments.providers.protocol import Told
from repaid.payments.queries.online import ONLINE, provider_numbered
from repaid.payments.rights import TAKE_ONLINE

SERIES: Final = "online_payment"
MINUTES: Final = (1, 2, 5, 15, 30, 60, 180, 360)
"""After how many minutes a provider is asked again for a pending payment; the last one repeats."""

GIVEN_UP_AFTER: Final = timedelta(days=3)
"""After so long nobody pays a pending payment any more."""

WORDS_LENGTH: Final = 500
PAYER_LENGTH: Final = 200
KEY_LENGTH: Final = 80


class UnknownOnlinePayment(Refusal):
    code = "unknown_online_payment"
    sentence = _("The notification names a payment that we do not know.")
    status = 404


@dataclass(frozen=True, slots=True)
class OnlineChanged:
    subject_id: int
    number: str
    state: str


@dataclass(frozen=True, slots=True)
class HandedToProvider:
    """`address` is where the customer pays."""

    subject_id: int
    number: str
    reference: str
    address: str


@dataclass(frozen=True, slots=True)
class QuestionPlanned:
    """`is_last`: whether the payment is given up when it is still pending now."""

    subject_id: int
    number: str
    asked: int
    is_last: bool


@dataclass(frozen=True, slots=True)
class NoticeRefused:
    provider_id: int
    reason: str


@command("payments.hand_over_online_payment", right=TAKE_ONLINE)
def hand_over_online_payment(*, by: Actor, number: str, reference: str, address: str) -> HandedToProvider:
    """Keep the provider's reference of an online payment; of two at once the first stands."""
    row = locked_online(by, number)
    if not row.reference:
        row.reference, row.redirect = reference, address
        row.save(update_fields=["reference", "redirect"])
    return HandedToProvider(row.subject_id, number, row.reference, row.redirect)


@command("payments.fail_online_payment", right=TAKE_ONLINE)
def fail_online_payment(*, by: Actor, number: str, reason: str) -> OnlineChanged:
    """Note that a provider did not take an online payment."""
    row = locked_online(by, number)
    if row.state == OnlineState.PENDING and not row.reference:
        row.state, row.finding_words = OnlineState.FAILED, reason[:WORDS_LENGTH]
        row.save(update_fields=["state", "finding_words"])
    return OnlineChanged(row.subject_id, number, row.state)


@command("payments.plan_next_question", right=TAKE_ONLINE)
def plan_next_question(*, by: Actor, number: str) -> QuestionPlanned:
    """Say when a provider is asked again for a pending online payment: later each time."""
    row, now = locked_online(by, number), timezone.now()
    row.ask_at = now + timedelta(minutes=MINUTES[min(row.asked + 1, len(MINUTES) - 1)])
    row.asked += 1
    row.save(update_fields=["asked", "ask_at"])
    return QuestionPlanned(row.subject_id, number, row.asked, is_last=now - row.begun_at > GIVEN_UP_AFTER)


@command("payments.expire_online_payment", right=TAKE_ONLINE)
def expire_online_payment(*, by: Actor, number: str) -> OnlineChanged:
    """Give up an online payment that nobody paid; when it is paid after all, it is booked."""
    row = locked_online(by, number)
    if row.state == OnlineState.PENDING:
        row.state = OnlineState.EXPIRED
        row.save(update_fields=["state"])
    return OnlineChanged(row.subject_id, number, row.state)


@command("payments.refuse_notice", right=TAKE_ONLINE)
def refuse_notice(*, by: Actor, provider: int, reason: str) -> NoticeRefused:
    """Keep that a notification was refused, and why; what it claimed is not kept."""
    row = provider_numbered(by, provider)
    OnlineNotice.objects.create(provider=row, heard=Heard.NOTICE, outcome=Outcome.REFUSED, reason=reason[:WORDS_LENGTH])
    return NoticeRefused(row.pk, reason)


# ------------------------------------------------------------- rows


def locked_online(by: Actor, number: str) -> OnlinePayment:
    """An online payment of the organisation, locked to the end of the transaction; else NotFound."""
    rows = OnlinePayment.objects.filter(organisation=by.organisation_id, number=number)
    found = rows.select_related("provider", "subject").select_for_update(of=("self",)).first()
    if found is None:
        raise NotFound(kind=ONLINE, number=number)
    return found


def locked_told(by: Actor, provider: int, told: Told) -> OnlinePayment:
    """The online payment that a provider speaks of, locked; else UnknownOnlinePayment.

    It may speak of one before we have kept its reference: then our own number is what it names.
    """
    rows = OnlinePayment.objects.filter(organisation=by.organisation_id, provider=provider)
    rows = rows.select_related("provider", "subject").select_for_update(of=("self",))
    found = rows.filter(reference=told.reference).first() if told.reference else None
    if found is None and told.ours:
        ours = rows.filter(number=told.ours)
        found = (ours.filter(reference="") if told.reference else ours).first()
    if found is None:
        raise UnknownOnlinePayment()
    return found


def begin(
    by: Actor, *, key: str, provider: PaymentProvider, subject: Subject, amount: Money, description: str, payer: str,
    email: str, language: str, via: Via,
) -> tuple[OnlinePayment, bool]:  # fmt: skip
    """A new pending online payment, or the one of the same form with the same amount; and whether it is new.

    One that its provider did not take begins again.
    """
    facts = {
        "number": partial(next_number, by.organisation_id, SERIES), "provider": provider, "subject": subject,
        "amount": amount.minor, "currency": amount.currency, "description": description, "payer": payer[:PAYER_LENGTH],
        "email": email, "language": language, "via": via, "begun_by_id": by.user_id, "ask_at": _first_question(),
    }  # fmt: skip
    row, is_new = OnlinePayment.objects.get_or_create(
        organisation_id=by.organisation_id, key=f"{subject.pk}:{amount.minor}:{key}"[:KEY_LENGTH], defaults=facts
    )
    if row.state == OnlineState.FAILED and not row.reference:
        save_online(row, state=OnlineState.PENDING, finding_words="", provider=provider, ask_at=_first_question())
    return row, is_new


def _first_question() -> datetime:
    return timezone.now() + timedelta(minutes=MINUTES[0])


def note(row: OnlinePayment, told: Told, heard: Heard, outcome: Outcome, reason: str = "") -> None:
    """Keep what was heard of an online payment, and what it led to."""
    OnlineNotice.objects.create(
        provider_id=row.provider_id, online=row, heard=heard, said=told.said, outcome=outcome,
        amount=told.amount.minor if told.amount else None, currency=told.amount.currency if told.amount else "",
        reason=reason[:WORDS_LENGTH],
    )  # fmt: skip


def save_online(row: OnlinePayment, **changes: Any) -> None:
    """Change a locked online payment."""
    for name, value in changes.items():
        setattr(row, name, value)
    row.save(update_fields=list(changes))
