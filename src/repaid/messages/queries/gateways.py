"""Reading gateways; secrets are never in what pages get."""

import json

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.kernel.refusal import NotFound
from repaid.messages.models import DemoItem, Gateway, PrintItem


def gateways(by: Actor) -> QuerySet[Gateway]:
    """The gateways of the organisation."""
    return Gateway.objects.filter(organisation=by.organisation_id).defer("secret").order_by("channel")


def gateway_of(by: Actor, channel: str) -> Gateway:
    """The gateway of a channel."""
    found = Gateway.objects.filter(organisation=by.organisation_id, channel=channel).first()
    if found is None:
        raise NotFound(kind=_("gateway"), number=channel)
    return found


def secrets_kept(gateway: Gateway) -> frozenset[str]:
    """The names of the secrets that are on file; never the secrets."""
    return frozenset(json.loads(gateway.secret)) if gateway.secret else frozenset()


def has_demo(by: Actor) -> bool:
    """Whether messages of this organisation land in the demo inbox."""
    return gateways(by).filter(provider="demo", is_active=True).exists()


def demo_items(by: Actor, channel: str, limit: int) -> QuerySet[DemoItem]:
    """What the demo gateway took of a channel, newest first."""
    return DemoItem.objects.filter(organisation=by.organisation_id, channel=channel).order_by("-id")[:limit]


def demo_letters(by: Actor, limit: int) -> QuerySet[PrintItem]:
    """The letters that would lie in a letter box, newest first."""
    return PrintItem.objects.filter(organisation=by.organisation_id).order_by("-id")[:limit]
