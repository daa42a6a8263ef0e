"""How long a file is, in words."""

from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

from repaid.interfaces.ui.formats import number_text

KILOBYTE: Final = 1_000
MEGABYTE: Final = 1_000_000


def size_text(size: int) -> str:
    """Whole kilobytes, begun ones counted; from a megabyte on with one decimal."""
    if size < MEGABYTE:
        return _("{size} kB").format(size=number_text(-(-size // KILOBYTE)))
    return _("{size} MB").format(size=number_text((Decimal(size) / MEGABYTE).quantize(Decimal("0.1"))))
