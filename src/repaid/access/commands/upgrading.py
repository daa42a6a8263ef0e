"""What a new version brings to an organisation that is older: rights that nobody there could give to anybody."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from repaid.access.actors import Actor
from repaid.access.attribution import attribute_to
from repaid.access.command import command
from repaid.access.models import Group
from repaid.access.queries import groups_ever
from repaid.access.rights import ADMINISTER, OWN_ACCOUNT, all_rights


@dataclass(frozen=True, slots=True)
class NewRightsGiven:
    """Rights by the code of the group that has them now."""

    rights: Mapping[str, tuple[str, ...]]


def new_rights(by: Actor) -> frozenset[str]:
    """The rights that the organisation does not know yet: no group of it has them or ever had them."""
    return _new(groups_ever(by))


@command("access.give_new_rights", right=ADMINISTER)
def give_new_rights(*, by: Actor, rights: Mapping[str, tuple[str, ...]]) -> NewRightsGiven:
    """Give the supplied groups what is new of `rights` (by code of group); nothing else about a group changes.

    That group of administrators which may do most gets all that is new: nobody can give what nobody there has.
    """
    ever = groups_ever(by)
    first = {row.code: row.pgh_obj_id for row in reversed(ever)}
    new = _new(ever)
    rows = list(Group.objects.select_for_update().filter(organisation=by.organisation_id).order_by("pk"))
    given = {row: new & set(rights.get(row.code, ())) for row in rows if row.pk == first.get(row.code)}
    administering = (row for row in rows if ADMINISTER.code in row.rights)
    strongest = max(administering, key=lambda row: len(row.rights), default=None)
    if strongest is not None:
        given[strongest] = new
    attribute_to(by)
    for row, added in given.items():
        if added:
            row.rights = sorted({*row.rights, *added})
            row.save(update_fields=["rights"])
    return NewRightsGiven({row.code: tuple(sorted(added)) for row, added in given.items() if added})


def _new(ever: Iterable[Any]) -> frozenset[str]:
    """What is in no row of history: a right that somebody took away from every group stands there."""
    known = {code for row in ever for code in row.rights}
    return frozenset(all_rights()) - known - {OWN_ACCOUNT.code}
