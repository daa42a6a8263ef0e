"""Tpay, formerly Transferuj.pl: Open API (https://docs-api.tpay.com/).

The customer is sent to the address of a transaction. Notifications are forms with the fields of the old protocol
(`tr_crc` is our reference, `tr_paid` what was paid, always in zlotys), signed with JWS and, by the security code of the
account, with `md5sum`. Both are checked; "TRUE" says that a notification was taken.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import date
from typing import Any, Final
from urllib.parse import parse_qsl, quote

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
from repaid.payments.providers.tpay import jws
from repaid.payments.providers.wire import ask, garbled, money, written

CURRENCY: Final = "PLN"
LANGUAGES: Final = ("pl", "en")
SAID: Final = {
    "pending": Said.PENDING, "paid": Said.PAID, "correct": Said.PAID, "error": Said.FAILED, "declined": Said.FAILED,
    "canceled": Said.CANCELLED, "refund": Said.TAKEN_BACK, "chargeback": Said.TAKEN_BACK,
}  # fmt: skip
NOTIFIED: Final = {"TRUE": Said.PAID, "PAID": Said.PAID, "FALSE": Said.FAILED, "CHARGEBACK": Said.TAKEN_BACK}
DESCRIPTION_LENGTH: Final = 128


class Tpay:
    """Tpay's side of the protocol."""

    kind = "tpay"
    brand = "Tpay"
    address = "https://api.tpay.com"
    needs = Needs(merchant=_("Client id"), secret=_("Client secret"), signing_secret=_("Security code"))
    needs_email = True
    notifies = True
    received = "TRUE"

    def create(self, account: Account, order: Order) -> HandedOver:
        facts = {
            "description": order.description[:DESCRIPTION_LENGTH],
            "hiddenDescription": order.reference,
            "lang": order.language if order.language in LANGUAGES else "en",
            "payer": {"email": order.email, "name": order.payer},
            "callbacks": {
                "payerUrls": {"success": order.return_address, "error": order.return_address},
                "notification": {"url": order.notify_address},
            },
        }
        content = written(facts, amount=format_minor(order.amount.minor, order.amount.currency))
        done = ask("POST", f"{account.address}/transactions", headers=_token(account), content=content).fine()
        try:
            return HandedOver(str(done["transactionId"]), str(done["transactionPaymentUrl"]))
        except (KeyError, TypeError) as error:
            raise garbled() from error

    def read(self, account: Account, letter: Letter) -> Told:
        signature = letter.headers.get(jws.HEADER.lower(), "")
        if not signature:
            raise NotSigned()
        jws.check(signature, letter.body, account.address)
        fields = dict(parse_qsl(letter.body.decode(errors="replace"), keep_blank_values=True))
        _check_sum(account, fields)
        try:
            paid = money(fields["tr_paid"], CURRENCY)
            day = date.fromisoformat(fields["tr_date"][:10])
            return Told(said=NOTIFIED[fields["tr_status"].upper()], ours=fields["tr_crc"], amount=paid, on=day)
        except (KeyError, ValueError, Outage) as error:
            raise NotUnderstood() from error

    def state(self, account: Account, reference: str, amount: Money) -> Told:  # noqa: ARG002 (Tpay says the amount)
        address = f"{account.address}/transactions/{quote(reference, safe='')}"
        found = ask("GET", address, headers=_token(account)).fine()
        try:
            return _told(found, reference)
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise garbled() from error

    def try_out(self, account: Account) -> None:
        _token(account)


def _told(found: Any, reference: str) -> Told:
    said = SAID[found["status"]]
    paid = (found.get("payments") or {}).get("amountPaid") or found["amount"]
    day = (found.get("date") or {}).get("realization") or ""
    return Told(
        said=said, reference=reference, ours=str(found.get("hiddenDescription", "")), amount=money(paid, CURRENCY),
        on=date.fromisoformat(day[:10]) if day else None,
    )  # fmt: skip


def _token(account: Account) -> dict[str, str]:
    """The header of a signed-in client."""
    content = json.dumps({"client_id": account.merchant, "client_secret": account.secret}).encode()
    done = ask("POST", f"{account.address}/oauth/auth", content=content).fine()
    if not isinstance(done, dict) or not done.get("access_token"):
        raise garbled()
    return {"Authorization": f"Bearer {done['access_token']}"}


def _check_sum(account: Account, fields: Mapping[str, str]) -> None:
    """The check sum of the old protocol, where the account has a security code."""
    if not account.signing_secret:
        return
    text = "".join(fields.get(name, "") for name in ("id", "tr_id", "tr_amount", "tr_crc")) + account.signing_secret
    # MD5 is what the protocol says; the signature that counts is the one above.
    right = hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
    if not hmac.compare_digest(right.encode(), fields.get("md5sum", "").encode()):
        raise NotSigned()
