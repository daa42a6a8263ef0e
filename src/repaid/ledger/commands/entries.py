"""Journal entries made by hand, and their reversal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from loanmath.money import Money
from repaid.access import business_day
from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.access.models import Branch
from repaid.access.subjects import next_number
from repaid.kernel.refusal import NotFound, Refusal, WrongInput
from repaid.ledger.causes import MANUAL
from repaid.ledger.models import ManualEntry, Transfer
from repaid.ledger.postings import Cause, Entry, Place, Row, post, write_transfers
from repaid.ledger.rights import POST_MANUALLY

SERIES = "journal"


class ValueInFuture(Refusal):
    code = "value_in_future"
    sentence = _("The business day is {today}. A value date after it cannot be booked.")


class AlreadyReversed(Refusal):
    code = "entry_already_reversed"
    sentence = _("Journal entry {number} was reversed by {reversal} already.")


@dataclass(frozen=True, slots=True)
class EntryPosted:
    entry_id: int
    number: str
    transfers: int


Leg = tuple[str, str, Money]
"""Code to debit, code to credit, amount."""


@command("ledger.post_manual_entry", right=POST_MANUALLY)
def post_manual_entry(*, by: Actor, legs: Sequence[Leg], value_date: date, text: str, branch: str = "") -> EntryPosted:
    """Move amounts between accounts by hand, in one journal entry."""
    business_day.wait_until_open(by.organisation_id)
    today = business_day.today(by.organisation_id)
    if value_date > today:
        raise ValueInFuture(today=today, field="value_date")
    if not legs:
        raise WrongInput(reason=_("Enter an amount."), field="legs")
    for debit, credit, amount in legs:
        _refuse_leg(debit, credit, amount)
    entry = _begun(by, next_number(by.organisation_id, SERIES), text, value_date, today)
    branch_id = _branch_id(by, branch)
    cause = Cause(MANUAL, entry.pk)
    count = post(
        organisation_id=by.organisation_id,
        booked_on=today,
        entries=[
            Entry(_place(debit, amount, branch_id), _place(credit, amount, branch_id), amount.minor, value_date, cause)
            for debit, credit, amount in legs
        ],
    )
    return EntryPosted(entry.pk, entry.number, count)


@command("ledger.reverse_entry", right=POST_MANUALLY)
def reverse_entry(*, by: Actor, number: str, text: str) -> EntryPosted:
    """Undo a journal entry made by hand: the mirror of its transfers, booked today."""
    business_day.wait_until_open(by.organisation_id)
    today = business_day.today(by.organisation_id)
    # The number series is locked first, so that two reversals of one entry come one after the other.
    reversal = next_number(by.organisation_id, SERIES)
    entry = _entry(by, number)
    mirror = _begun(by, reversal, text, entry.value_date, today, reverses=entry)
    wrong = Transfer.objects.filter(organisation=by.organisation_id, cause_kind=MANUAL, cause_id=entry.pk)
    count = write_transfers([_mirrored(row, today, mirror.pk) for row in wrong.order_by("pk")])
    return EntryPosted(mirror.pk, mirror.number, count)


def _mirrored(row: Transfer, booked_on: date, cause_id: int) -> Row:
    return (
        row.organisation_id, row.credit_id, row.debit_id, row.amount_minor, row.currency, row.value_date, booked_on,
        row.subject_id, MANUAL, cause_id, row.pk,
    )  # fmt: skip


def _refuse_leg(debit: str, credit: str, amount: Money) -> None:
    if amount.minor <= 0:
        raise WrongInput(reason=_("Enter an amount above zero."), field="legs")
    if debit == credit:
        raise WrongInput(reason=_("Debit and credit must be two accounts."), field="legs")


def _place(code: str, amount: Money, branch_id: int | None) -> Place:
    return Place(code, amount.currency, branch_id)


def _branch_id(by: Actor, code: str) -> int | None:
    if not code:
        return None
    branch = Branch.objects.filter(organisation=by.organisation_id, code=code).first()
    if branch is None:
        raise WrongInput(reason=_("There is no branch with this code."), field="branch")
    return branch.pk


def _begun(
    by: Actor, number: str, text: str, value_date: date, today: date, reverses: ManualEntry | None = None
) -> ManualEntry:
    if not text.strip():
        raise WrongInput(reason=_("Say what the entry is for."), field="text")
    return ManualEntry.objects.create(
        organisation_id=by.organisation_id,
        number=number,
        text=text.strip(),
        value_date=value_date,
        booked_on=today,
        recorded_by_id=by.user_id,
        reverses=reverses,
    )


def _entry(by: Actor, number: str) -> ManualEntry:
    rows = ManualEntry.objects.filter(organisation=by.organisation_id, number=number)
    entry = rows.select_related("reversed_by").first()
    if entry is None:
        raise NotFound(kind=_("journal entry"), number=number)
    reversal = getattr(entry, "reversed_by", None)
    if reversal is not None:
        raise AlreadyReversed(number=number, reversal=reversal.number)
    return entry
