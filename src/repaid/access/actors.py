"""The actor: a user at work in one organisation, through one channel, with the rights and the scope of that moment."""

from dataclasses import dataclass, replace

from repaid.access.choices import Audience, ScopeLevel
from repaid.access.models import Group, Organisation, User
from repaid.access.rights import OWN_ACCOUNT, all_rights


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts. `person_id` is a customer's own subject; `approved_by_id` the second pair of eyes; `only_reads` is for
    a member of staff who looks at the client zone as a customer: no command is carried out."""

    organisation_id: int
    audience: str
    name: str
    channel: str
    rights: frozenset[str]
    scope: str
    user_id: int | None = None
    branch_id: int | None = None
    province_id: int | None = None
    person_id: int | None = None
    address: str | None = None
    approved_by_id: int | None = None
    only_reads: bool = False

    def may(self, code: str) -> bool:
        """Whether the actor holds the right named `code`."""
        return code in self.rights

    @property
    def account(self) -> int:
        """The user's id. The machine has no account and does nothing that needs one."""
        assert self.user_id is not None, f"{self.name} has no account"
        return self.user_id

    def approved(self, second: "Actor") -> "Actor":
        """The same actor with the approval of `second`."""
        return replace(self, approved_by_id=second.user_id)


def staff_actor(user: User, *, channel: str, address: str | None = None) -> Actor:
    """The actor that a member of staff is: rights of all groups, scope of the account."""
    given = Group.objects.filter(members=user).values_list("rights", flat=True)
    rights = frozenset(code for rights in given for code in rights) | {OWN_ACCOUNT.code}
    return Actor(
        organisation_id=user.organisation_id,
        audience=Audience.STAFF,
        name=user.name,
        channel=channel,
        rights=rights,
        scope=user.scope,
        user_id=user.pk,
        branch_id=user.branch_id,
        province_id=user.province_id,
        address=address,
    )


def customer_actor(user: User, *, channel: str, address: str | None = None) -> Actor:
    """The actor that a customer is: no right of staff, only what is the customer's own."""
    return Actor(
        organisation_id=user.organisation_id,
        audience=Audience.CUSTOMER,
        name=user.name,
        channel=channel,
        rights=frozenset({OWN_ACCOUNT.code}),
        scope=ScopeLevel.OWN,
        user_id=user.pk,
        person_id=user.person_id,
        address=address,
    )


def system_actor(organisation: Organisation, *, channel: str) -> Actor:
    """The operator of the machine (command line, jobs, demo stories): every right, one organisation.

    It carries no user, so that an audit record shows the machine as the author; it needs no second pair of eyes.
    """
    return Actor(
        organisation_id=organisation.pk,
        audience=Audience.STAFF,
        name="Repaid",
        channel=channel,
        rights=frozenset(all_rights()),
        scope=ScopeLevel.ORGANISATION,
    )
