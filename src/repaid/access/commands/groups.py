"""Groups of rights: the supplied ones, and those that an organisation defines."""

from dataclasses import dataclass

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.attribution import attribute_to
from repaid.access.command import command
from repaid.access.commands.organisations import save_group
from repaid.access.hiring import administered
from repaid.access.models import Group
from repaid.access.queries import group_named, groups
from repaid.access.rights import ADMINISTER, MANAGE_GROUPS, all_rights
from repaid.access.rules import may_change_all, may_give, may_remove_group
from repaid.access.supplied import SUPPLIED, rights_like
from repaid.kernel.names import in_language
from repaid.kernel.refusal import WrongInput, refuse_if

CODE_MAX = 50


@dataclass(frozen=True, slots=True)
class GroupDefined:
    group_id: int
    code: str
    added: tuple[str, ...]
    taken: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GroupsRemoved:
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GroupsSupplied:
    codes: tuple[str, ...]


@command("access.supply_groups", right=ADMINISTER)
def supply_groups(*, by: Actor) -> GroupsSupplied:
    """Create the supplied groups that the organisation does not have (decision 16)."""
    present = set(groups(by).values_list("code", flat=True))
    missing = {code: each for code, each in SUPPLIED.items() if code not in present}
    for code, (names, patterns) in missing.items():
        save_group(by=by, code=code, names=names, rights=rights_like(patterns))
    return GroupsSupplied(tuple(missing))


@command("access.define_group", right=MANAGE_GROUPS)
def define_group(*, by: Actor, names: dict[str, str], rights: tuple[str, ...]) -> GroupDefined:
    """Define a group with a title, in one language at least, and rights that one has oneself."""
    refuse_if([*may_change_all(by), *may_give(by, _known(rights), "rights")])
    code = _free_code(by, _titled(names))
    attribute_to(by)
    group = Group.objects.create(organisation_id=by.organisation_id, code=code, names=names, rights=sorted(set(rights)))
    return GroupDefined(group.pk, code, tuple(group.rights), ())


@command("access.change_group", right=MANAGE_GROUPS)
def change_group(*, by: Actor, group: str, names: dict[str, str], rights: tuple[str, ...]) -> GroupDefined:
    """Give a group other titles and rights; they hold from the next page that a member opens."""
    row, wanted = group_named(by, group), set(_known(rights))
    added, taken = wanted - set(row.rights), set(row.rights) - wanted
    refuse_if([*may_change_all(by), *may_give(by, added, "rights")])
    _titled(names)
    row.names, row.rights = names, sorted(wanted)
    attribute_to(by)
    with administered(by):
        row.save(update_fields=["names", "rights"])
    return GroupDefined(row.pk, group, tuple(sorted(added)), tuple(sorted(taken)))


@command("access.remove_groups", right=MANAGE_GROUPS)
def remove_groups(*, by: Actor, groups: tuple[str, ...]) -> GroupsRemoved:
    """Delete groups that nobody has; of several groups all go or none."""
    rows = [group_named(by, code) for code in groups]
    refuse_if(may_change_all(by))
    refuse_if([found for row in rows for found in may_remove_group(row, in_language(row.names) or row.code)])
    Group.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return GroupsRemoved(tuple(groups))


def _known(rights: tuple[str, ...]) -> tuple[str, ...]:
    unknown = set(rights) - set(all_rights())
    if unknown:
        raise WrongInput(reason=str(_("There is no such right: {code}.")).format(code=min(unknown)), field="rights")
    return rights


def _titled(names: dict[str, str]) -> str:
    """The title in English, else in any language."""
    title = in_language(names, "en").strip()
    if not title:
        raise WrongInput(reason=_("Enter a title of the group."), field="names")
    return title


def _free_code(by: Actor, title: str) -> str:
    """A code made of the title that no group of the organisation has."""
    stem = slugify(title)[: CODE_MAX - 5] or "group"
    taken = set(groups(by).filter(code__startswith=stem).values_list("code", flat=True))
    return next(
        code for code in [stem, *(f"{stem}-{count}" for count in range(2, len(taken) + 3))] if code not in taken
    )
