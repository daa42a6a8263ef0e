"""Reading payments, within the actor's scope: money of unknown owners, and what belongs to subjects in the scope."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple, TypeVar

from django.db.models import Count, Model, Q, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.access.choices import ScopeLevel
from repaid.access.grams import contains_words, found_in
from repaid.access.models import Subject
from repaid.access.scope import visible
from repaid.access.subjects import matching
from repaid.kernel.refusal import NotFound
from repaid.kernel.text import folded, latin_digits
from repaid.payments.choices import WAITING, State
from repaid.payments.formats import ColumnMapping
from repaid.payments.models import BankFile, MappingKept, Payment, Statement

M = TypeVar("M", bound=Model)
PART_MIN: Final = 3
"""Characters from which a part of a word is looked for."""

PAYMENT = _("payment")
"""What a payment is called where one is not found."""


def payments(
    by: Actor, *, text: str = "", amounts: Q | None = None, since: date | None = None, until: date | None = None,
    least: int | None = None, most: int | None = None, states: Iterable[str] = (), sources: Iterable[str] = (),
    subject: Subject | None = None,
) -> QuerySet[Payment]:  # fmt: skip
    """Payments by text, day, amount in minor units (bounds are inclusive), state, source and owner (CC-42).

    Every word of `text` is a part of payer, account, title or references; or the text is the number of the payment, or
    finds its owner; `amounts` finds more. Newest value date first.
    """
    bounds = {
        "value_date__gte": since, "value_date__lte": until, "amount__gte": least, "amount__lte": most,
        "state__in": list(states) or None, "source__in": list(sources) or None, "subject": subject,
    }  # fmt: skip
    wanted = Q(**{name: bound for name, bound in bounds.items() if bound is not None})
    return (
        within(by)
        .filter(wanted & finds(text, amounts))
        .select_related("words", "subject")
        .order_by("-value_date", "-id")
    )


def finds(text: str, amounts: Q | None = None) -> Q:
    """What a text finds; everything when there is no text. Asks the database."""
    if not text.strip():
        return Q()
    words, number = folded(text).split(), latin_digits(text).strip()

    def places(by_index: bool) -> Iterator[Q]:
        yield from (Q(number=number), Q(subject__number=number))
        if amounts is not None:
            yield amounts
        if max(map(len, words), default=0) >= PART_MIN:
            yield contains_words("words__search", words, by_index=by_index)
            yield Q(subject__in=matching(Subject.objects.all(), text).order_by().values("pk"))

    return found_in(Payment.objects.all(), "pk", places)


def within(by: Actor) -> QuerySet[Payment]:
    """The payments that an actor may see."""
    return in_scope(Payment.objects.all(), by)


def in_scope(rows: QuerySet[M], by: Actor) -> QuerySet[M]:
    """Those of `rows` that an actor may see: they belong to nobody, or to a subject in the scope."""
    rows = rows.filter(organisation=by.organisation_id)
    if by.scope in (ScopeLevel.ORGANISATION, ScopeLevel.EVERYTHING):
        return rows
    return rows.filter(Q(subject=None) | Q(subject__in=visible(Subject.objects.all(), by, subject="").values("pk")))


def payment_named(by: Actor, number: str) -> Payment:
    """The payment with this number; else NotFound."""
    found = within(by).select_related("words", "subject", "statement", "entered_by").filter(number=number).first()
    if found is None:
        raise NotFound(kind=PAYMENT, number=number)
    return found


def waiting(by: Actor) -> QuerySet[Payment]:
    """Money that waits for a decision, oldest first: the queue of the desk."""
    return within(by).filter(state__in=WAITING).select_related("words", "subject").order_by("value_date", "id")


def next_waiting(by: Actor, payment: Payment) -> Payment | None:
    """The payment after this one in the queue of the desk."""
    later = Q(value_date__gt=payment.value_date) | Q(value_date=payment.value_date, pk__gt=payment.pk)
    return waiting(by).filter(later).first()


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many payments wait, and how much of them in each currency."""

    count: int
    rests: tuple[Money, ...]


def waiting_sums(by: Actor) -> Waiting:
    """What the queue of the desk comes to."""
    rows = within(by).filter(state__in=WAITING).values_list("currency").order_by("currency")
    sums = list(rows.annotate(count=Count("pk"), amount=Sum("amount"), settled=Sum("settled")))
    rests = tuple(Money(int(amount - settled), currency) for currency, _count, amount, settled in sums)
    return Waiting(sum(count for _currency, count, _amount, _settled in sums), rests)


def known_keys(organisation_id: int, keys: Iterable[str]) -> dict[str, str]:
    """The numbers of the payments that are known already, by their natural keys."""
    rows = Payment.objects.filter(organisation=organisation_id, natural_key__among=list(keys))
    return dict(rows.values_list("natural_key", "number"))


