"""What contracts tell rooms above them, which fill the port in `AppConfig.ready()`."""

from typing import Protocol

from repaid.access.actors import Actor
from repaid.contracts.models import Contract


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
