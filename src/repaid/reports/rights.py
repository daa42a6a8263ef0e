"""Rights over reports."""

from django.utils.translation import gettext_lazy as _

from repaid.access.rights import declare

EXPORT_CONTRACT = declare("reports.export_contract", _("Export everything about a contract"))
VIEW_REPORTS = declare("reports.view", _("See reports"))
