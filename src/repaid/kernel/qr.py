"""QR codes as pictures: SVG without styles, the same for letters and pages."""

import re
from typing import Final

import segno
from django.conf import settings

DOT: Final = 4
"""Units of one square."""


def qr_svg(text: str) -> str:
    """A text as a QR code, dark on white."""
    code = segno.make(text, error="m", micro=False, encoding="utf-8")
    return code.svg_inline(scale=DOT, light="#ffffff", svgclass="qr", lineclass=None)


def own_address_in(text: str) -> str:
    """The first address of this installation in a text; "" where there is none.

    >>> from django.test import override_settings
    >>> with override_settings(PUBLIC_ADDRESS="https://lender.example"):
    ...     own_address_in("Pay here: https://lender.example/pay/WzEsMl0:1abc:xyz. Thank you.")
    'https://lender.example/pay/WzEsMl0:1abc:xyz'
    """
    found = re.search(re.escape(settings.PUBLIC_ADDRESS) + r"/[\w/:.=-]*[\w=-]", text)
    return found[0] if found else ""
