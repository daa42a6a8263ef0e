"""Collective transfers of payment providers: what was booked online is not booked a second time.

A line of a statement that a provider's words stand in is compared with the online payments that the provider owes us:
with those that the line names, else with the oldest ones up to its sum. Where the sums agree the line is booked against
the provider's clearing account; where they do not, a person decides.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.access.business_day import today, wait_until_open
from repaid.access.command import command
from repaid.kernel.refusal import Refusal
from repaid.kernel.text import folded
from repaid.ledger.postings import post
from repaid.ledger.queries import role_codes
from repaid.payments.choices import OnlineState
from repaid.payments.commands.standing import locked, reason_given
from repaid.payments.models import OnlinePayment, Payment, PaymentProvider, ProviderPayout
from repaid.payments.postings import paid_out
from repaid.payments.queries import Said
from repaid.payments.queries.online import collecting_providers, payout_of_payment
from repaid.payments.rights import ENTER


class PayoutBooked(Refusal):
    code = "provider_payout_booked"
    sentence = _("This transfer of the provider is booked already.")


@dataclass(frozen=True, slots=True)
class PayoutAccepted:
    """`difference` is what stays on the clearing account of providers."""

    payment_id: int
    number: str
    payments: int
    difference: Money


def without_payouts(by: Actor, waiting: Sequence[Said], on: date) -> list[Said]:
    """Book the transfers of providers among payments that wait as a whole; the others are left to be matched.

    A transfer whose sum is another one is kept as differing, and is left to nobody but a person.
    """
    known = collecting_providers(by.organisation_id)
    left = []
    for said in waiting:
        provider = _recognised(known, said)
        if provider is None:
            left.append(said)
        else:
            _compare(by, provider, said, on)
    return left


@command("payments.accept_provider_payout", right=ENTER)
def accept_provider_payout(*, by: Actor, number: str, reason: str) -> PayoutAccepted:
    """Book a differing transfer of a provider: all that it owes us up to that day counts as paid out."""
    wait_until_open(by.organisation_id)
    payout, words = payout_of_payment(by, number), reason_given(reason)
    payment = locked(by, number)
    if payout.booked_at is not None or not payment.rest or payment.settled:
        raise PayoutBooked()
    content = _owed(payout.provider, payment.currency, payment.value_date)
    payout.expected, payout.reason, payout.booked_by_id = _sum(content), words, by.user_id
    _book(by, payout, payment, content, today(by.organisation_id))
    return PayoutAccepted(payment.pk, number, len(content), Money(payout.difference, payment.currency))


def _recognised(known: Sequence[Any], said: Said) -> Any:
    """The provider whose words stand in what the bank wrote."""
    text = folded(f"{said.payer} {said.payer_account} {said.remittance}")
    return next((each for each in known if folded(each.payout_words) in text), None)


def _compare(by: Actor, provider: PaymentProvider, said: Said, on: date) -> None:
    content = _content(_owed(provider, said.currency, said.value_date), said)
    expected = _sum(content)
    payout, _is_new = ProviderPayout.objects.update_or_create(
        payment_id=said.pk, defaults={"provider": provider, "expected": expected, "received": said.rest}
    )
    if expected == said.rest:
        payment = Payment.objects.select_for_update().get(pk=said.pk)
        _book(by, payout, payment, content, on)


def _owed(provider: PaymentProvider, currency: str, until: date) -> list[OnlinePayment]:
    """The online payments that a provider has not paid out, oldest first, locked."""
    rows = OnlinePayment.objects.select_for_update(of=("self",)).filter(
        provider=provider, paid_currency=currency, state=OnlineState.PAID, payout=None, paid_on__lte=until
    )
    return list(rows.order_by("paid_on", "id"))


def _content(owed: list[OnlinePayment], said: Said) -> list[OnlinePayment]:
    """Those that the line names by the provider's reference; else the oldest up to its sum; else all."""
    text = said.remittance + " " + " ".join(value for _kind, value in said.references)
    named = [row for row in owed if row.reference and row.reference in text]
    if named:
        return named
    sums = list(accumulate(row.paid or 0 for row in owed))
    return owed[: sums.index(said.rest) + 1] if said.rest in sums else owed


def _sum(content: list[OnlinePayment]) -> int:
    return sum(row.paid or 0 for row in content)


def _book(by: Actor, payout: ProviderPayout, payment: Payment, content: list[OnlinePayment], on: date) -> None:
    """The line waits no more, and the provider owes us that much less."""
    codes = role_codes(by.organisation_id)
    entry = paid_out(codes, payment.pk, payment.amount, payment.currency, payment.value_date)
    post(organisation_id=by.organisation_id, booked_on=on, entries=[entry])
    payment.settled = payment.amount
    payment.save(update_fields=["settled"])
    payout.booked_at = timezone.now()
    payout.save()
    OnlinePayment.objects.filter(pk__in=[row.pk for row in content]).update(payout=payout)
