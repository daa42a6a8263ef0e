"""Our figures beside the file's: the equal instalment, and the balance after the instalments that were paid."""

from fractions import Fraction
from typing import Final

from django.utils.translation import gettext as _

from loanmath.money import format_minor
from loanmath.rounding import Rounding, round_fraction
from repaid.contracts.imports.findings import Remark
from repaid.contracts.imports.openintro.history import NEAR, Told
from repaid.contracts.imports.openintro.loan import CURRENCY, Loan

NEARLY_WHOLE: Final = Fraction(1, 5)
"""How far (paid_total - paid_late_fees) / installment may be from a whole number and count as one."""


def instalment_remark(told: Told) -> Remark | None:
    """None when the equal instalment we compute is the file's."""
    if told.computed_instalment == told.loan.instalment:
        return None
    said = _("the instalment we compute is another one; the contract keeps the file's")
    return _differing(
        told.loan, "installment", "instalment_differs", said, told.computed_instalment, told.loan.instalment
    )


def paid_instalments(loan: Loan) -> int | None:
    """How many instalments the money paid makes; None when it is no whole number."""
    share = Fraction(loan.paid, loan.instalment)
    whole = round_fraction(share, Rounding.HALF_UP)
    return whole if abs(share - whole) <= NEARLY_WHOLE else None


def balance_remark(told: Told, paid: int) -> Remark | None:
    """None when the balance after `paid` instalments is the file's, within five cents."""
    ours = told.plan.balances[min(paid, told.loan.count)]
    if abs(ours - told.loan.balance) <= NEAR:
        return None
    said = _("the plan leaves another balance after {count} instalments").format(count=paid)
    return _differing(told.loan, "balance", "balance_differs", said, ours, told.loan.balance)


def uneven_remark(loan: Loan) -> Remark:
    """The money paid makes no whole number of instalments, so there is no balance of the plan to compare with."""
    said = _("what was paid is no whole number of instalments; the balance was not compared")
    return Remark(loan.line, "paid_total", "not_compared", said, key=loan.key, theirs=_text(loan.balance))


def _differing(loan: Loan, column: str, code: str, said: str, ours: int, theirs: int) -> Remark:
    difference = _text(ours - theirs)
    return Remark(loan.line, column, code, said, loan.key, _text(ours), _text(theirs), difference)


def _text(minor: int) -> str:
    return format_minor(minor, CURRENCY)
