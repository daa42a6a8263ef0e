"""Reading take-overs: files of positions, where contracts came from."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.choices import ScopeLevel
from repaid.access.models import Subject
from repaid.contracts.models import ColumnsKept, Contract, Origin, TakeOver
from repaid.kernel.refusal import NotFound
from repaid.kernel.text import folded
from repaid.payments.reading import header_digest

TAKE_OVER: Final = _("take-over")
"""What a take-over is called where one is not found."""

SUBJECT_KIND: Final = "contract"


def _within(by: Actor) -> QuerySet[TakeOver]:
    """The take-overs that an actor may see: a file names people of many branches."""
    rows = TakeOver.objects.filter(organisation=by.organisation_id)
    if by.scope in (ScopeLevel.ORGANISATION, ScopeLevel.EVERYTHING):
        return rows
    return rows.filter(brought_by=by.user_id)


def takeovers(by: Actor) -> QuerySet[TakeOver]:
    """The take-overs that an actor may see, newest first, without their files."""
    rows = _within(by).defer("content", "notes")
    return rows.select_related("brought_by", "taken_by", "branch").order_by("-id")


def takeover_of(by: Actor, key: int, *, locked: bool = False) -> TakeOver:
    """A take-over, its file when it is asked for; else NotFound."""
    rows = _within(by).filter(pk=key).defer("content")
    rows = rows.select_for_update(of=("self",)) if locked else rows
    found = rows.select_related("brought_by", "taken_by", "branch").first()
    if found is None:
        raise NotFound(kind=TAKE_OVER, number=key)
    return found


def number_here(prefix: str, number: str) -> str:
    """The number that a contract of another system gets here: no address of a page bears a slash, so it is a dash.

    >>> number_here("S-", "KR/12/2026")
    'S-KR-12-2026'
    """
    return (prefix + number).replace("/", "-")


FIGURES: Final = (
    "contracts", "principal", "principal_due", "interest_due", "penalty_due", "fees_due", "tax_due",
    "interest_accrued", "credit",
)  # fmt: skip
"""What a file comes to, in the order in which people read it: a number of contracts, then minor units."""


def sums_of(row: TakeOver) -> dict[str, dict[str, int]]:
    """What the rows of a file come to, by currency and figure."""
    return {currency: {name: sums[name] for name in FIGURES} for currency, sums in sorted(row.sums.items())}


class ControlDifference(NamedTuple):
    """A figure of the file that is not what a person says it should be; minor units, or a number of contracts."""

    currency: str
    figure: str
    ours: int
    theirs: int


def control_differences(row: TakeOver) -> list[ControlDifference]:
    """Where the file does not come to the control totals that were said."""
    compared = [
        ControlDifference(currency, figure, row.sums.get(currency, {}).get(figure, 0), minor)
        for currency, figures in row.control.items()
        for figure, minor in figures.items()
    ]
    return [each for each in compared if each.ours != each.theirs]


def sources(by: Actor) -> list[str]:
    """What other systems were called so far."""
    rows = TakeOver.objects.filter(organisation=by.organisation_id)
    return list(rows.values_list("source", flat=True).distinct().order_by("source"))


def source_called(by: Actor, text: str) -> str:
    """A source as it was written before, where it was; else as it is written now."""
    called = " ".join(text.split())
    return next((each for each in sources(by) if folded(each) == folded(called)), called)


def origins_known(by: Actor, source: str, numbers: Iterable[str]) -> frozenset[str]:
    """Which numbers of another system were taken over before."""
    rows = Origin.objects.filter(organisation=by.organisation_id, source=source, number__in=list(numbers))
    return frozenset(rows.values_list("number", flat=True))


def numbers_taken(by: Actor, numbers: Iterable[str]) -> frozenset[str]:
    """Which numbers contracts have already."""
    rows = Subject.objects.filter(organisation=by.organisation_id, kind=SUBJECT_KIND, number__in=list(numbers))
    return frozenset(rows.values_list("number", flat=True))


def origin_of(contract: Contract) -> Origin | None:
    """Where a contract came from; None for one that began here."""
    return Origin.objects.filter(contract=contract).select_related("take_over").first()


def columns_kept(by: Actor, head: Sequence[Sequence[str]]) -> dict[str, str] | None:
    """The columns that somebody chose for tables with one of these rows as their header."""
    digests = [header_digest(row) for row in head]
    rows = ColumnsKept.objects.filter(organisation=by.organisation_id, header_digest__in=digests)
    return rows.order_by("-kept_at").values_list("columns", flat=True).first()
