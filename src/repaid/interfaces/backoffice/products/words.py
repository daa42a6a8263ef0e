"""The words of what a version is made of."""

from django.utils.translation import gettext, ngettext_lazy, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from loanmath.calendars import WorkingDayRule
from loanmath.components import Component
from loanmath.dates import Unit
from loanmath.daycount import ADDITIVE, DayCount
from loanmath.scheme import Advance, Through
from loanmath.terms import Method, PenaltyBase
from repaid.interfaces.ui.formats import number_text
from repaid.ledger.choices import Role
from repaid.products.offer import FeeTaken

PLACE = pgettext_lazy("order of payment", "Place {place}")
AS_IN_CHART = _("as in the chart of accounts: {code}")
METHODS = {
    Method.ANNUITY: _("Equal instalments (annuity)"),
    Method.EQUAL_PRINCIPAL: _("Equal principal, falling instalments"),
    Method.FLAT: _("Interest on the original amount"),
    Method.INTEREST_ONLY: _("Interest every period, principal with the last"),
    Method.BULLET: _("Everything at the end"),
}
UNITS = {
    Unit.DAYS: pgettext_lazy("period", "days"),
    Unit.WEEKS: pgettext_lazy("period", "weeks"),
    Unit.MONTHS: pgettext_lazy("period", "months"),
    Unit.YEARS: pgettext_lazy("period", "years"),
    Unit.JALALI_MONTHS: pgettext_lazy("period", "Jalali months"),
}
PERIODS = {
    Unit.DAYS: ngettext_lazy("{count} day", "{count} days"),
    Unit.WEEKS: ngettext_lazy("{count} week", "{count} weeks"),
    Unit.MONTHS: ngettext_lazy("{count} month", "{count} months"),
    Unit.YEARS: ngettext_lazy("{count} year", "{count} years"),
    Unit.JALALI_MONTHS: ngettext_lazy("{count} Jalali month", "{count} Jalali months"),
}
_DAY_COUNTS = {
    DayCount.ACT_365: _("actual days / 365"),
    DayCount.ACT_360: _("actual days / 360"),
    DayCount.ACT_364: _("actual days / 364"),
    DayCount.ACT_ACT_ISDA: _("actual / actual"),
    DayCount.THIRTY_E_360: _("30 / 360"),
    DayCount.PERIOD: _("a month is 1/12 of a year"),
}
DAY_COUNTS = {basis: word for basis, word in _DAY_COUNTS.items() if basis in ADDITIVE}
WORKING_DAYS = {
    WorkingDayRule.NONE: _("stays on that day"),
    WorkingDayRule.FOLLOWING: _("next working day"),
    WorkingDayRule.MODIFIED_FOLLOWING: _("next working day of the same month"),
    WorkingDayRule.PRECEDING: _("working day before"),
}
PENALTY_BASES = {
    PenaltyBase.OVERDUE_PRINCIPAL: _("overdue principal"),
    PenaltyBase.WHOLE_INSTALMENT: _("the whole overdue instalment"),
}
FEES_TAKEN = {
    FeeTaken.FINANCED: _("added to the principal"),
    FeeTaken.UPFRONT: _("paid on the first day"),
    FeeTaken.DEDUCTED: _("kept back from what is paid out"),
    FeeTaken.INSTALMENT: _("with every instalment"),
}
THROUGH = {
    Through.INSTALMENT: _("the oldest instalment in full, then the next one"),
    Through.COMPONENT: _("the first part in every instalment, then the next part"),
}
ADVANCE = {
    Advance.HOLD: _("it waits as a credit balance"),
    Advance.NEXT: _("it pays coming instalments, the nearest first"),
    Advance.LAST: _("it pays coming instalments, the last first"),
    Advance.SPREAD: _("it pays all coming instalments in equal parts"),
}
PAYS = tuple(f"pays_{place}" for place in range(1, len(Component) + 1))
"""The boxes of the order in which a payment pays the parts of a debt."""
CHART = "chart"
"""The choice of the account that the chart gives to a role."""
ACCOUNTS = {f"account_{role.value}": role for role in Role}
"""The boxes of the accounts."""
GROUPS = (
    (_("Live example"), ("example_amount", "example_count")),
    (_("Offer"), ("valid_from", "rate", "rate_min", "rate_max", "amount_min", "amount_max", "count_min", "count_max")),
    (_("Schedule"), ("method", "every_n", "every_unit", "day_count", "working_days")),
    (_("Fee"), ("fee_name", "fee_amount", "fee_percent", "fee_taken")),
    (_("Delay"), ("penalty_percent", "penalty_cap", "penalty_base", "tolerance")),
    (_("What a payment pays"), (*PAYS, "pays_through", "pays_advance")),
    (_("Early repayment"), ("early_percent", "early_amount", "early_reduces")),
    (_("Bookkeeping"), ("basis", "fee_income")),
    (_("Accounts of this product"), tuple(ACCOUNTS)),
)
LEGAL_KINDS = {
    "max_capital": _("Maximum interest"),
    "max_delay": _("Maximum interest for delay"),
    "statutory": _("Statutory interest"),
    "delay": _("Statutory interest for delay"),
    "commercial": _("Statutory interest in commerce"),
    "commercial_delay": _("Statutory interest for delay in commerce"),
    "nbp_reference": _("Reference rate of the central bank"),
    "credit_cap": _("Maximum interest of consumer credit"),
    "cost_cap_flat": _("Maximum of other costs: share of the amount"),
    "cost_cap_yearly": _("Maximum of other costs: share of the amount, a year"),
    "cost_cap_ceiling": _("Maximum of other costs: ceiling"),
    "cost_cap_short": _("Maximum of other costs: up to 30 days"),
    "late_charge_margin": _("Margin of the penalty rate"),
    "collection_least": _("Collection costs: at least"),
    "collection_most": _("Collection costs: at most"),
    "collection_share_to_2500": _("Collection costs: share up to 2,500"),
    "collection_share_to_5000": _("Collection costs: share up to 5,000"),
    "collection_share_to_10000": _("Collection costs: share up to 10,000"),
    "collection_share_to_200000": _("Collection costs: share up to 200,000"),
    "collection_share_above": _("Collection costs: share above"),
}
CAPS = ("max_delay", "max_capital", "credit_cap")
"""Kinds that may bound a penalty rate."""


def period(count: int, unit: Unit) -> str:
    """A length of time in words: "1 month", "3 Jalali months"."""
    return str(PERIODS[unit] % count).format(count=number_text(count))


def legal_kind(kind: str) -> str:
    """What a kind of figure of law is called."""
    return str(LEGAL_KINDS.get(kind, kind.replace("_", " ")))


def legal_name(name: str) -> str:
    """A table of law ("PL:max_delay") in words."""
    country, _colon, kind = name.partition(":")
    return gettext("{kind} ({country})").format(kind=legal_kind(kind), country=country)
