"""The accounts at gateways as carriers get them."""

import json

from repaid.messages.channels import Account
from repaid.messages.models import Gateway


def account_of(gateway: Gateway) -> Account:
    """The account behind a gateway of an organisation, its secrets opened."""
    secrets = json.loads(gateway.secret) if gateway.secret else {}
    lender = gateway.organisation.name
    return Account(gateway.organisation_id, gateway.sender, gateway.settings, secrets, lender)
