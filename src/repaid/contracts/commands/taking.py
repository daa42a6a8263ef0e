"""Payments of plain contracts, taken set-based: events, derived rows and transfers of thousands with few statements."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from django.utils import timezone

from loanmath.components import Component
from repaid.access.actors import Actor
from repaid.contracts.causes import CAUSE
from repaid.contracts.commands.recording import source_name, waiting_code
from repaid.contracts.models import Cohort
from repaid.contracts.places import place_of
from repaid.contracts.postings import RECEIVABLES, chart_of
from repaid.contracts.queries.agreed import agreed_on
from repaid.contracts.sql.receiving.taking import TRANSFER, Frame, Receipt, make_transfers, roles, take
from repaid.ledger.choices import Role
from repaid.ledger.postings import Place, accounts, post_table

LEAST: Final = 100
"""Fewer receipts are taken one by one as fast."""

_COMPONENTS: Final = {role: component for component, role in RECEIVABLES.items()}


def take_plain(by: Actor, receipts: Iterable[Receipt], on: date, closed_until: date) -> frozenset[str]:
    """Take the receipts of plain contracts, which are locked, at most one each; the keys of those that were taken.

    Their money waited among the unallocated receipts.
    """
    agreed, slots = agreed_on(by.organisation_id, on)
    if not agreed:
        return frozenset()
    source = Role.UNALLOCATED_RECEIPTS
    frame = Frame(on, closed_until, timezone.now(), by.user_id, source_name(source))
    keys = take(receipts, agreed, slots, frame)
    if keys:
        make_transfers(_accounts(by.organisation_id, roles(), waiting_code(by.organisation_id, source)))
        post_table(TRANSFER, organisation_id=by.organisation_id, booked_on=on, cause_kind=CAUSE)
    return frozenset(keys)


def _accounts(organisation_id: int, wanted: Iterable[tuple[int, str]], waits: str) -> Mapping[tuple[int, str], int]:
    """The account of each role of a cohort."""
    pairs = list(wanted)
    cohorts = Cohort.objects.select_related("version__product").in_bulk({cohort for cohort, _role in pairs})
    places = {(cohort, role): _place(cohorts[cohort], Role(role), waits) for cohort, role in pairs}
    ids = accounts(organisation_id, places.values())
    return {pair: ids[place] for pair, place in places.items()}


def _place(cohort: Any, role: Role, waits: str) -> Place:
    component: Component | None = _COMPONENTS.get(role)
    return place_of(cohort, chart_of(cohort.version).receivable(component) if component else role, waits)
