"""Words of settling: what speaks for a contract and against it."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from repaid.interfaces.backoffice.pages import Text
from repaid.settling.matching import AGAINST, Reason, Suggestion

REASONS: dict[Reason, Text] = {
    Reason.ACCOUNT: _("paid to the repayment account of this contract"),
    Reason.REFERENCE: _("the reference is the number of this contract"),
    Reason.NUMBER: _("the title names the number of this contract"),
    Reason.NAME: _("the borrower's name is in payer or title"),
    Reason.PAID_BEFORE: _("this account paid for this contract before"),
    Reason.KNOWN_OWNER: _("it was entered for this contract"),
    Reason.AMOUNT_DUE: _("the amount is exactly what is due"),
    Reason.AMOUNT_NEXT: _("the amount is exactly the next instalment"),
    Reason.PAYER_IS_OTHER: _("the payer is not the borrower"),
    Reason.WITHDRAWN: _("it was booked here before and withdrawn"),
    Reason.AMOUNT_FITS_NOTHING: _("the amount is neither what is due nor the next instalment"),
    Reason.TAKES_NO_MONEY: _("this contract takes no payments now, or is in another currency"),
    Reason.BEFORE_LAUNCH: _("the contract had not begun on the value date"),
}


CONFIDENCE: tuple[tuple[int, Text], ...] = (
    (100, pgettext_lazy("match of a payment", "certain")),
    (75, pgettext_lazy("match of a payment", "very likely")),
    (50, pgettext_lazy("match of a payment", "likely")),
    (25, pgettext_lazy("match of a payment", "possible")),
    (0, pgettext_lazy("match of a payment", "hardly likely")),
)
"""From which confidence on a match is called so."""


def called(confidence: int) -> Text:
    """How sure a match is, in a word."""
    return next(word for least, word in CONFIDENCE if confidence >= least)


def reasons_of(suggestion: Suggestion) -> list[tuple[Text, bool]]:
    """The reasons in words, each with whether it speaks for the contract."""
    return [(REASONS[reason], reason not in AGAINST) for reason in suggestion.reasons]