def duplicate_of(by: Actor, *, value_date: date, amount: Money, payer: str) -> Payment | None:
    """A payment of the same day, amount and payer: probably the same one, told twice."""
    rows = within(by).filter(value_date=value_date, amount=amount.minor, currency=amount.currency, withdrawn_on=None)
    same = (row for row in rows.select_related("words") if folded(row.words.payer) == folded(payer))
    return next(same, None)


def owners_of_accounts(organisation_id: int, accounts: Iterable[str]) -> dict[str, frozenset[int]]:
    """The subjects whose money came from each of these accounts before."""
    rows = Payment.objects.filter(
        organisation=organisation_id, words__payer_account__among=list({each for each in accounts if each})
    ).exclude(subject=None)
    found: dict[str, set[int]] = {}
    for account, subject_id in rows.values_list("words__payer_account", "subject_id").distinct():
        found.setdefault(account, set()).add(subject_id)
    return {account: frozenset(owners) for account, owners in found.items()}


class Said(NamedTuple):
    """A payment that waits: `rest` of it, in minor units, with what payer and bank said. `references`: kind, value."""

    pk: int
    number: str
    rest: int
    currency: str
    value_date: date
    subject_id: int | None
    payer: str
    payer_account: str
    paid_into: str
    references: list[tuple[str, str]]
    remittance: str


_PAYMENT: Final = ("pk", "number", "amount", "currency", "value_date", "subject_id")
_WORDS: Final = Said._fields[len(_PAYMENT) :]


def said_by(payment: Payment) -> Said:
    """What one payment says."""
    words = (getattr(payment.words, name) for name in _WORDS)
    row = (payment.pk, payment.number, payment.rest, payment.currency, payment.value_date, payment.subject_id)
    return Said(*row, *words)


def unsettled(by: Actor, statements: Sequence[int] | None = None) -> QuerySet[Payment]:
    """Payments that wait as a whole, of these statements or of all, in the order in which they came."""
    rows = within(by).filter(state__in=(State.UNMATCHED, State.UNSETTLED))
    return rows.filter(statement__in=statements).order_by("pk") if statements is not None else rows.order_by("pk")


def unsettled_among(by: Actor, payment_ids: Sequence[int]) -> list[Said]:
    """Those of some payments that wait as a whole, in the order in which they came."""
    rows = unsettled(by).filter(pk__among=payment_ids)
    return [Said(*row) for row in rows.values_list(*_PAYMENT, *(f"words__{name}" for name in _WORDS))]


def statements(by: Actor) -> QuerySet[Statement]:
    """Statements that were taken in, newest first."""
    rows = Statement.objects.filter(organisation=by.organisation_id)
    return rows.select_related("taken_by").order_by("-id")


def statement_at(by: Actor, key: int) -> Statement:
    """A statement that was taken in; else NotFound."""
    found = statements(by).filter(pk=key).first()
    if found is None:
        raise NotFound(kind=_("bank statement"), number=key)
    return found


def statements_of_file(by: Actor, content: bytes) -> list[int]:
    """The ids of the statements that were taken in of a file, at once or at several times."""
    digest = hashlib.sha256(content).hexdigest()
    return list(Statement.objects.filter(organisation=by.organisation_id, digest=digest).values_list("pk", flat=True))


def file_kept(by: Actor, key: int) -> BankFile:
    """A file that was brought; else NotFound."""
    found = BankFile.objects.filter(organisation=by.organisation_id, pk=key).first()
    if found is None:
        raise NotFound(kind=_("file"), number=key)
    return found


def mappings(by: Actor) -> QuerySet[MappingKept]:
    """The tables of banks whose columns are remembered, by name."""
    rows = MappingKept.objects.filter(organisation=by.organisation_id)
    return rows.select_related("kept_by").order_by("name", "id")


def name_of_mapping(by: Actor, mapping: ColumnMapping) -> str:
    """What people call the table with the header of a mapping; "" when it is not remembered."""
    return mappings(by).filter(mapping=mapping.as_data()).values_list("name", flat=True).first() or ""


def mapping_kept(by: Actor, key: int) -> MappingKept:
    """A table whose columns are remembered; else NotFound."""
    found = mappings(by).filter(pk=key).first()
    if found is None:
        raise NotFound(kind=_("columns of a table"), number=key)
    return found


def waiting_total(organisation_id: int, currency: str) -> int:
    """What all payments that are neither settled nor taken back leave among the unallocated receipts, minor units."""
    rows = Payment.objects.filter(organisation=organisation_id, currency=currency, amount__gt=0, withdrawn_on=None)
    sums = rows.aggregate(amount=Sum("amount"), settled=Sum("settled"))
    return int((sums["amount"] or 0) - (sums["settled"] or 0))
