"""Setting up gateways. A secret that was given is kept encrypted and never shown again."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.access.history import HIDDEN
from repaid.access.plain import differences
from repaid.access.queries import organisation_of
from repaid.kernel.refusal import WrongInput
from repaid.messages.channels.carriers import carrier_named
from repaid.messages.choices import Channel
from repaid.messages.commands.outbox import TrialQueued, queue_test
from repaid.messages.kinds import TEST
from repaid.messages.models import Gateway
from repaid.messages.queries.gateways import gateway_of
from repaid.messages.rights import ADMINISTER
from repaid.parties.choices import ContactKind
from repaid.parties.rules import normal_contact

SENDER_MAX = 120
ALPHANUMERIC_MAX = 11


@dataclass(frozen=True, slots=True)
class GatewaySaved:
    """What was set and what had been: the settings that differ; of secrets only that they do."""

    gateway_id: int
    channel: str
    before: Mapping[str, object]
    after: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class GatewaySwitched:
    gateway_id: int
    before: Mapping[str, object]
    after: Mapping[str, object]


@command("messages.save_gateway", right=ADMINISTER, personal=("secrets",))
def save_gateway(
    *, by: Actor, channel: Channel, provider: str, sender: str, settings: Mapping[str, Any],
    secrets: Mapping[str, str] | None = None, per_second: int | None = None, price: Decimal | None = None,
) -> GatewaySaved:  # fmt: skip
    """Set up the gateway of a channel (CT-31, CT-33); a secret that is not given stays as it is."""
    carrier = carrier_named(channel, provider)
    fields = carrier.fields
    organisation = organisation_of(by)
    row = Gateway.objects.select_for_update().filter(organisation=organisation, channel=channel).first()
    known = json.loads(row.secret) if row and row.secret and row.provider == provider else {}
    kept = known | {name: text for name, text in (secrets or {}).items() if text}
    given = {field.name: settings.get(field.name, field.initial) for field in fields if field.kind != "secret"}
    for field in fields:
        value = kept.get(field.name) if field.kind == "secret" else given[field.name]
        if field.is_needed and value in (None, ""):
            raise WrongInput(reason=_("“{field}” is missing.").format(field=field.label), field=field.name)
    values = {
        "provider": provider, "sender": _sender(channel, sender), "settings": given, "per_second": per_second,
        "secret": json.dumps(kept) if kept else None, "price": price, "currency": organisation.currency,
        "is_active": True, "trouble": "",
    }  # fmt: skip
    changed = differences(_told(vars(row)) if row else {}, _told(values))
    saved, _made = Gateway.objects.update_or_create(organisation=organisation, channel=channel, defaults=values)
    before, after = (side | dict.fromkeys(side.keys() & {"secret"}, HIDDEN) for side in changed)
    return GatewaySaved(saved.pk, channel, before, after)


def _told(values: Mapping[str, Any]) -> dict[str, Any]:
    """The settings of a gateway side by side, as a reader is told of them."""
    own = {name: values[name] for name in ("provider", "sender", "per_second", "price", "secret")}
    return {**own, **values["settings"]}


@command("messages.switch_gateway", right=ADMINISTER)
def switch_gateway(*, by: Actor, channel: Channel, is_active: bool) -> GatewaySwitched:
    """Take a gateway out of use, or into use again; meanwhile its messages wait."""
    row = gateway_of(by, channel)
    before, after = differences({"is_active": row.is_active}, {"is_active": is_active})
    row.is_active = is_active
    row.save(update_fields=["is_active"])
    return GatewaySwitched(row.pk, before, after)


@command("messages.send_test_message", right=ADMINISTER, personal=("address",))
def send_test_message(*, by: Actor, channel: Channel, address: str, key: str) -> TrialQueued:
    """Send one test message through a gateway as it is set up now."""
    gateway_of(by, channel)
    organisation = organisation_of(by)
    with override(organisation.language):
        title = str(_("Test message"))
        body = str(_("This is a test message from {lender}.")).format(lender=organisation.name)
    return queue_test(by, channel, address, title, body, key, kind=TEST.code, language=organisation.language)


def _sender(channel: str, sender: str) -> str:
    """The number or name from which an SMS goes; the address of an e-mail."""
    text = sender.strip()
    if channel == Channel.EMAIL:
        return normal_contact(ContactKind.EMAIL, text, "")
    if not text or len(text) > SENDER_MAX:
        raise WrongInput(reason=_("Enter the number or name from which messages go."), field="sender")
    if not text.lstrip("+").isdigit() and len(text) > ALPHANUMERIC_MAX:
        raise WrongInput(reason=_("A name as sender has at most 11 letters."), field="sender")
    return text
