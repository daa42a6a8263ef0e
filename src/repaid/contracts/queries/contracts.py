"""Finding contracts, one and many; figures of lists come set-based from derived rows, never contract by contract."""

from datetime import date
from typing import Final

from django.db.models import Count, DateField, F, Func, IntegerField, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.models import Subject
from repaid.access.scope import fetch, visible
from repaid.access.subjects import matching
from repaid.contracts.choices import KIND, PartyRole, State
from repaid.contracts.models import Contract, ContractParty, Instalment, StateChange

CONTRACT: Final = _("contract")
"""What a contract is called where one is not found."""


UNSHOWN: Final = ("subject__search_text", "subject__search_grams", "version__template", "version__fees")
"""Wide columns of the rows beside a contract that nobody who shows or changes a contract looks at."""


def contract_named(by: Actor, number: str) -> Contract:
    """The contract with this number, when the actor may see it; else NotFound."""
    beside = ("subject", "balance", "version__product", "branch", "organisation", "origin")
    rows = Contract.objects.select_related(*beside)
    return fetch(rows.defer(*UNSHOWN), by, kind=CONTRACT, number=number)


def parties_of(contract: Contract) -> QuerySet[ContractParty]:
    """Who takes part in a contract, borrowers first, in the order of naming; those who left it too."""
    return contract.parties.select_related("party__subject").order_by("role", "id")


def states_of(contract: Contract) -> QuerySet[StateChange]:
    """The states a contract went through, with day and author, oldest first (CZ-44)."""
    return contract.state_changes.select_related("recorded_by").order_by("id")


def contracts(by: Actor, on: date, *, states: tuple[State, ...] = (), text: str = "") -> QuerySet[Contract]:
    """The contracts an actor sees, newest first, each with its arrears on the business day `on`.

    `text` is looked for in number, names and repayment account. Annotated: `overdue` (minor units that fell due before
    the day and are unpaid) and `days_late`; `subject.title` is the borrowers' names, `balance` holds principal, credit,
    next due date and amount.
    """
    rows = visible(Contract.objects.all(), by, organisation="organisation")
    if states:
        rows = rows.filter(state__in=states)
    if text:
        named = matching(Subject.objects.filter(organisation=by.organisation_id, kind=KIND), text)
        rows = rows.filter(subject__in=named.order_by().values("pk"))
    beside = ("subject", "balance", "version__product", "branch")
    return with_arrears(rows, on).select_related(*beside).defer(*UNSHOWN).order_by("-id")


def counts_by_state(by: Actor) -> dict[State, int]:
    """How many contracts an actor sees in each state."""
    rows = visible(Contract.objects.all(), by, organisation="organisation")
    return {State(state): count for state, count in rows.values_list("state").annotate(Count("pk"))}


def with_arrears(rows: QuerySet[Contract], on: date) -> QuerySet[Contract]:
    """`rows` with `overdue` (minor units) and `days_late` on a business day; see `contracts`."""
    unpaid = (
        Instalment.objects.filter(contract=OuterRef("pk"), fixed=True, due__lt=on, open_total__gt=0)
        .values("contract")
        .annotate(sum=Sum("open_total"))
        .values("sum")
    )
    late = Func(
        Cast(Value(on), DateField()),
        F("balance__oldest_due_on"),
        template="GREATEST(%(expressions)s, 0)",
        arg_joiner=" - ",
        output_field=IntegerField(),
    )
    return rows.annotate(overdue=Coalesce(Subquery(unpaid), Value(0)), days_late=Coalesce(late, Value(0)))


def contracts_of_party(by: Actor, party: Subject) -> QuerySet[Contract]:
    """The contracts in which a party takes part, newest first, within the actor's scope."""
    rows = visible(Contract.objects.filter(parties__party__subject=party, parties__until=None), by)
    return rows.select_related("subject", "balance", "version__product").defer(*UNSHOWN).distinct().order_by("-id")


def loans_of_customer(by: Actor) -> QuerySet[Contract]:
    """The loans of the signed-in customer, newest number first (CZ-41); nobody else's are in it."""
    rows = visible(Contract.objects.all(), by)
    return rows.select_related("subject", "balance", "version__product").defer(*UNSHOWN).order_by("-id")


def borrowers_of(contract: Contract) -> list[ContractParty]:
    """The present borrowers, the addressee of letters first."""
    return [each for each in parties_of(contract) if each.role == PartyRole.BORROWER and each.until is None]
