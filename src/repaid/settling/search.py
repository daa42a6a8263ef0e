"""One search over all payments: those that bank, people and collectors told of, and those booked on a contract at once.

The two lie in two tables; who shows them as one list merges them.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import OuterRef, Q, QuerySet, Subquery

from repaid.access.actors import Actor
from repaid.contracts.queries.payments import direct_payments
from repaid.contracts.rights import VIEW as VIEW_CONTRACTS
from repaid.payments.choices import State
from repaid.payments.queries import payments
from repaid.payments.rights import VIEW
from repaid.settling.models import Settlement

DIRECT: Final = "contract"
"""The source of a payment that was booked on its contract at once, beside those of `Source`."""

DIRECT_STATES: Final = frozenset({State.SETTLED.value, State.WITHDRAWN.value})


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is looked for; empty is everything. Days and amounts (minor units) are bounds, both inclusive.

    `amounts` finds what the text, read as an amount, means.
    """

    text: str = ""
    amounts: Q | None = None
    since: date | None = None
    until: date | None = None
    least: int | None = None
    most: int | None = None
    states: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()

    @property
    def narrowed(self) -> dict[str, Any]:
        """What both tables are asked for alike."""
        names = ("text", "amounts", "since", "until", "least", "most")
        return {name: getattr(self, name) for name in names}


def told_payments(by: Actor, asked: Asked) -> QuerySet[Any] | None:
    """Payments that were told of, with `settlement`: the latest that is in force. None where none can be meant."""
    sources = asked.sources - {DIRECT}
    if not by.may(VIEW.code) or (asked.sources and not sources):
        return None
    live = Settlement.objects.filter(payment=OuterRef("pk"), withdrawn_at=None).order_by("-pk")
    rows = payments(by, states=asked.states, sources=sources, **asked.narrowed)
    return rows.annotate(settlement=Subquery(live.values("pk")[:1]))


def booked_payments(by: Actor, asked: Asked) -> QuerySet[Any] | None:
    """Payments that were booked on a contract at once: settled, or withdrawn when reversed. None where none can be."""
    states = asked.states & DIRECT_STATES
    is_meant = not asked.sources or DIRECT in asked.sources
    if not by.may(VIEW_CONTRACTS.code) or not is_meant or (asked.states and not states):
        return None
    is_reversed = State.WITHDRAWN.value in states if len(states) == 1 else None
    rows = direct_payments(by, is_reversed=is_reversed, **asked.narrowed).select_related("contract__subject")
    return rows.defer("contract__subject__search_text", "contract__subject__search_grams", "contract__terms")
