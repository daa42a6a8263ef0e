"""Logging out on other devices; letting somebody try again; what an organisation asks at its doors."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.access.models import Group
from repaid.access.rights import OWN_ACCOUNT
from repaid.identity.choices import Outcome
from repaid.identity.entering import keep
from repaid.identity.models import DoorRules, OpenSession
from repaid.identity.queries.attempts import Knock, account_at_doors
from repaid.identity.queries.rules import second_step_groups as groups_with_second_step
from repaid.identity.rights import HELP_AT_THE_DOOR, SET_DOOR_RULES
from repaid.identity.sessions import name_of
from repaid.kernel.refusal import WrongInput


@dataclass(frozen=True, slots=True)
class LoggedOut:
    """On how many devices."""

    devices: int
    subject_id: int | None


@dataclass(frozen=True, slots=True)
class LoginUnlocked:
    user_id: int
    subject_id: int | None


@dataclass(frozen=True, slots=True)
class DoorRulesSaved:
    """What was set and what had been: the rules that differ."""

    organisation_id: int
    before: Mapping[str, object]
    after: Mapping[str, object]


@command("identity.log_out_device", right=OWN_ACCOUNT)
def log_out_device(*, by: Actor, name: str) -> LoggedOut:
    """Log out on one device of one's own; `name` is what the list of devices calls its session."""
    keys = OpenSession.objects.filter(user=by.account).values_list("pk", flat=True)
    wanted = [key for key in keys if name_of(key) == name]
    OpenSession.objects.filter(pk__in=wanted).delete()
    return LoggedOut(len(wanted), by.person_id)


@command("identity.log_out_elsewhere", right=OWN_ACCOUNT, personal=("here",))
def log_out_elsewhere(*, by: Actor, here: str) -> LoggedOut:
    """Log out on all devices but the one with the session key `here`."""
    count, _each = OpenSession.objects.filter(user=by.account).exclude(pk=here).delete()
    return LoggedOut(count, by.person_id)


@command("identity.unlock_login", right=HELP_AT_THE_DOOR)
def unlock_login(*, by: Actor, user: int) -> LoginUnlocked:
    """Let somebody try again who failed too often: what failed before counts no more."""
    row = account_at_doors(by, user)
    keep(Knock(row.audience, bytes(row.login_digest), by.address), [row], Outcome.UNLOCKED)
    return LoginUnlocked(row.pk, row.person_id)


@command("identity.save_door_rules", right=SET_DOOR_RULES)
def save_door_rules(
    *, by: Actor, customers_need_second_step: bool, customers_ask_for_password: bool, second_step_groups: Sequence[str]
) -> DoorRulesSaved:
    """Say who needs a second step, and whether customers may ask for a new password by themselves (CZ-38)."""
    groups = list(Group.objects.filter(organisation=by.organisation_id, code__in=second_step_groups))
    if len(groups) != len(set(second_step_groups)):
        raise WrongInput(reason=_("There is no such group."), field="second_step_groups")
    row, _made = DoorRules.objects.select_for_update().get_or_create(organisation_id=by.organisation_id)
    told = {
        "customers_need_second_step": customers_need_second_step,
        "customers_ask_for_password": customers_ask_for_password,
        "second_step_groups": sorted(group.code for group in groups),
    }
    had = {**vars(row), "second_step_groups": sorted(groups_with_second_step(by))}
    before = {name: had[name] for name, value in told.items() if had[name] != value}
    row.customers_need_second_step = customers_need_second_step
    row.customers_ask_for_password = customers_ask_for_password
    row.save()
    row.second_step_groups.set(groups)
    return DoorRulesSaved(by.organisation_id, before, {name: told[name] for name in before})
