"""Zarinpal, payment gateway v4 (https://www.zarinpal.com/docs/paymentGateway/).

It sends no notifications: the customer comes back with the authority of the payment in the address, and a payment is
final only when we verify it. So coming back, and the job that asks, both inquire first and verify what was paid.
Amounts are whole rials.
"""

import json
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from loanmath.money import Money
from repaid.payments.providers.protocol import Account, HandedOver, Letter, Needs, NotUnderstood, Order, Said, Told
from repaid.payments.providers.wire import ask, garbled, refused

DONE: Final = 100
DONE_BEFORE: Final = 101
OTHER_AMOUNT: Final = -50
"""Verification names another amount than the one that was paid."""

SAID: Final = {
    "IN_BANK": Said.PENDING,
    "FAILED": Said.FAILED,
    "REVERSED": Said.TAKEN_BACK,
    "PAID": Said.PAID,
    "VERIFIED": Said.PAID,
}
NOBODY: Final = "A" + "0" * 35
"""An authority that no payment has."""


class Zarinpal:
    """Zarinpal's side of the protocol."""

    kind = "zarinpal"
    brand = "Zarinpal"
    address = "https://payment.zarinpal.com"
    needs = Needs(merchant=_("Merchant id"))
    needs_email = False
    notifies = False
    received = ""

    def create(self, account: Account, order: Order) -> HandedOver:
        facts = {
            "amount": order.amount.minor,
            "currency": order.amount.currency,
            "description": f"{order.description} ({order.reference})",
            "callback_url": order.return_address,
            "metadata": {"order_id": order.reference, **({"email": order.email} if order.email else {})},
        }
        code, data, words = _asked(account, "request", facts)
        if code != DONE:
            raise refused(words)
        authority = str(data.get("authority", ""))
        return HandedOver(authority, f"{account.address}/pg/StartPay/{authority}")

    def read(self, account: Account, letter: Letter) -> Told:  # noqa: ARG002 (the protocol of the house)
        raise NotUnderstood()

    def state(self, account: Account, reference: str, amount: Money) -> Told:
        code, data, words = _asked(account, "inquiry", {"authority": reference})
        if code != DONE:
            raise refused(words)
        status = str(data.get("status", ""))
        if status not in SAID:
            raise garbled()
        said, paid = SAID[status], amount
        if status == "PAID":
            said, paid = _verified(account, reference, amount)
        return Told(said=said, reference=reference, amount=paid if said is Said.PAID else None)

    def try_out(self, account: Account) -> None:
        _asked(account, "inquiry", {"authority": NOBODY})


def _verified(account: Account, reference: str, amount: Money) -> tuple[Said, Money]:
    """Make a payment final; one of another amount is paid, but not what was asked for: zero of it is ours."""
    code, _data, words = _asked(account, "verify", {"authority": reference, "amount": amount.minor})
    if code in (DONE, DONE_BEFORE):
        return Said.PAID, amount
    if code == OTHER_AMOUNT:
        return Said.PAID, Money(0, amount.currency)
    raise refused(words)


def _asked(account: Account, what: str, facts: dict[str, Any]) -> tuple[int, dict[str, Any], str]:
    """The code, the data and the words of an answer; a refusal has its code among the errors."""
    content = json.dumps({"merchant_id": account.merchant, **facts}).encode()
    answer = ask("POST", f"{account.address}/pg/v4/payment/{what}.json", content=content)
    found = answer.data if isinstance(answer.data, dict) else {}
    told = found.get("data") or found.get("errors")
    if not isinstance(told, dict) or not isinstance(told.get("code"), int):
        raise garbled()
    return told["code"], told, str(told.get("message", ""))
