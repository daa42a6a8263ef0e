"""The document of a contract, made of its parts."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from django.utils import timezone

from loanmath.early import quote
from repaid.access.actors import Actor
from repaid.access.business_day import today
from repaid.access.rights import READ_AUDIT
from repaid.contracts.figures import life_data
from repaid.contracts.queries.contracts import contract_named
from repaid.contracts.queries.life import life_of
from repaid.contracts.queries.schedule import schedule_rows
from repaid.contracts.queries.stored import events_of
from repaid.ledger.rights import VIEW_LEDGER
from repaid.parties.rights import SEE_IDENTIFIERS
from repaid.payments.rights import VIEW as VIEW_PAYMENTS
from repaid.reports.contract_file.agreement import contract_data, parties_data, records_data, states_data
from repaid.reports.contract_file.figures import accruals_data, explanation_data, instalments_data
from repaid.reports.contract_file.money import audit_data, payments_data, transfers_data
from repaid.reports.contract_file.story import story_of

Data = dict[str, Any]

FORMAT: Final = "repaid.contract"
VERSION: Final = 1
"""Of the document; it rises when a field changes its meaning or goes away."""

_GUARDED: Final[dict[str, tuple[str, Callable[[Actor, Any], list[Data]]]]] = {
    "transfers": (VIEW_LEDGER.code, transfers_data),
    "payments": (VIEW_PAYMENTS.code, payments_data),
    "audit": (READ_AUDIT.code, audit_data),
}
"""Parts that need a right of their own."""


def document_of(by: Actor, number: str, on: date | None = None) -> Data:
    """Everything about a contract in the actor's scope as of a day, by default the business day; else NotFound.

    Amounts are texts with decimals in the contract's currency. What the actor may not see is None, and stands in
    `left_out`.
    """
    contract = contract_named(by, number)
    day = on or today(contract.organisation_id)
    guarded = {name: part(by, contract) if by.may(right) else None for name, (right, part) in _GUARDED.items()}
    return {
        "format": FORMAT,
        "version": VERSION,
        "exported_at": timezone.now(),
        "exported_by": by.name,
        "as_of": day,
        "left_out": [name for name, part in guarded.items() if part is None],
        "identifiers_in_full": by.may(SEE_IDENTIFIERS.code),
        "contract": contract_data(contract),
        "parties": parties_data(by, contract),
        "states": states_data(contract),
        "records": records_data(contract),
        **_figures(contract, day),
        **guarded,
    }


def _figures(contract: Any, day: date) -> Data:
    """What terms and events come to on the day."""
    life, events = life_of(contract, day), events_of(contract)
    told = life_data(life)
    everything = quote(life.facts, life.terms, max(day, life.facts.today), life.reference)
    return {
        "story": story_of(life, events),
        "schedule": told["schedule"],
        "instalments": instalments_data(schedule_rows(life), contract.currency),
        "allocations": told["allocations"],
        "balances": told["balances"],
        "arrears": told["arrears"],
        "accruals": accruals_data(life),
        "findings": told["findings"],
        "explanation": explanation_data(life, everything),
    }
