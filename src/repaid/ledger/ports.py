"""What the ledger asks rooms above it, which fill the port in `AppConfig.ready()`."""

from typing import Protocol

from repaid.kernel.refusal import Finding
from repaid.ledger.months import Month


class Objection(Protocol):
    """What speaks against closing a month of an organisation's books; nothing when it may be closed."""

    def __call__(self, organisation_id: int, month: Month) -> list[Finding]: ...


_PORTS: list[Objection] = []


def object_to_closing(port: Objection) -> None:
    """Fill the port."""
    if port not in _PORTS:
        _PORTS.append(port)


def objections(organisation_id: int, month: Month) -> list[Finding]:
    """What rooms above have against closing a month."""
    return [finding for port in _PORTS for finding in port(organisation_id, month)]
