"""Taking many contracts over from another system, with their histories, in sets: all of a batch, or none of it.

Their money moved elsewhere: every amount comes in over the take-over clearing account, and nothing is income.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext_lazy as _

from loanmath.events import Disbursed, Event, Opened
from loanmath.terms import LoanTerms
from repaid.access.actors import Actor
from repaid.access.business_day import today, wait_until_open
from repaid.access.command import command
from repaid.access.models import Subject
from repaid.contracts.choices import KIND
from repaid.contracts.commands.arrivals import Arrival, arrived, write_arrivals
from repaid.contracts.commands.ground import LaterThanToday
from repaid.contracts.commands.opening import branch_named
from repaid.contracts.rights import TAKE_OVER
from repaid.kernel.refusal import Refusal
from repaid.parties.commands.register import NewParty, register_parties
from repaid.products.queries import offered_version

PART: Final = 500
"""How many contracts are held in memory at once."""


class NumberTwice(Refusal):
    code = "number_twice"
    sentence = _("The contract number {number} stands in the batch twice. Correct the source.")


class NeverLaunched(Refusal):
    code = "never_launched"
    sentence = _("Contract {number} has neither a disbursement nor a position taken over. Add one.")


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOver:
    """A contract to take over: its number in the other system, its borrower, its terms and all its events."""

    number: str
    borrower: NewParty
    terms: LoanTerms
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class ContractsTakenOver:
    """`known` are numbers that were there already: they were left alone."""

    taken: int
    known: tuple[str, ...]


@command("contracts.import_contracts", right=TAKE_OVER, personal=("batch",))
def import_contracts(*, by: Actor, product: str, batch: Sequence[TakenOver], branch: str = "") -> ContractsTakenOver:
    """Take a batch of contracts over with their borrowers and histories. Numbers that exist already are left alone."""
    wait_until_open(by.organisation_id)
    on = today(by.organisation_id)
    known = _known(by, batch)
    fresh = [each for each in batch if each.number not in known]
    for each in fresh:
        _refuse_impossible(each, on)
    version, place = offered_version(by, product, on), branch_named(by, branch)
    people = register_parties(by=by, parties=[each.borrower for each in fresh], branch=branch)
    owners = list(zip(people.party_ids, people.subject_ids, strict=True))
    for start in range(0, len(fresh), PART):
        part = [
            Arrival(each.number, each.borrower.called, *owner, each.terms, each.events)
            for each, owner in zip(fresh[start : start + PART], owners[start : start + PART], strict=True)
        ]
        write_arrivals(by, version, place, [arrived(each, on) for each in part], on)
    return ContractsTakenOver(len(fresh), tuple(sorted(known)))


def _known(by: Actor, batch: Iterable[TakenOver]) -> set[str]:
    numbers = [each.number for each in batch]
    if len(set(numbers)) < len(numbers):
        raise NumberTwice(number=next(number for number in numbers if numbers.count(number) > 1))
    rows = Subject.objects.filter(organisation=by.organisation_id, kind=KIND, number__in=numbers)
    return set(rows.values_list("number", flat=True))


def _refuse_impossible(each: TakenOver, on: date) -> None:
    if not any(isinstance(event, Disbursed | Opened) for event in each.events):
        raise NeverLaunched(number=each.number)
    latest = max(event.value_date for event in each.events)
    if latest > on:
        raise LaterThanToday(value_date=latest, today=on)
