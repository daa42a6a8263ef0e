"""The right of founding."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from repaid.access.rights import declare

FOUND: Final = declare("founding.found", _("Found further organisations"))
