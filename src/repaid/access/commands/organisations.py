"""Setting up an organisation: the root, its branches and groups, its business day."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor, system_actor
from repaid.access.command import command
from repaid.access.commands.planned import carry_out_changes
from repaid.access.models import Branch, BusinessDay, Group, Organisation, Province
from repaid.access.places import BranchData, provinces_named, save_branch
from repaid.access.rights import ADMINISTER, all_rights
from repaid.kernel.refusal import Refusal, WrongInput


class OrganisationExists(Refusal):
    code = "organisation_exists"
    sentence = _("There is an organisation with the code {code} already. Choose another code.")


class DayGoesForward(Refusal):
    code = "day_goes_forward"
    sentence = _("The business day is {today}. It can only move to a later day, not to {day}.")


@dataclass(frozen=True, slots=True)
class OrganisationOpened:
    organisation_id: int
    code: str


@dataclass(frozen=True, slots=True)
class BranchAdded:
    branch_id: int
    code: str


@dataclass(frozen=True, slots=True)
class GroupSaved:
    group_id: int
    code: str


@dataclass(frozen=True, slots=True)
class BusinessDayMoved:
    before: date
    day: date


def open_organisation(
    *, code: str, name: str, country: str, currency: str, language: str, time_zone: str, weekend: tuple[int, ...],
    bank_code: str, day: date, channel: str,
) -> Actor:  # fmt: skip
    """Create an organisation and return the machine's actor in it.

    Before an organisation there is no actor whose right could be asked; `record_opening` writes its first audit line.
    """
    if Organisation.objects.filter(code=code).exists():
        raise OrganisationExists(code=code, field="code")
    with transaction.atomic():
        organisation = Organisation.objects.create(
            code=code, name=name, country=country, currency=currency, language=language,
            time_zone=time_zone, weekend=list(weekend), bank_code=bank_code,
        )  # fmt: skip
        BusinessDay.objects.create(organisation=organisation, day=day)
        by = system_actor(organisation, channel=channel)
        record_opening(by=by, code=code)
    return by


@command("access.record_opening", right=ADMINISTER)
def record_opening(*, by: Actor, code: str) -> OrganisationOpened:
    """Write the first line of an organisation's audit trail."""
    return OrganisationOpened(by.organisation_id, code)


@command("access.add_branch", right=ADMINISTER)
def add_branch(
    *, by: Actor, code: str, name: str, province: str = "", address: str = "", phone: str = ""
) -> BranchAdded:
    """Add a branch while an organisation is set up; a province that is not known yet is created with it."""
    if province and not provinces_named(by, province).exists():
        Province.objects.create(organisation_id=by.organisation_id, name=province)
    branch = save_branch(
        by, Branch(organisation_id=by.organisation_id), BranchData(code, name, province, address=address, phone=phone)
    )
    return BranchAdded(branch.pk, code)


@command("access.save_group", right=ADMINISTER)
def save_group(*, by: Actor, code: str, names: dict[str, str], rights: tuple[str, ...]) -> GroupSaved:
    """Create a group or give it other names and rights."""
    unknown = set(rights) - set(all_rights())
    if unknown:
        raise WrongInput(reason=_("There is no such right: {code}.").format(code=min(unknown)), field="rights")
    group, _created = Group.objects.update_or_create(
        organisation_id=by.organisation_id, code=code, defaults={"names": names, "rights": sorted(rights)}
    )
    return GroupSaved(group.pk, code)


@command("access.move_business_day", right=ADMINISTER)
def move_business_day(*, by: Actor, day: date) -> BusinessDayMoved:
    """Move the business day forward."""
    row = BusinessDay.objects.select_for_update().get(organisation=by.organisation_id)
    if day <= row.day:
        raise DayGoesForward(today=row.day, day=day, field="day")
    before, row.day = row.day, day
    row.save(update_fields=["day"])
    carry_out_changes(by.organisation_id)
    return BusinessDayMoved(before, day)
