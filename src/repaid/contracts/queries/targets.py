"""Contracts that money could belong to, found by what a payment says of them; set-based, for many payments at once."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final, NamedTuple

from django.db import connection
from django.db.models import OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from repaid.access.actors import Actor
from repaid.access.models import Subject, SubjectPerson
from repaid.access.scope import visible
from repaid.access.subjects import matching
from repaid.contracts.choices import KIND, PartyRole, State
from repaid.contracts.models import Contract, Instalment


class PayableContract(NamedTuple):
    """A contract as one looks for it with money in hand. `due`: open and due by the day; amounts in minor units."""

    contract_id: int
    subject_id: int
    number: str
    account: str
    currency: str
    borrowers: str
    due: int
    next_amount: int
    launched_on: date | None
    state: State


_NAMED: Final = """
    SELECT id FROM contracts_contract WHERE account = ANY(%(accounts)s)
    UNION
    SELECT c.id FROM access_subject s JOIN contracts_contract c ON c.subject_id = s.id
    WHERE s.organisation_id = %(organisation)s AND s.kind = %(kind)s AND s.number = ANY(%(numbers)s)
    UNION
    SELECT id FROM contracts_contract WHERE subject_id = ANY(%(subjects)s)
"""
"""Each part has an index of its own; one condition with all of them would have none."""


def targets(
    by: Actor, on: date, *, accounts: Iterable[str] = (), numbers: Iterable[str] = (), subject_ids: Iterable[int] = ()
) -> list[PayableContract]:
    """The contracts in scope with one of these repayment accounts, numbers or subjects; two queries."""
    named: dict[str, Any] = {"accounts": list(accounts), "numbers": list(numbers), "subjects": list(subject_ids)}
    with connection.cursor() as cursor:
        cursor.execute(_NAMED, {**named, "organisation": by.organisation_id, "kind": KIND})
        ids = [key for (key,) in cursor.fetchall()]
    return list(_described(visible(Contract.objects.filter(pk__among=ids), by), on)) if ids else []


def targets_named(by: Actor, on: date, words: Iterable[str], limit: int) -> list[PayableContract]:
    """Contracts one of whose borrowers has one of these words in the name."""
    subjects = Subject.objects.filter(kind=KIND)
    found: set[int] = set()
    for word in words:
        found.update(visible(matching(subjects, word), by, subject="").values_list("pk", flat=True)[:limit])
    return targets(by, on, subject_ids=found) if found else []


def targets_of_amount(by: Actor, on: date, amount: int, currency: str, limit: int) -> list[PayableContract]:
    """Contracts whose next instalment has exactly this amount."""
    rows = Contract.objects.filter(balance__next_amount=amount, currency=currency)
    return list(_described(visible(rows, by)[:limit], on))


def targets_of_customer(by: Actor, on: date, subject_id: int) -> list[PayableContract]:
    """The contracts of the borrowers of a contract, or of a party; longest overdue first."""
    borrowing = Q(things__subject=subject_id, things__role=PartyRole.BORROWER)
    people = Subject.objects.filter(Q(pk=subject_id, kind="party") | borrowing).values("pk")
    owned = SubjectPerson.objects.filter(person__in=people, role=PartyRole.BORROWER).values("subject")
    rows = visible(Contract.objects.filter(subject__in=owned), by).order_by(
        "balance__oldest_due_on", "balance__next_due_on", "pk"
    )
    return list(_described(rows, on))


def _described(rows: QuerySet[Contract], on: date) -> Iterator[PayableContract]:
    due = (
        Instalment.objects.filter(contract=OuterRef("pk"), fixed=True, due__lte=on, open_total__gt=0)
        .values("contract")
        .annotate(sum=Sum("open_total"))
        .values("sum")
    )
    columns = (
        "pk", "subject_id", "subject__number", "account", "currency", "subject__title", "billed",
        "balance__next_amount", "launched_on", "state",
    )  # fmt: skip
    rows = rows.annotate(billed=Coalesce(Subquery(due), Value(0)))
    for *row, next_due_on in rows.values_list(*columns, "balance__next_due_on"):
        each = PayableContract._make(row)
        # The next instalment where it falls due by the day, and is not billed yet.
        falls_due = each.next_amount if next_due_on is not None and next_due_on <= on else 0
        yield each._replace(due=each.due + falls_due, state=State(each.state))
