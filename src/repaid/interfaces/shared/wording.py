"""Words for the lines that the engine computes: the settlement quote, the components of what is owed."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loanmath.components import Component
from loanmath.early import QuoteItem
from repaid.interfaces.ui.columns import Text

COMPONENTS: dict[Component, Text] = {
    Component.PRINCIPAL: pgettext_lazy("part of a debt", "Principal"),
    Component.INTEREST: pgettext_lazy("part of a debt", "Interest"),
    Component.PENALTY: _("Penalty interest"),
    Component.FEES: _("Fees and costs"),
    Component.TAX: pgettext_lazy("part of a debt", "Tax"),
}

QUOTE_ITEMS: dict[QuoteItem, Text] = {
    QuoteItem.PRINCIPAL_DUE: _("Principal already due"),
    QuoteItem.PRINCIPAL_NOT_DUE: _("Principal not yet due"),
    QuoteItem.INTEREST_DUE: _("Interest already due"),
    QuoteItem.INTEREST_TO_DATE: _("Interest up to today"),
    QuoteItem.PENALTY: _("Penalty interest"),
    QuoteItem.FEES: _("Fees and costs"),
    QuoteItem.TAX: pgettext_lazy("part of a debt", "Tax"),
    QuoteItem.EARLY_FEE: _("Fee for early repayment"),
    QuoteItem.COST_REDUCTION: _("Costs you no longer pay"),
    QuoteItem.CREDIT: _("Your deposit"),
}
