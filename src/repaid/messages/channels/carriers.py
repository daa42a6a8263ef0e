"""All gateways the product can speak to, by the channel they serve."""

from collections.abc import Mapping, Sequence
from typing import Final

from repaid.kernel.refusal import NotFound
from repaid.messages.channels import Carrier
from repaid.messages.channels.demo import Demo
from repaid.messages.channels.http_sms import HttpSms
from repaid.messages.channels.smpp import Smpp
from repaid.messages.channels.smtp import Smtp
from repaid.messages.choices import Channel

_DEMO: Final = Demo()
CARRIERS: Final[Mapping[str, Sequence[Carrier]]] = {
    Channel.SMS: (Smpp(), HttpSms(), _DEMO),
    Channel.EMAIL: (Smtp(), _DEMO),
}


def carrier_named(channel: str, provider: str) -> Carrier:
    """The gateway of a channel with this name."""
    for carrier in CARRIERS.get(channel, ()):
        if carrier.provider == provider:
            return carrier
    raise NotFound(kind=Carrier.__name__, number=provider)
