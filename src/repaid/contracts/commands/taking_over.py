"""Writing the contracts of a file of positions, part by part, each of them once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import F

from repaid.access.actors import Actor
from repaid.access.business_day import today, wait_until_open
from repaid.access.command import command
from repaid.access.models import Organisation
from repaid.access.plain import to_plain
from repaid.contracts.commands.arrivals import Arrival, Arrived, arrived, write_arrivals
from repaid.contracts.imports.positions.reading import Candidate
from repaid.contracts.models import Origin, TakeOver
from repaid.contracts.queries.takeovers import number_here, origins_known, takeover_of
from repaid.contracts.rights import TAKE_OVER
from repaid.parties.commands.register import register_parties
from repaid.parties.queries import parties_identified

Owner = tuple[str, int, int]
"""A borrower: name, id of the party, id of its subject."""


@dataclass(frozen=True, slots=True)
class PartTakenOver:
    take_over_id: int
    taken: int


@command("contracts.take_over_part", right=TAKE_OVER, personal=("part",))
def take_over_part(*, by: Actor, take_over: int, part: Sequence[Candidate]) -> PartTakenOver:
    """Take the good rows of a part over with their borrowers; what was taken before is left alone."""
    wait_until_open(by.organisation_id)
    # One part at a time, so that two of them cannot both find a number new.
    Organisation.objects.select_for_update(no_key=True).get(pk=by.organisation_id)
    row = takeover_of(by, take_over)
    known = origins_known(by, row.source, [each.number for each in part])
    fresh = [each for each in part if each.fate == "new" and each.number not in known]
    owners = _owners(by, fresh)
    for _place, group in groupby(sorted(zip(fresh, owners, strict=True), key=_place_of), key=_place_of):
        _write(by, row, list(group))
    TakeOver.objects.filter(pk=row.pk).update(seen=F("seen") + len(part), taken=F("taken") + len(fresh))
    return PartTakenOver(row.pk, len(fresh))


def _place_of(pair: tuple[Candidate, Owner]) -> tuple[int, int]:
    """Contracts of one version and branch are written together."""
    return pair[0].version.pk, pair[0].branch.pk if pair[0].branch else 0


def _write(by: Actor, row: TakeOver, group: Sequence[tuple[Candidate, Owner]]) -> None:
    on, first = today(by.organisation_id), group[0][0]
    arrivals = [_arrived(row, each, owner, on) for each, owner in group]
    contracts = write_arrivals(by, first.version, first.branch, arrivals, on)
    Origin.objects.bulk_create(
        Origin(
            contract=contract, organisation_id=by.organisation_id, take_over=row, source=row.source,
            number=each.number, facts=_told(each),
        )
        for contract, (each, _owner) in zip(contracts, group, strict=True)
    )  # fmt: skip


def _arrived(row: TakeOver, each: Candidate, owner: Owner, on: date) -> Arrived:
    assert each.trial is not None, "a good row was tried"
    arrival = Arrival(number_here(row.prefix, each.number), *owner, each.trial.terms, (each.trial.opened,))
    return arrived(arrival, on, each.trial.life)


def _told(each: Candidate) -> dict[str, Any]:
    """What a position told that neither terms nor figures hold."""
    assert each.position is not None, "a good row has a position"
    names = ("instalments", "first_due", "last_paid_on", "last_paid")
    told = {name: getattr(each.position, name) for name in names}
    return {name: to_plain(value) for name, value in told.items() if value}


def _owners(by: Actor, fresh: Sequence[Candidate]) -> list[Owner]:
    """The borrower of each row: known by the number that a state gave, else registered, each of them once."""
    borrowers = [each.borrower for each in fresh if each.borrower]
    known = parties_identified(by.organisation_id, [each.identifier for each in borrowers if each.identifier])
    found: dict[Any, Owner] = {key: (party.name, party.party_id, party.subject_id) for key, party in known.items()}
    keys = [each.borrower.identifier or each.line for each in fresh if each.borrower]
    new = {key: each for key, each in zip(keys, fresh, strict=True) if key not in found}
    for branch, group in groupby(sorted(new.items(), key=_branch_of), key=_branch_of):
        found |= _registered(by, branch, list(group))
    return [found[key] for key in keys]


def _branch_of(item: tuple[Any, Candidate]) -> str:
    return item[1].branch.code if item[1].branch else ""


def _registered(by: Actor, branch: str, group: Iterable[tuple[Any, Candidate]]) -> dict[Any, Owner]:
    pairs = [(key, each.borrower.party) for key, each in group if each.borrower]
    done = register_parties(by=by, parties=[party for _key, party in pairs], branch=branch)
    ids = zip(done.party_ids, done.subject_ids, strict=True)
    return {key: (party.called, *both) for (key, party), both in zip(pairs, ids, strict=True)}
