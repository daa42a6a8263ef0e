"""The payment providers that can be connected."""

from typing import Final

from repaid.payments.providers.mollie import Mollie
from repaid.payments.providers.protocol import Provider
from repaid.payments.providers.simulator import Simulator
from repaid.payments.providers.tpay import Tpay
from repaid.payments.providers.zarinpal import Zarinpal

PROVIDERS: Final[dict[str, Provider]] = {each.kind: each for each in (Tpay(), Mollie(), Zarinpal(), Simulator())}
