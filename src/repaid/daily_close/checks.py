"""Checking the books from the ground: what is said here rests on events and transfers alone, not on what a close noted.

Everything found is named: a contract, an account of a product, a transfer, a seal of a day.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from django.utils.translation import gettext_lazy as _

from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.access.business_day import closed_until
from repaid.access.models import Branch, Organisation
from repaid.contracts.books import codes_held
from repaid.contracts.proof import PARTS, proofs
from repaid.daily_close.choices import RunState
from repaid.daily_close.models import Run, Seal
from repaid.daily_close.seals import as_data, exported, seals_for
from repaid.kernel.refusal import Finding
from repaid.ledger.causes import without_cause
from repaid.ledger.postings import Place
from repaid.ledger.turnover import places_of, sides, turnover

Listener = Callable[[int], None]

SENTENCES: Final = {
    "not_even": _("{currency}: debits come to {debits}, credits to {credits}."),
    "not_from_events": _("Contract {number}: {part} is not what follows from its events."),
    "other_sum": _(
        "Account {account}, product {product}, branch {branch}, {component}:"
        " the ledger holds {ledger}, contracts come to {contracts}."
    ),
    "no_cause": _("Transfer {transfer} names the cause {kind} {cause}, which is not there."),
    "no_seal": _("The day {day} was closed, but its seals are missing."),
    "broken_seal": _("The seal of {day}, part {part}, does not fit the transfers or the seal before it."),
    "other_seal_file": _("The seals of {day} are not those of the exported file."),
    "no_seal_file": _("There is no exported file with the seals of {day}."),
}


def told(code: str, facts: Mapping[str, Any]) -> Finding:
    """The finding of a code; facts may be what `as_facts` kept of it."""
    said = dict(facts)
    if code == "not_from_events":
        said["part"] = PARTS[said["part"]]
    return Finding(code, SENTENCES[code], facts=said)


class Found(NamedTuple):
    """What a check found: a code of SENTENCES with the facts of its sentence."""

    code: str
    facts: dict[str, Any]

    @property
    def finding(self) -> Finding:
        """The same with its sentence."""
        return told(self.code, self.facts)


def check_books(by: Actor, listener: Listener = lambda _count: None) -> list[Found]:
    """Everything that is wrong with the books of the actor's organisation; empty when they are in order."""
    held: dict[Place, int] = {}
    found = list(_contracts(by, held, listener))
    return [*found, *_sides(by), *_accounts(by, held), *_causes(by), *_seals(by)]


def _contracts(by: Actor, held: dict[Place, int], listener: Listener) -> Iterator[Found]:
    for count, proof in enumerate(proofs(by.organisation_id, closed_until(by.organisation_id)), 1):
        for place, amount in proof.held.items():
            held[place] = held.get(place, 0) + amount
        for part in proof.wrong:
            yield Found("not_from_events", {"number": proof.number, "part": part})
        listener(count)


def _sides(by: Actor) -> Iterator[Found]:
    for currency, debits, credits_ in sides(by.organisation_id):
        if debits != credits_:
            facts = {"currency": currency, "debits": Money(debits, currency), "credits": Money(credits_, currency)}
            yield Found("not_even", facts)


def _accounts(by: Actor, held: Mapping[Place, int]) -> Iterator[Found]:
    places = places_of(by.organisation_id, codes_held(by.organisation_id))
    moved = turnover(list(places), date.min, date.max)
    ledger = {place: moved.get(account, 0) for account, place in places.items()}
    named = Branch.objects.filter(organisation=by.organisation_id).values_list("pk", "name")
    branches: dict[int | None, str] = dict(named)
    for place in sorted(ledger.keys() | held.keys(), key=repr):
        there, here = ledger.get(place, 0), held.get(place, 0)
        if there != here:
            facts = {
                "account": place.code, "product": place.product or "–", "branch": branches.get(place.branch_id, "–"),
                "component": place.component or "–", "ledger": Money(there, place.currency),
                "contracts": Money(here, place.currency),
            }  # fmt: skip
            yield Found("other_sum", facts)


def _causes(by: Actor) -> Iterator[Found]:
    for transfer, kind, cause in without_cause(by.organisation_id):
        yield Found("no_cause", {"transfer": transfer, "kind": kind, "cause": cause})


def _seals(by: Actor) -> Iterator[Found]:
    organisation = Organisation.objects.get(pk=by.organisation_id)
    before: dict[int, str] = {}
    since = date.min
    for day, seals in _sealed_days(by.organisation_id):
        if not seals:
            yield Found("no_seal", {"day": day})
            continue
        expected = {seal.part: seal for seal in seals_for(by.organisation_id, since, day, before)}
        for part in sorted(expected.keys() | seals.keys()):
            if part not in seals or part not in expected or as_data(seals[part]) != as_data(expected[part]):
                yield Found("broken_seal", {"day": day, "part": part})
        file = exported(organisation, day)
        if file is None:
            yield Found("no_seal_file", {"day": day})
        elif file != [as_data(seals[part]) for part in sorted(seals)]:
            yield Found("other_seal_file", {"day": day})
        before, since = {part: seal.digest for part, seal in seals.items()}, day


def _sealed_days(organisation_id: int) -> Iterator[tuple[date, dict[int, Seal]]]:
    """The days that were closed with their seals by part, in order; a day whose seals are gone has none."""
    closed = Run.objects.filter(organisation=organisation_id, state=RunState.SEALED).order_by("day")
    days: dict[date, dict[int, Seal]] = {day: {} for day in closed.values_list("day", flat=True)}
    for seal in Seal.objects.filter(organisation=organisation_id).order_by("day", "part"):
        days.setdefault(seal.day, {})[seal.part] = seal
    yield from sorted(days.items())
