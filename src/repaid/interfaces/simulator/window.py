"""The window that the customer sees (CZ-52, CZ-53), in the language of the order."""

from importlib.resources import files
from typing import Any, Final

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from repaid.interfaces.simulator.cashier import Ending, Payment
from repaid.kernel.formats import RIGHT_TO_LEFT
from repaid.kernel.qr import qr_svg
from repaid.payments.providers.protocol import Said
from repaid.simulation.paying import BANKS

ENDINGS: Final[dict[Ending, str | Promise]] = {
    Ending.PAID: pgettext_lazy("payment simulator", "paid, told once"),
    Ending.TWICE: pgettext_lazy("payment simulator", "paid, told twice"),
    Ending.LATE: pgettext_lazy("payment simulator", "paid, told later"),
    Ending.OUT_OF_ORDER: pgettext_lazy("payment simulator", "paid, told in the wrong order"),
    Ending.SILENT: pgettext_lazy("payment simulator", "paid, never told"),
    Ending.OTHER_AMOUNT: pgettext_lazy("payment simulator", "another amount is paid"),
    Ending.OTHER_CURRENCY: pgettext_lazy("payment simulator", "paid in another currency"),
    Ending.FAILED: pgettext_lazy("payment simulator", "the bank refuses"),
}
TITLES: Final = {
    Said.PAID: _("Payment made"),
    Said.PENDING: pgettext_lazy("payment simulator", "The bank is working on your payment"),
    Said.FAILED: pgettext_lazy("payment simulator", "The payment did not go through"),
    Said.CANCELLED: pgettext_lazy("payment simulator", "The payment was cancelled"),
}


def choice(payment: Payment, address: str, *, is_qr: bool) -> str:
    """The window in which the bank is chosen; with `is_qr` the code that leads a phone to it."""
    facts = {
        "banks": BANKS, "endings": ENDINGS.items(), "is_qr": is_qr, "address": address,
        "qr": _picture(address) if is_qr else "",
    }  # fmt: skip
    return _drawn("simulator/choice.html", payment, facts)


def outcome(payment: Payment) -> str:
    """What became of it, with the way back."""
    return _drawn("simulator/outcome.html", payment, {"title": TITLES[payment.state], "is_paid": payment.state
                  is Said.PAID, "back": payment.facts["return_address"]})  # fmt: skip


def missing() -> str:
    """For an address that no payment has."""
    return render_to_string("simulator/missing.html", {"language": "en", "direction": "ltr"})


def style() -> bytes:
    """The style sheet of the window."""
    return files("repaid.interfaces.simulator").joinpath("window.css").read_bytes()


def _drawn(template: str, payment: Payment, facts: dict[str, Any]) -> str:
    language = payment.language if payment.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    frame = {
        "payment": payment, "facts": payment.facts, "language": language,
        "direction": "rtl" if language in RIGHT_TO_LEFT else "ltr",
    }  # fmt: skip
    with translation.override(language):
        return render_to_string(template, {**frame, **facts})


def _picture(address: str) -> SafeString:
    """A QR code as SVG, made of our own address alone."""
    return mark_safe(qr_svg(address))  # nosec B308 B703
