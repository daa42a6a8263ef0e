"""Connecting payment providers, changing and switching them (CZ-48)."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.access.history import HIDDEN
from repaid.access.plain import differences
from repaid.kernel.refusal import NotFound, Refusal, WrongInput
from repaid.payments.models import PaymentProvider
from repaid.payments.providers.known import PROVIDERS
from repaid.payments.queries.online import PROVIDER, provider_numbered
from repaid.payments.rights import PROVIDERS as SET_UP

CURRENCY_LENGTH: Final = 3
BANKS_MAX: Final = 60
BANK_LENGTH: Final = 60
DOOR_BYTES: Final = 32
TOLD: Final = ("name", "address", "merchant", "currencies", "place", "banks", "payout_words")
SECRETS: Final = ("secret", "signing_secret")
LOCAL: Final = ("127.0.0.1", "localhost", "::1")
"""Hosts at which an address needs no encryption: it does not leave the machine."""


class ProviderNamed(Refusal):
    code = "provider_named"
    sentence = _("There is a provider {name} already. Choose another name.")


class SecretMissing(Refusal):
    code = "provider_secret_missing"
    sentence = _("The field “{field_label}” is empty. Without it the provider cannot be used.")
    status = 422


@dataclass(frozen=True, slots=True)
class ProviderSaved:
    """What was set and what had been: the facts that differ; of secrets only that they do."""

    provider_id: int
    name: str
    before: Mapping[str, object]
    after: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class ProviderSwitched:
    provider_id: int
    is_active: bool
    before: Mapping[str, object]
    after: Mapping[str, object]


@command("payments.save_provider", right=SET_UP, personal=("secret", "signing_secret"))
def save_provider(
    *, by: Actor, kind: str, name: str, address: str, merchant: str, currencies: Sequence[str], key: int | None = None,
    secret: str = "", signing_secret: str = "", banks: Sequence[str] = (), payout_words: str = "", place: int = 1,
) -> ProviderSaved:  # fmt: skip
    """Connect a payment provider, or change one; an empty secret keeps the one on file. A new one is switched off."""
    if kind not in PROVIDERS:
        raise NotFound(kind=PROVIDER, number=kind)
    row = provider_numbered(by, key) if key else _new(by)
    had = _told(row) if key else {}
    others = PaymentProvider.objects.filter(organisation=by.organisation_id, name=name.strip()).exclude(pk=row.pk)
    if others.exists():
        raise ProviderNamed(name=name.strip(), field="name")
    row.kind, row.name, row.merchant, row.place = kind, name.strip(), merchant.strip(), place
    row.address, row.currencies, row.banks = _address(address), _currencies(currencies), _banks(banks)
    row.payout_words, row.set_by_id = payout_words.strip(), by.user_id
    row.secret, row.signing_secret = secret or row.secret, signing_secret or row.signing_secret
    _refuse_without_secret(row)
    row.save()
    return ProviderSaved(row.pk, row.name, *map(_unsaid, differences(had, _told(row))))


@command("payments.switch_provider", right=SET_UP)
def switch_provider(*, by: Actor, key: int, is_active: bool) -> ProviderSwitched:
    """Let customers pay through a provider, or no longer; payments under way are still taken in."""
    row = provider_numbered(by, key)
    before, after = differences({"is_active": row.is_active}, {"is_active": is_active})
    row.is_active, row.set_by_id = is_active, by.user_id
    row.save(update_fields=["is_active", "set_by", "set_at"])
    return ProviderSwitched(row.pk, row.is_active, before, after)


def _told(row: PaymentProvider) -> dict[str, object]:
    """The facts of a provider side by side."""
    return {name: getattr(row, name) for name in (*TOLD, *SECRETS)}


def _unsaid(side: Mapping[str, object]) -> dict[str, object]:
    """Facts as a reader is told of them: of a secret, that there is one."""
    return {name: HIDDEN if name in SECRETS and value else value for name, value in side.items()}


def _new(by: Actor) -> PaymentProvider:
    return PaymentProvider(organisation_id=by.organisation_id, door=secrets.token_urlsafe(DOOR_BYTES))


def _address(text: str) -> str:
    """An address without the slash at its end; it is encrypted unless it is on this machine."""
    address = text.strip().rstrip("/")
    parts = urlsplit(address)
    if (parts.scheme == "https" and parts.hostname) or (parts.scheme == "http" and parts.hostname in LOCAL):
        return address
    raise WrongInput(reason=_("The address must begin with https://."), field="address")


def _currencies(codes: Sequence[str]) -> list[str]:
    found = list(dict.fromkeys(code.strip().upper() for code in codes if code.strip()))
    if not found or not all(len(code) == CURRENCY_LENGTH and code.isascii() and code.isalpha() for code in found):
        raise WrongInput(reason=_("A currency has three letters, for example EUR."), field="currencies")
    return found


def _banks(names: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(name.strip()[:BANK_LENGTH] for name in names if name.strip()))[:BANKS_MAX]


def _refuse_without_secret(row: PaymentProvider) -> None:
    needs = PROVIDERS[row.kind].needs
    for name in ("merchant", "secret"):
        label = getattr(needs, name)
        optional = name == "merchant" and bool(needs.secret) and row.kind == "mollie"
        if label and not getattr(row, name) and not optional:
            raise SecretMissing(field_label=label, field=name)
