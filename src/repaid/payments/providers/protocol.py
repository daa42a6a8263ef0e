"""What a payment provider is asked, and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from django.utils.translation import gettext_lazy as _

from loanmath.money import Money
from repaid.kernel.refusal import Refusal, Text


class Said(StrEnum):
    """What a provider says became of a payment."""

    PAID = "paid"
    PENDING = "pending"
    FAILED = "failed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    TAKEN_BACK = "taken_back"


class NotSigned(Refusal):
    code = "notification_not_signed"
    sentence = _("The notification does not bear the signature of the provider.")
    status = 403


class NotUnderstood(Refusal):
    code = "notification_not_understood"
    sentence = _("The notification cannot be read.")
    status = 422


@dataclass(frozen=True, slots=True)
class Account:
    """How we stand with a provider. `signing_secret` checks notifications where it is not the `secret`."""

    address: str
    merchant: str
    secret: str = ""
    signing_secret: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What the customer is to pay; `reference` is our own name of the payment."""

    reference: str
    amount: Money
    description: str
    payer: str
    email: str
    language: str
    return_address: str
    notify_address: str


@dataclass(frozen=True, slots=True)
class HandedOver:
    """The provider's name of the payment, and where the customer pays it."""

    reference: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a provider says of a payment; it names it by its own `reference` or by `ours`.

    `amount` is what was paid, None where the provider does not say; `on` the day on which it was.
    """

    said: Said
    reference: str = ""
    ours: str = ""
    amount: Money | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """A notification as it came: names of headers in lower case, and the bytes."""

    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Needs:
    """What an administrator has to fill in; an empty label is a box that this provider does not have."""

    merchant: Text
    secret: Text = ""
    signing_secret: Text = ""


class Provider(Protocol):
    """One payment provider."""

    kind: str
    brand: str
    address: str
    """Where its interface is, unless the administrator names another place."""
    needs: Needs
    needs_email: bool
    notifies: bool
    """Whether it sends notifications; else it is asked when the customer comes back."""
    received: str
    """What it wants to read when a notification was taken."""

    def create(self, account: Account, order: Order) -> HandedOver:
        """Hand a payment over. Outage."""
        ...

    def read(self, account: Account, letter: Letter) -> Told:
        """What a notification says. NotSigned, NotUnderstood, Outage."""
        ...

    def state(self, account: Account, reference: str, amount: Money) -> Told:
        """What became of a payment of this amount. Outage."""
        ...

    def try_out(self, account: Account) -> None:
        """Ask something harmless, to see that address and secrets are right. Outage."""
        ...
