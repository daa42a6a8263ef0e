"""Reading gateways; secrets are never in what pages get."""

import json

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.kernel.refusal import NotFound
from repaid.messages.models import Gateway


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
