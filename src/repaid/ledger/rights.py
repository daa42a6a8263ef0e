"""Rights on the books."""

from django.utils.translation import gettext_lazy as _

from repaid.access.rights import declare

VIEW_LEDGER = declare("ledger.view", _("See chart of accounts, trial balance and transfers"))
EDIT_CHART = declare("ledger.edit_chart", _("Change the chart of accounts"))
POST_MANUALLY = declare("ledger.post", _("Make and reverse journal entries by hand"), four_eyes=True)
CLOSE_PERIODS = declare("ledger.close_periods", _("Close an accounting period"))
REOPEN_PERIODS = declare("ledger.reopen_periods", _("Open a closed accounting period again"), four_eyes=True)
EXPORT_JOURNAL = declare("ledger.export_journal", _("Take the journal out as a file"))
