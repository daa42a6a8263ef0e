"""The right over the look of the client zone."""

from django.utils.translation import gettext_lazy as _

from repaid.access.rights import declare

EDIT_LOOK = declare("branding.edit", _("Change the look of the client zone"))
