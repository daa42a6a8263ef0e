"""Reading the books."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce

from repaid.access.actors import Actor
from repaid.access.choices import ScopeLevel
from repaid.access.models import Subject
from repaid.access.scope import visible
from repaid.kernel.refusal import NotFound
from repaid.ledger.causes import MANUAL
from repaid.ledger.choices import AccountClass
from repaid.ledger.models import Account, ChartLine, ManualEntry, RoleAccount, Transfer


def role_codes(organisation_id: int) -> dict[str, str]:
    """The code that plays each role in an organisation."""
    rows = RoleAccount.objects.filter(organisation=organisation_id)
    return dict(rows.values_list("role", "line__code"))


def chart(by: Actor) -> QuerySet[ChartLine]:
    """The chart of accounts, in order of codes."""
    return ChartLine.objects.filter(organisation=by.organisation_id).prefetch_related("roles").order_by("code")


def line_named(by: Actor, code: str) -> ChartLine:
    """The line of the chart with this code."""
    found = ChartLine.objects.filter(organisation=by.organisation_id, code=code).first()
    if found is None:
        raise NotFound(kind=ChartLine.__name__, number=code)
    return found


def books(by: Actor) -> QuerySet[Account]:
    """The accounts an actor may see: those of the organisation; below that scope those of the own branches."""
    rows = Account.objects.filter(organisation=by.organisation_id)
    match by.scope:
        case ScopeLevel.ORGANISATION | ScopeLevel.EVERYTHING:
            return rows
        case ScopeLevel.PROVINCE:
            return rows.filter(branch__province=by.province_id, branch__province__isnull=False)
        case _:
            return rows.filter(branch=by.branch_id, branch__isnull=False)


@dataclass(frozen=True, slots=True)
class TrialRow:
    """One line of the chart in one currency. Balances are debit minus credit, minor units."""

    code: str
    names: Mapping[str, str]
    account_class: AccountClass
    currency: str
    opening_minor: int
    debit_minor: int
    credit_minor: int

    @property
    def closing_minor(self) -> int:
        """What stands at the end of the last day."""
        return self.opening_minor + self.debit_minor - self.credit_minor


@dataclass(frozen=True, slots=True)
class TrialTotal:
    """All lines of one currency together; opening and closing are zero for whole books."""

    currency: str
    opening_minor: int
    debit_minor: int
    credit_minor: int
    closing_minor: int


@dataclass(frozen=True, slots=True)
class TrialBalance:
    """Balances and turnover of booking days [since, until]."""

    since: date
    until: date
    rows: tuple[TrialRow, ...]

    @property
    def totals(self) -> tuple[TrialTotal, ...]:
        """One total for each currency."""
        return tuple(
            TrialTotal(
                currency,
                sum(row.opening_minor for row in rows),
                sum(row.debit_minor for row in rows),
                sum(row.credit_minor for row in rows),
                sum(row.closing_minor for row in rows),
            )
            for currency in sorted({row.currency for row in self.rows})
            for rows in [[row for row in self.rows if row.currency == currency]]
        )


def trial_balance(
    by: Actor, since: date, until: date, *, branch_id: int | None = None, product: str = ""
) -> TrialBalance:
    """The trial balance of the booking days [since, until], whole or of one branch or product; three queries."""
    seen = narrowed(books(by), branch_id, product)
    debits = _turnover("debit", seen, since, until)
    credits_ = _turnover("credit", seen, since, until)
    lines = {line.pk: line for line in ChartLine.objects.filter(organisation=by.organisation_id)}
    rows = []
    for line_id, currency in debits.keys() | credits_.keys():
        before_in, in_ = debits.get((line_id, currency), (0, 0))
        before_out, out = credits_.get((line_id, currency), (0, 0))
        line = lines[line_id]
        rows.append(
            TrialRow(
                line.code, line.names, AccountClass(line.account_class), currency, before_in - before_out, in_, out
            )
        )
    return TrialBalance(since, until, tuple(sorted(rows, key=lambda row: (row.code, row.currency))))


def narrowed(rows: QuerySet[Account], branch_id: int | None, product: str) -> QuerySet[Account]:
    if branch_id is not None:
        rows = rows.filter(branch=branch_id)
    return rows.filter(product=product) if product else rows


def _turnover(side: str, seen: QuerySet[Account], since: date, until: date) -> dict[tuple[int, str], tuple[int, int]]:
    rows = (
        Transfer.objects.filter(**{f"{side}__in": seen}, booked_on__lte=until)
        .values_list(f"{side}__line", "currency")
        .annotate(
            before=Coalesce(Sum("amount_minor", filter=Q(booked_on__lt=since)), Value(0)),
            within=Coalesce(Sum("amount_minor", filter=Q(booked_on__gte=since)), Value(0)),
        )
    )
    return {(line, currency): (int(before), int(within)) for line, currency, before, within in rows}


def transfers_of(by: Actor, subject: Subject) -> QuerySet[Transfer]:
    """The transfers of a subject within the actor's scope, newest first."""
    rows = visible(Transfer.objects.filter(subject=subject), by)
    return rows.select_related("debit__line", "credit__line").order_by("-pk")


def balances_of(subject_id: int) -> dict[tuple[str, str], int]:
    """What stands for a subject on each (code, component): debit minus credit, minor units; zeros left out."""
    found: dict[tuple[str, str], int] = {}
    for side, sign in (("debit", 1), ("credit", -1)):
        rows = Transfer.objects.filter(subject=subject_id).values_list(f"{side}__line__code", f"{side}__component")
        for code, component, amount in rows.annotate(sum=Sum("amount_minor")):
            found[code, component] = found.get((code, component), 0) + sign * int(amount)
    return {place: amount for place, amount in found.items() if amount}


def journal_entry(by: Actor, cause_kind: str, cause_id: int) -> QuerySet[Transfer]:
    """The transfers of one cause that touch an account the actor may see."""
    rows = _touching(by).filter(cause_kind=cause_kind, cause_id=cause_id)
    return rows.select_related("debit__line", "credit__line", "subject").order_by("pk")


def manual_entries(by: Actor) -> QuerySet[ManualEntry]:
    """Entries made by hand that touch an account the actor may see, newest first."""
    legs = _touching(by).filter(cause_kind=MANUAL, cause_id=OuterRef("pk"))
    rows = ManualEntry.objects.filter(Exists(legs), organisation=by.organisation_id)
    return rows.select_related("recorded_by", "reverses", "reversed_by").order_by("-pk")


def _touching(by: Actor) -> QuerySet[Transfer]:
    seen = books(by)
    return Transfer.objects.filter(Q(debit__in=seen) | Q(credit__in=seen), organisation=by.organisation_id)
