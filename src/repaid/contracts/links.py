"""The signed address that opens the payment page of one debt, without a login: for letters, as text and as QR code.

The address names the contract and the last day on which it opens; who changes a letter of it has none.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.conf import settings
from django.core import signing
from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor, system_actor
from repaid.access.business_day import today
from repaid.contracts.models import Contract
from repaid.kernel.qr import qr_svg
from repaid.kernel.refusal import NotFound, Refusal

SALT: Final = "repaid.payment-link"
CHANNEL: Final = "link"
DAYS_OPEN: Final = 60
"""How long a letter's link opens."""

BESIDE: Final = ("subject", "balance", "version__product", "branch", "organisation", "origin")
PATH: Final = "/pay/"


class LinkExpired(Refusal):
    code = "payment_link_expired"
    sentence = _("This link was valid until {until}. Ask for a new one, or log in to the client zone to pay.")
    status = 410


@dataclass(frozen=True, slots=True)
class PaymentLink:
    """Where a debt can be paid, and until when."""

    address: str
    until: date

    @property
    def qr(self) -> str:
        """The address as a QR code: an SVG without styles, for letters and pages."""
        return qr_svg(self.address)


@dataclass(frozen=True, slots=True)
class LinkedDebt:
    """What a link opens: the contract, and an actor that may see it."""

    by: Actor
    contract: Any


def payment_link(contract: Any, on: date, *, days: int = DAYS_OPEN) -> PaymentLink:
    """The link of a contract for a letter of the day `on`."""
    until = on + timedelta(days=days)
    facts = [contract.pk, until.toordinal()]
    return PaymentLink(f"{settings.PUBLIC_ADDRESS}{PATH}{signing.dumps(facts, salt=SALT)}", until)


def linked_debt(token: str) -> LinkedDebt:
    """What the end of a link opens. NotFound for one that we did not sign, LinkExpired after its last day."""
    try:
        key, last = signing.loads(token, salt=SALT)
    except signing.BadSignature as forged:
        raise NotFound(kind=_("payment link"), number="") from forged
    contract = Contract.objects.select_related(*BESIDE).get(pk=key)
    by, until = system_actor(contract.organisation, channel=CHANNEL), date.fromordinal(last)
    if today(by.organisation_id) > until:
        raise LinkExpired(until=until)
    return LinkedDebt(by, contract)
