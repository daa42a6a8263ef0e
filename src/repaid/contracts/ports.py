"""What contracts tell rooms above them, which fill the port in `AppConfig.ready()`."""

from typing import Protocol

from repaid.access.actors import Actor
from repaid.contracts.models import Contract
from repaid.kernel.refusal import Finding


class MoneyComesBack(Protocol):
    """Called inside the transaction when the event `key` of a contract is reversed whose money was not the bank's."""

    def __call__(self, *, by: Actor, contract: Contract, key: str, reason: str) -> None: ...


_PORTS: list[MoneyComesBack] = []


def give_back_money_to(port: MoneyComesBack) -> None:
    """Fill the port."""
    if port not in _PORTS:
        _PORTS.append(port)


def money_comes_back(*, by: Actor, contract: Contract, key: str, reason: str) -> None:
    """Tell whoever gave the money that it is theirs again."""
    for port in _PORTS:
        port(by=by, contract=contract, key=key, reason=reason)


class PayingOut(Protocol):
    """What a room above has against paying out a contract now; it is asked inside the transaction."""

    def __call__(self, contract: Contract) -> list[Finding]: ...


_OBJECTORS: list[PayingOut] = []


def object_to_paying_out(port: PayingOut) -> None:
    """Fill the port."""
    if port not in _OBJECTORS:
        _OBJECTORS.append(port)


def payout_findings(contract: Contract) -> list[Finding]:
    """What rooms above have against paying out a contract."""
    return [finding for port in _OBJECTORS for finding in port(contract)]
