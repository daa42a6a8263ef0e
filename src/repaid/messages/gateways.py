"""The accounts at gateways as carriers get them."""

import json

from repaid.branding.queries import head_of
from repaid.kernel.paper.head import PLAIN
from repaid.messages.channels import Account
from repaid.messages.choices import Channel
from repaid.messages.models import Gateway


def account_of(gateway: Gateway) -> Account:
    """The account behind a gateway of an organisation, its secrets opened."""
    secrets = json.loads(gateway.secret) if gateway.secret else {}
    lender = gateway.organisation.name
    head = head_of(gateway.organisation_id) if gateway.channel == Channel.EMAIL else PLAIN
    return Account(gateway.organisation_id, gateway.sender, gateway.settings, secrets, lender, head)
