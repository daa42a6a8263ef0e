"""Mollie, Payments API v2: iDEAL, cards and more (https://docs.mollie.com/reference/payments-api).

A notification carries nothing but the id of a payment and no signature: what became of it is fetched with our key, so
that a forged notification can tell nothing but what is true.
"""

import json
import re
from datetime import date
from typing import Any, Final
from urllib.parse import parse_qs

from django.utils.translation import gettext_lazy as _

from loanmath.money import Money, format_minor
from repaid.kernel.refusal import Outage
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
from repaid.payments.providers.wire import ask, garbled, money

LOCALES: Final = {"nl": "nl_NL", "pl": "pl_PL"}
SAID: Final = {
    "open": Said.PENDING,
    "pending": Said.PENDING,
    "authorized": Said.PENDING,
    "paid": Said.PAID,
    "failed": Said.FAILED,
    "canceled": Said.CANCELLED,
    "expired": Said.EXPIRED,
}
ID: Final = re.compile(r"tr_[0-9A-Za-z]{1,60}")
DESCRIPTION_LENGTH: Final = 255


class Mollie:
    """Mollie's side of the protocol."""

    kind = "mollie"
    brand = "Mollie"
    address = "https://api.mollie.com"
    needs = Needs(merchant=_("Profile id"), secret=_("API key"))
    needs_email = False
    notifies = True
    received = ""

    def create(self, account: Account, order: Order) -> HandedOver:
        facts = {
            "amount": {
                "currency": order.amount.currency, "value": format_minor(order.amount.minor, order.amount.currency)
            },
            "description": f"{order.reference} {order.description}"[:DESCRIPTION_LENGTH],
            "redirectUrl": order.return_address,
            "webhookUrl": order.notify_address,
            "locale": LOCALES.get(order.language, "en_US"),
            "metadata": {"reference": order.reference},
        }  # fmt: skip
        if account.merchant:
            facts["profileId"] = account.merchant
        content = json.dumps(facts).encode()
        done = ask("POST", f"{account.address}/v2/payments", headers=_key(account), content=content).fine()
        try:
            return HandedOver(str(done["id"]), str(done["_links"]["checkout"]["href"]))
        except (KeyError, TypeError) as error:
            raise garbled() from error

    def read(self, account: Account, letter: Letter) -> Told:
        reference = parse_qs(letter.body.decode(errors="replace")).get("id", [""])[0]
        if not ID.fullmatch(reference):
            raise NotUnderstood()
        try:
            return self._fetched(account, reference)
        except Outage as outage:
            if outage.permanent:
                raise NotSigned() from outage
            raise

    def state(self, account: Account, reference: str, amount: Money) -> Told:  # noqa: ARG002 (Mollie says the amount)
        return self._fetched(account, reference)

    def try_out(self, account: Account) -> None:
        ask("GET", f"{account.address}/v2/methods", headers=_key(account)).fine()

    def _fetched(self, account: Account, reference: str) -> Told:
        found = ask("GET", f"{account.address}/v2/payments/{reference}", headers=_key(account)).fine()
        try:
            return _told(found)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise garbled() from error


def _told(found: Any) -> Told:
    amount = found["amount"]
    said = SAID[found["status"]]
    if _is_above_zero(found.get("amountChargedBack")):
        said = Said.TAKEN_BACK
    paid_at = found.get("paidAt")
    return Told(
        said=said,
        reference=found["id"],
        ours=str((found.get("metadata") or {}).get("reference", "")),
        amount=money(amount["value"], amount["currency"]),
        on=date.fromisoformat(paid_at[:10]) if paid_at else None,
    )


def _is_above_zero(amount: Any) -> bool:
    return bool(amount) and money(amount["value"], amount["currency"]).minor > 0


def _key(account: Account) -> dict[str, str]:
    return {"Authorization": f"Bearer {account.secret}"}
