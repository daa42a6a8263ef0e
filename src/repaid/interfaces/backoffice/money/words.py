"""Words of settling: what speaks for a contract and against it."""

from django.utils.translation import gettext_lazy as _

from repaid.interfaces.backoffice.pages import Text
from repaid.settling.matching import AGAINST, Reason, Suggestion

REASONS: dict[Reason, Text] = {
    Reason.ACCOUNT: _("paid to its repayment account"),
    Reason.REFERENCE: _("its number is the reference"),
    Reason.NUMBER: _("its number is in the title"),
    Reason.NAME: _("the borrower's name is in payer or title"),
    Reason.PAID_BEFORE: _("was paid from this account before"),
    Reason.KNOWN_OWNER: _("entered for this contract"),
    Reason.AMOUNT_DUE: _("the amount is what is due"),
    Reason.AMOUNT_NEXT: _("the amount is the next instalment"),
    Reason.PAYER_IS_OTHER: _("the payer is not the borrower"),
    Reason.AMOUNT_FITS_NOTHING: _("the amount fits nothing"),
    Reason.TAKES_NO_MONEY: _("it takes no money of this kind now"),
    Reason.BEFORE_LAUNCH: _("it was not launched on that day"),
}


def reasons_of(suggestion: Suggestion) -> list[tuple[Text, bool]]:
    """The reasons in words, each with whether it speaks for the contract."""
    return [(REASONS[reason], reason not in AGAINST) for reason in suggestion.reasons]
