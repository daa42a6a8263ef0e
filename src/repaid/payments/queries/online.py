"""Reading payment providers and online payments, within the actor's scope."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from django.db.models import Count, Q, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.models import Subject
from repaid.kernel.refusal import NotFound
from repaid.kernel.text import folded, latin_digits
from repaid.payments.choices import OnlineState
from repaid.payments.models import OnlineNotice, OnlinePayment, PaymentProvider, ProviderPayout
from repaid.payments.providers.protocol import Account
from repaid.payments.queries import in_scope

PROVIDER: Final = _("payment provider")
ONLINE: Final = _("online payment")
ASKED_AT_ONCE: Final = 50
"""Payments that one run of the job asks for, at most."""


def providers(by: Actor) -> QuerySet[PaymentProvider]:
    """The providers of the organisation in their order; their secrets are not read."""
    rows = PaymentProvider.objects.filter(organisation=by.organisation_id).defer("secret", "signing_secret")
    return rows.order_by("place", "id")


def provider_numbered(by: Actor, key: int) -> PaymentProvider:
    """A provider of the organisation; else NotFound."""
    found = PaymentProvider.objects.filter(organisation=by.organisation_id, pk=key).first()
    if found is None:
        raise NotFound(kind=PROVIDER, number=key)
    return found


def provider_at(door: str) -> PaymentProvider:
    """The provider that sends notifications to this door; else NotFound."""
    found = PaymentProvider.objects.select_related("organisation").filter(door=door).first()
    if found is None:
        raise NotFound(kind=PROVIDER, number=door)
    return found


def provider_for(organisation_id: int, currency: str) -> PaymentProvider | None:
    """The first active provider in order that takes a currency (CZ-48); None where there is none."""
    rows = PaymentProvider.objects.filter(organisation=organisation_id, is_active=True, currencies__contains=[currency])
    return rows.defer("secret", "signing_secret").order_by("place", "id").first()


def currencies_taken(organisation_id: int) -> frozenset[str]:
    """The currencies in which customers can pay online now."""
    rows = PaymentProvider.objects.filter(organisation=organisation_id, is_active=True)
    return frozenset(currency for taken in rows.values_list("currencies", flat=True) for currency in taken)


def account_of(provider: PaymentProvider) -> Account:
    """The account as its adapter takes it."""
    secrets = (provider.secret or "", provider.signing_secret or "")
    return Account(provider.address.rstrip("/"), provider.merchant, *secrets)


def online_payments(by: Actor) -> QuerySet[OnlinePayment]:
    """Online payments in the scope, newest first."""
    rows = in_scope(OnlinePayment.objects.all(), by).select_related("provider", "subject")
    return rows.defer("provider__secret", "provider__signing_secret", "subject__search_grams").order_by("-id")


def finds_online(text: str) -> Q:
    """What a text finds: a number, a reference, a contract, a part of a name or e-mail; everything for no text."""
    plain = latin_digits(text).strip()
    if not plain:
        return Q()
    exact = Q(number=plain) | Q(reference=plain) | Q(subject__number=plain)
    return (
        exact | Q(payer__icontains=plain) | Q(email__icontains=plain) | Q(subject__search_text__contains=folded(plain))
    )


def online_named(by: Actor, number: str) -> OnlinePayment:
    """The online payment with this number; else NotFound."""
    rows = in_scope(OnlinePayment.objects.all(), by).select_related(
        "provider", "subject", "payment", "payout__payment", "decided_by"
    )
    found = rows.filter(number=number).first()
    if found is None:
        raise NotFound(kind=ONLINE, number=number)
    return found


def online_of(by: Actor, subject: Subject) -> QuerySet[OnlinePayment]:
    """The online payments of a contract, newest first."""
    return in_scope(OnlinePayment.objects.filter(subject=subject), by).select_related("provider").order_by("-id")


WAITING: Final = Q(state=OnlineState.PENDING) & ~Q(reference="") | Q(state=OnlineState.HELD)
"""What a customer made and what is not in the books yet."""


def pending_of(by: Actor, subject: Subject) -> QuerySet[OnlinePayment]:
    """Those of a contract that the customer made and that are not in the books yet."""
    return online_of(by, subject).filter(WAITING).select_related("subject")


def pending_of_customer(by: Actor) -> QuerySet[OnlinePayment]:
    """Those of all own contracts that are not in the books yet, newest first."""
    return in_scope(OnlinePayment.objects.filter(WAITING), by).select_related("subject").order_by("-id")


def notices_of(row: OnlinePayment) -> QuerySet[OnlineNotice]:
    """What was heard of an online payment, latest first."""
    return OnlineNotice.objects.filter(online=row).order_by("-id")


def refused_notices(by: Actor) -> QuerySet[OnlineNotice]:
    """Notifications that were not believed, or named no payment of ours, latest first."""
    rows = OnlineNotice.objects.filter(provider__organisation=by.organisation_id, online=None)
    return rows.select_related("provider").defer("provider__secret", "provider__signing_secret").order_by("-id")


def with_findings(by: Actor) -> QuerySet[OnlinePayment]:
    """Online payments that a person has to look at, oldest first."""
    rows = in_scope(OnlinePayment.objects.exclude(finding=""), by).select_related("provider", "subject", "payment")
    return rows.order_by("id")


def to_ask(organisation_id: int, now: datetime) -> QuerySet[OnlinePayment]:
    """Pending online payments whose time to be asked for has come, the most pressing first."""
    rows = OnlinePayment.objects.filter(organisation=organisation_id, state=OnlineState.PENDING, ask_at__lte=now)
    return rows.select_related("provider").order_by("ask_at")[:ASKED_AT_ONCE]


def differing_payouts(by: Actor) -> QuerySet[ProviderPayout]:
    """Transfers of providers that are not what their online payments come to, oldest first."""
    rows = ProviderPayout.objects.filter(provider__organisation=by.organisation_id, booked_at=None)
    return rows.select_related("provider", "payment").order_by("id")


def payout_of_payment(by: Actor, number: str) -> ProviderPayout:
    """The transfer of a provider that this payment is; else NotFound."""
    rows = ProviderPayout.objects.filter(payment__organisation=by.organisation_id, payment__number=number)
    found = rows.select_related("provider", "payment").first()
    if found is None:
        raise NotFound(kind=_("transfer of a payment provider"), number=number)
    return found


def not_paid_out(by: Actor) -> dict[tuple[str, str], tuple[int, int]]:
    """For each provider's name and currency: how many booked payments it still owes us, and their sum, minor units."""
    rows = OnlinePayment.objects.filter(organisation=by.organisation_id, state=OnlineState.PAID, payout=None)
    sums = rows.order_by().values_list("provider__name", "paid_currency").annotate(count=Count("pk"), sum=Sum("paid"))
    return {(name, currency): (count, int(total)) for name, currency, count, total in sums}


def collecting_providers(organisation_id: int) -> Sequence[Any]:
    """The providers whose collective transfers can be recognised."""
    rows = PaymentProvider.objects.filter(organisation=organisation_id).exclude(payout_words="")
    return list(rows.defer("secret", "signing_secret").order_by("place", "id"))
