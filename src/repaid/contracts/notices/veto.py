"""When contracts forbid a message: what it says is not true any more, or the contract is over."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from repaid.access.business_day import today
from repaid.contracts.choices import State
from repaid.contracts.models import Balance
from repaid.contracts.notices import DUE_SOON
from repaid.kernel.refusal import Text
from repaid.messages.choices import Purpose
from repaid.messages.ports import Asked, Hold

REMINDED: Final = (State.ACTIVE, State.TERMINATED)


class ContractVeto:
    """Fills the port of vetoes for contracts; two queries a batch."""

    rules: Mapping[str, Text] = {
        "nothing_overdue": _("Nothing is overdue on contract {number} any more."),
        "paid_already": _("The instalment of contract {number} that fell due on {day} is paid already."),
        "contract_over": _("Contract {number} is {state}: no reminders are sent."),
    }

    def holds(self, asked: Sequence[Asked]) -> Mapping[int, Hold]:
        wanted = [each for each in asked if each.purpose == Purpose.DUNNING or each.kind == DUE_SOON.code]
        if not wanted:
            return {}
        on = today(wanted[0].organisation_id)
        rows = Balance.objects.filter(contract__subject__in={each.subject_id for each in wanted})
        columns = ("contract__subject", "contract__subject__number", "contract__state", "oldest_due_on", "next_due_on")
        known = {row[0]: row[1:] for row in rows.values_list(*columns)}
        found = {
            each.message_id: _hold(each, known[each.subject_id], on) for each in wanted if each.subject_id in known
        }
        return {message: hold for message, hold in found.items() if hold is not None}


def _hold(asked: Asked, known: tuple[str, str, date | None, date | None], on: date) -> Hold | None:
    number, state, oldest_due_on, next_due_on = known
    facts: dict[str, Any] = {"number": number}
    if state not in REMINDED:
        return Hold("contract_over", facts=facts | {"state": str(State(state).label)})
    if asked.purpose == Purpose.DUNNING:
        is_late = oldest_due_on is not None and oldest_due_on < on
        return None if is_late else Hold("nothing_overdue", facts=facts)
    due = asked.given.get("due_on")
    if due is not None and due != next_due_on and (oldest_due_on is None or oldest_due_on > due):
        return Hold("paid_already", facts=facts | {"day": due})
    return None


CONTRACT_VETO: Final = ContractVeto()
