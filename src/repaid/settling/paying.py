"""Sending a customer to the payment provider, and asking the provider what became of it."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from loanmath.money import Money
from repaid.access.actors import Actor, system_actor
from repaid.kernel.refusal import Outage, Refusal
from repaid.payments.choices import Heard, OnlineState
from repaid.payments.commands.online import fail_online_payment, hand_over_online_payment
from repaid.payments.providers.known import PROVIDERS
from repaid.payments.providers.protocol import Order
from repaid.payments.providers.wire import garbled
from repaid.payments.queries.online import account_of, online_named, provider_numbered
from repaid.settling.commands.online import take_online_notice

CHANNEL: Final = "provider"


class ProviderIsOut(Refusal):
    code = "payment_provider_is_out"
    sentence = _("{provider} cannot be reached at the moment. Nothing was paid. Try again in a few minutes.")


def go_to_provider(by: Actor, number: str, *, return_address: str, notify_address: str) -> str:
    """Hand an online payment to its provider; the address at which the customer pays. Refuses with ProviderIsOut.

    Sent twice, the customer goes to the same place. The provider is not asked inside a transaction.
    """
    row = online_named(by, number)
    if row.redirect:
        return row.redirect
    machine = system_actor(row.organisation, channel=CHANNEL)
    order = Order(
        reference=row.number, amount=Money(row.amount, row.currency), description=row.description, payer=row.payer,
        email=row.email, language=row.language, return_address=return_address, notify_address=notify_address,
    )  # fmt: skip
    try:
        handed = PROVIDERS[row.provider.kind].create(account_of(row.provider), order)
        if not handed.address.startswith(("https://", "http://")):
            raise garbled()  # nowhere else is a customer sent
    except Outage as outage:
        fail_online_payment(by=machine, number=number, reason=str(outage))
        raise ProviderIsOut(provider=row.provider.name) from outage
    done = hand_over_online_payment(by=machine, number=number, reference=handed.reference, address=handed.address)
    return done.address


def ask_provider(machine: Actor, number: str) -> str:
    """Ask the provider of an online payment what became of it, and take that in; its state afterwards. Outage."""
    row = online_named(machine, number)
    if row.state != OnlineState.PENDING or not row.reference:
        return row.state
    told = PROVIDERS[row.provider.kind].state(account_of(row.provider), row.reference, Money(row.amount, row.currency))
    taken = take_online_notice(by=machine, provider=row.provider_id, told=told, heard=Heard.ASKED)
    return taken.state


def try_provider(by: Actor, key: int) -> None:
    """Ask a provider something harmless, to see that address and secrets are right. Outage."""
    row = provider_numbered(by, key)
    PROVIDERS[row.kind].try_out(account_of(row))
