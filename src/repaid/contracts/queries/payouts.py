"""Money that contracts paid out: what has to reach the customer."""

from typing import Any, Final

from django.db.models import BigIntegerField, Case, Exists, F, OuterRef, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce, Left

from loanmath import events
from repaid.access.actors import Actor
from repaid.access.scope import visible
from repaid.contracts.models import Event

PAID_OUT: Final = (events.Disbursed.kind, events.Refunded.kind)
KEPT_BACK: Final = "kept-back-"
"""How the keys of payments begin that are fees kept back from the first disbursement."""


def payouts(by: Actor, since: Any) -> QuerySet[Event]:
    """Disbursements and refunds in force with a value date from `since` (a day, or an expression) on, oldest first.

    Annotated: `to_customer`, minor units: the amount less the fees that the first disbursement kept back.
    """
    rows = visible(Event.objects.filter(contract__organisation=by.organisation_id), by, subject="contract__subject")
    rows = _in_force(rows.filter(kind__in=PAID_OUT, value_date__gte=since))
    of_contract = Event.objects.filter(contract=OuterRef("contract"))
    earlier = _in_force(of_contract.filter(kind=events.Disbursed.kind, serial__lt=OuterRef("serial")))
    # Not `startswith`: by the index of keys, each contract would look through the fees of all.
    fees = of_contract.annotate(begins=Left("key", len(KEPT_BACK))).filter(begins=KEPT_BACK)
    kept = _in_force(fees.filter(kind=events.Received.kind))
    kept_sum = Subquery(kept.order_by().values("contract").annotate(sum=Sum("amount")).values("sum"))
    first = When(~Exists(earlier), kind=events.Disbursed.kind, then=Coalesce(kept_sum, Value(0)))
    kept_back = Case(first, default=Value(0), output_field=BigIntegerField())
    wide = ("contract__subject__search_text", "contract__subject__search_grams", "contract__terms")
    shown = rows.annotate(to_customer=F("amount") - kept_back).select_related("contract__subject").defer(*wide)
    return shown.order_by("value_date", "serial")


def _in_force(rows: QuerySet[Event]) -> QuerySet[Event]:
    undone = Event.objects.filter(contract=OuterRef("contract"), kind=events.Reversed.kind, names=OuterRef("key"))
    return rows.filter(~Exists(undone))
