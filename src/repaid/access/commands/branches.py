"""Provinces and branches of an organisation."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.access.models import Branch, Province, User
from repaid.access.places import BranchData, ProvinceData, locked, remove, save_branch, save_province, set_archived
from repaid.access.rights import MANAGE_BRANCHES
from repaid.access.rules import may_change_all
from repaid.kernel.refusal import refuse_if


@dataclass(frozen=True, slots=True)
class BranchSaved:
    branch_id: int
    code: str


@dataclass(frozen=True, slots=True)
class ProvinceSaved:
    province_id: int
    name: str


@dataclass(frozen=True, slots=True)
class PlacesRemoved:
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PlaceArchived:
    place_id: int
    archived: bool


@command("access.define_branch", right=MANAGE_BRANCHES)
def define_branch(*, by: Actor, data: BranchData) -> BranchSaved:
    """Define a branch; it is offered from now on wherever a branch is chosen."""
    refuse_if(may_change_all(by))
    row = save_branch(by, Branch(organisation_id=by.organisation_id), data)
    return BranchSaved(row.pk, row.code)


@command("access.change_branch", right=MANAGE_BRANCHES)
def change_branch(*, by: Actor, branch: int, data: BranchData) -> BranchSaved:
    """Change what is known of a branch; its users come with it into another province."""
    refuse_if(may_change_all(by))
    row = save_branch(by, locked(Branch.objects.all(), by, branch, _("branch")), data)
    User.objects.filter(branch=row).update(province=row.province_id)
    return BranchSaved(row.pk, row.code)


@command("access.remove_branches", right=MANAGE_BRANCHES)
def remove_branches(*, by: Actor, branches: tuple[int, ...]) -> PlacesRemoved:
    """Delete branches that nothing refers to; of several all go or none."""
    refuse_if(may_change_all(by))
    remove([locked(Branch.objects.all(), by, key, _("branch")) for key in branches])
    return PlacesRemoved(tuple(branches))


@command("access.archive_branch", right=MANAGE_BRANCHES)
def archive_branch(*, by: Actor, branch: int, archived: bool) -> PlaceArchived:
    """Take a branch out of every choice, or back into them; it stays in history."""
    refuse_if(may_change_all(by))
    set_archived(locked(Branch.objects.all(), by, branch, _("branch")), archived=archived)
    return PlaceArchived(branch, archived)


@command("access.define_province", right=MANAGE_BRANCHES, personal=("data",))
def define_province(*, by: Actor, data: ProvinceData) -> ProvinceSaved:
    """Define a province, with the one manager that it has."""
    refuse_if(may_change_all(by))
    row = save_province(by, Province(organisation_id=by.organisation_id), data)
    return ProvinceSaved(row.pk, row.name)


@command("access.change_province", right=MANAGE_BRANCHES, personal=("data",))
def change_province(*, by: Actor, province: int, data: ProvinceData) -> ProvinceSaved:
    """Change what is known of a province and of its manager."""
    refuse_if(may_change_all(by))
    row = save_province(by, locked(Province.objects.all(), by, province, _("province")), data)
    return ProvinceSaved(row.pk, row.name)


@command("access.remove_provinces", right=MANAGE_BRANCHES)
def remove_provinces(*, by: Actor, provinces: tuple[int, ...]) -> PlacesRemoved:
    """Delete provinces that nothing refers to; of several all go or none."""
    refuse_if(may_change_all(by))
    remove([locked(Province.objects.all(), by, key, _("province")) for key in provinces])
    return PlacesRemoved(tuple(provinces))


@command("access.archive_province", right=MANAGE_BRANCHES)
def archive_province(*, by: Actor, province: int, archived: bool) -> PlaceArchived:
    """Take a province out of every choice, or back into them; it stays in history."""
    refuse_if(may_change_all(by))
    set_archived(locked(Province.objects.all(), by, province, _("province")), archived=archived)
    return PlaceArchived(province, archived)
