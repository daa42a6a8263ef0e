"""The provider of the demo: a program of its own (`repaid provider-simulator`) that behaves like a real one.

    POST {address}/api/payments            an order, signed      -> {"id", "address"}
    GET  {address}/api/payments/{id}       signed over its path  -> {"id", "reference", "state", "amount", "currency"}
    POST {door}                            a notification of the same form, signed

Both sides sign with `signing`. Amounts are decimals as text.
"""

import json
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from loanmath.money import Money, format_minor
from repaid.payments.providers.protocol import (
    Account,
    HandedOver,
    Letter,
    Needs,
    NotSigned,
    NotUnderstood,
    Order,
    Said,
    Told,
)
from repaid.payments.providers.simulator.signing import HEADER, is_signed, signature
from repaid.payments.providers.wire import ask, garbled


class Simulator:
    """The simulator's side of the protocol, as we see it."""

    kind = "simulator"
    brand = "Simulator"
    address = "http://127.0.0.1:8099"
    needs = Needs(merchant=_("Merchant id"), secret=_("Secret"))
    needs_email = False
    notifies = True
    received = "OK"

    def create(self, account: Account, order: Order) -> HandedOver:
        facts = {
            "merchant": account.merchant, "reference": order.reference, "currency": order.amount.currency,
            "amount": format_minor(order.amount.minor, order.amount.currency), "description": order.description,
            "payer": order.payer, "email": order.email, "language": order.language,
            "return_address": order.return_address, "notify_address": order.notify_address,
        }  # fmt: skip
        content = json.dumps(facts).encode()
        signed = {HEADER: signature(account.secret, content)}
        done = ask("POST", f"{account.address}/api/payments", headers=signed, content=content).fine()
        try:
            return HandedOver(str(done["id"]), str(done["address"]))
        except (KeyError, TypeError) as error:
            raise garbled() from error

    def read(self, account: Account, letter: Letter) -> Told:
        if not is_signed(account.secret, letter.body, letter.headers.get(HEADER.lower(), "")):
            raise NotSigned()
        try:
            return _told(json.loads(letter.body))
        except (KeyError, TypeError, ValueError) as error:
            raise NotUnderstood() from error

    def state(self, account: Account, reference: str, amount: Money) -> Told:  # noqa: ARG002 (it says the amount)
        path = f"/api/payments/{reference}"
        signed = {HEADER: signature(account.secret, path.encode())}
        found = ask("GET", f"{account.address}{path}", headers=signed).fine()
        try:
            return _told(found)
        except (KeyError, TypeError, ValueError) as error:
            raise garbled() from error

    def try_out(self, account: Account) -> None:
        path = "/api/payments"
        signed = {HEADER: signature(account.secret, path.encode())}
        ask("GET", f"{account.address}{path}", headers=signed).fine()


def _told(found: Any) -> Told:
    return Told(
        said=Said(found["state"]),
        reference=str(found["id"]),
        ours=str(found["reference"]),
        amount=Money.parse(found["amount"], found["currency"]),
        on=date.fromisoformat(found["on"]) if found.get("on") else None,
    )
