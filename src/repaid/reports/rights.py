"""Rights over reports."""

from django.utils.translation import gettext_lazy as _

from repaid.access.rights import declare

VIEW_REPORTS = declare("reports.view", _("See reports"))
