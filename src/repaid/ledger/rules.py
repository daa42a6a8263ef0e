"""May a month of the books be closed, or opened again?"""

from django.utils.translation import gettext_lazy as _

from repaid.access.business_day import closed_until
from repaid.kernel.refusal import Finding
from repaid.ledger.months import Month
from repaid.ledger.ports import objections
from repaid.ledger.queries.periods import closed_period_until, next_to_close


def closing_findings(organisation_id: int, month: Month) -> list[Finding]:
    """What stands against closing a month: it is closed, it is not its turn, its days are open, the books differ."""
    closed = closed_period_until(organisation_id)
    if closed and month.last_day <= closed:
        return [Finding("period_is_closed", _("This period is closed already."))]
    following = next_to_close(organisation_id)
    if following is None or month.first_day < following.first_day:
        return [Finding("period_is_empty", _("Nothing was booked in this period. Close the first one with entries."))]
    if month != following:
        sentence = _("Periods are closed one after the other. Close the one that begins on {day} first.")
        return [Finding("period_not_next", sentence, facts={"day": following.first_day})]
    return [*_open_days(organisation_id, month), *objections(organisation_id, month)]


def _open_days(organisation_id: int, month: Month) -> list[Finding]:
    if closed_until(organisation_id) >= month.last_day:
        return []
    sentence = _("Not every day of this period is sealed. Close the business days up to {day} first.")
    return [Finding("period_days_open", sentence, facts={"day": month.last_day})]


def reopening_findings(organisation_id: int, month: Month) -> list[Finding]:
    """What stands against opening a month again: it is open, or a later one is closed."""
    closed = closed_period_until(organisation_id)
    if closed is None or month.last_day > closed:
        return [Finding("period_is_open", _("This period is open."))]
    if month.last_day < closed:
        return [Finding("later_period_closed", _("A later period is closed. Open the last closed one first."))]
    return []
