"""What activities ask rooms above them, which fill the ports in `AppConfig.ready()`."""

from typing import Final, Protocol

from django.db.models import Exists, Q


class Paid(Protocol):
    """Whether the thing at the path `subject` was paid anything on the day at the path `since` or later."""

    def __call__(self, *, subject: str, since: str) -> Exists: ...


class Texting(Protocol):
    """Sends a text to the own telephone number of a member of staff.

    Raises Refusal when there is no number, Outage when it cannot be handed over. `key` makes it one text.
    """

    def __call__(self, *, user_id: int, text: str, key: str) -> None: ...


_PAYMENTS: Final[list[Paid]] = []
_TEXTING: Final[list[Texting]] = []


def tell_payments(port: Paid) -> None:
    """Fill the port that knows payments."""
    if port not in _PAYMENTS:
        _PAYMENTS.append(port)


def carry_texts(port: Texting) -> None:
    """Fill the port that sends texts to staff."""
    _TEXTING[:] = [port]


def was_paid(*, subject: str, since: str) -> Q:
    """The condition under which something was paid, whoever knows of it; never, when nobody knows."""
    known = Q(pk__in=[])
    for port in _PAYMENTS:
        known |= Q(port(subject=subject, since=since))
    return known


def texting() -> Texting | None:
    """Who carries texts; None when that is not set up."""
    return _TEXTING[0] if _TEXTING else None
