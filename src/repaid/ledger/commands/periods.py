"""Closing a month of the books, and opening it again."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.business_day import wait_for_postings
from repaid.access.command import command
from repaid.kernel.refusal import WrongInput, refuse_if
from repaid.ledger.choices import PeriodState
from repaid.ledger.models import Period
from repaid.ledger.months import Month
from repaid.ledger.queries.periods import period_of
from repaid.ledger.rights import CLOSE_PERIODS, REOPEN_PERIODS
from repaid.ledger.rules import closing_findings, reopening_findings

REASON_MAX = 200


@dataclass(frozen=True, slots=True)
class PeriodChanged:
    period_id: int
    first_day: date
    last_day: date
    state: str


@command("ledger.close_period", right=CLOSE_PERIODS)
def close_period(*, by: Actor, first_day: date) -> PeriodChanged:
    """Close the month that begins on a day: from now on nothing can be booked on its days."""
    month = period_of(by, first_day).month
    # Two people who close at once come one after the other, and no posting is under way meanwhile.
    wait_for_postings(by.organisation_id)
    refuse_if(closing_findings(by.organisation_id, month))
    return _changed(by, month, PeriodState.CLOSED)


@command("ledger.reopen_period", right=REOPEN_PERIODS)
def reopen_period(*, by: Actor, first_day: date, reason: str) -> PeriodChanged:
    """Open the last closed month again, with the reason; whoever exported it must export it anew."""
    if not 0 < len(reason.strip()) <= REASON_MAX:
        raise WrongInput(reason=_("Say why, in 200 characters at most."), field="reason")
    month = period_of(by, first_day).month
    wait_for_postings(by.organisation_id)
    refuse_if(reopening_findings(by.organisation_id, month))
    return _changed(by, month, PeriodState.OPEN, reason.strip())


def _changed(by: Actor, month: Month, state: PeriodState, reason: str = "") -> PeriodChanged:
    row, _created = Period.objects.update_or_create(
        organisation_id=by.organisation_id, last_day=month.last_day,
        defaults={"first_day": month.first_day, "state": state, "reason": reason, "changed_by_id": by.user_id},
    )  # fmt: skip
    return PeriodChanged(row.pk, month.first_day, month.last_day, str(state))
