"""Where the money of a payout is ordered, from its list and from the page of its contract."""

from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from repaid.access.actors import Actor
from repaid.payments.rights import ORDER
from repaid.settling.payouts import Payout, money_to_send, payout_of


def order_it(payout: Payout) -> str:
    """The page that proposes the order."""
    return f"{reverse('backoffice:payout_order')}?{_named(payout)}"


def paid_elsewhere(payout: Payout) -> str:
    """The page that keeps that it was paid another way."""
    return f"{reverse('backoffice:payout_elsewhere')}?{_named(payout)}"


def offers_of_payouts(by: Actor, contract: Any) -> list[tuple[Payout, str]]:
    """What of a contract waits to be ordered, each with the page that does it; for those who may."""
    if not by.may(ORDER.code):
        return []
    return [(payout, order_it(payout)) for payout in map(payout_of, money_to_send(by, contract))]


def _named(payout: Payout) -> str:
    return urlencode({"contract": payout.contract.number, "event": payout.key})
