"""May somebody give rights, place a colleague, change an account? Nobody gives more than he has himself."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from repaid.access.actors import Actor
from repaid.access.choices import LEVELS, ScopeLevel
from repaid.access.models import Branch, Group, Province, User
from repaid.access.queries import WHOLE
from repaid.access.rights import all_rights
from repaid.kernel.refusal import Finding

TOO_WIDE = _("You do not see so much yourself, so you cannot let others see it. You may choose: {levels}.")
ELSEWHERE = _("You can place users in the branches and provinces that you see yourself. Choose one of them.")
TOO_MUCH = _("You do not have these rights yourself, so you cannot give them: {rights}.")
STRONGER = _("{name} may do or see more than you. Ask somebody who may do as much to change this account.")
ONESELF = _("You cannot delete or block your own account. Ask a colleague.")
NOT_WHOLE = _("This holds in the whole organisation. Only somebody who sees all of it can change it.")
NO_PLACE = _("Choose the branch or the province that the user is to see.")


def levels_given(by: Actor) -> list[ScopeLevel]:
    """The scopes that an actor may give."""
    widest = ScopeLevel.EVERYTHING if _is_machine(by) else ScopeLevel(by.scope)
    return list(LEVELS[: LEVELS.index(widest) + 1])


def may_place(by: Actor, scope: str, branch: Branch | None, province: Province | None) -> list[Finding]:
    """May a user of this scope stand in this branch and province?"""
    findings = []
    if (scope == ScopeLevel.BRANCH and branch is None) or (scope == ScopeLevel.PROVINCE and province is None):
        findings.append(Finding("no_place", NO_PLACE, facts={"field": "branch"}))
    levels = levels_given(by)
    if scope not in levels:
        words = ", ".join(str(each.label) for each in levels)
        findings.append(Finding("scope_too_wide", TOO_WIDE, facts={"levels": words, "field": "scope"}))
    if not _is_within(by, branch, province):
        findings.append(Finding("placed_elsewhere", ELSEWHERE, facts={"field": "branch"}))
    return findings


def _is_within(by: Actor, branch: Branch | None, province: Province | None) -> bool:
    if _is_machine(by) or by.scope in WHOLE:
        return True
    if by.scope == ScopeLevel.PROVINCE:
        return province is not None and province.pk == by.province_id
    return branch is not None and branch.pk == by.branch_id


def may_give(by: Actor, rights: Iterable[str], field: str = "groups") -> list[Finding]:
    """May these rights be given by an actor?"""
    missing = sorted(set(rights) - by.rights)
    if _is_machine(by) or not missing:
        return []
    known = all_rights()
    words = ", ".join(str(known[code].label) if code in known else code for code in missing)
    return [Finding("more_than_own", TOO_MUCH, facts={"rights": words, "field": field})]


def may_change(by: Actor, user: User) -> list[Finding]:
    """May the account of a colleague be changed? Of one who may do more: no, it could be used to do as much."""
    held = {code for group in user.groups.all() for code in group.rights}
    is_stronger = bool(held - by.rights) or user.scope not in levels_given(by)
    if _is_machine(by) or user.pk == by.user_id or not is_stronger:
        return []
    return [Finding("stronger_user", STRONGER, facts={"name": user.name})]


def may_remove(by: Actor, user: User) -> list[Finding]:
    """May the account of a colleague be deleted or blocked?"""
    if user.pk == by.user_id:
        return [Finding("own_account", ONESELF)]
    return may_change(by, user)


def may_change_all(by: Actor) -> list[Finding]:
    """May an actor change what is of no single branch: groups, provinces, the list of branches?"""
    return [] if by.scope in WHOLE else [Finding("of_all", NOT_WHOLE)]


def may_remove_group(group: Group, name: str) -> list[Finding]:
    """May a group be deleted? Not while somebody has it (CT-09)."""
    count = group.members.count()
    if not count:
        return []
    sentence = ngettext(
        "The group “{name}” cannot be deleted: {count} user has it. Take it from the user first.",
        "The group “{name}” cannot be deleted: {count} users have it. Take it from them first.",
        count,
    )
    return [Finding("group_in_use", sentence, facts={"name": name, "count": count, "group": group.code})]


def _is_machine(by: Actor) -> bool:
    return by.user_id is None
