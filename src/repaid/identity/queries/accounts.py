"""Finding accounts by login, and what an account has to get in with."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from repaid.access.actors import Actor
from repaid.access.authentication import login_digest
from repaid.access.choices import Audience
from repaid.access.models import Employment, User
from repaid.identity.choices import Duty
from repaid.identity.models import (
    AuthenticatorApp,
    DoorRules,
    FurtherLogin,
    Passkey,
    RecoveryCode,
    TemporaryPassword,
)


def accounts_with(audience: str, digest: bytes) -> list[User]:
    """The accounts of one audience that have the login with this digest, as their first login or else as a further one:
    one member of staff, or one customer of each lender."""
    accounts = User.objects.select_related("organisation").filter(audience=audience)
    further = FurtherLogin.objects.filter(audience=audience, digest=digest).values("user")
    found = [*accounts.filter(pk__in=further), *accounts.filter(login_digest=digest)]
    one_a_lender = {user.organisation_id: user for user in found}
    return sorted(one_a_lender.values(), key=lambda user: user.pk)


def customer_with_login(by: Actor, login: str) -> User | None:
    """The customer of the actor's organisation who has a login, as it is typed."""
    found = accounts_with(Audience.CUSTOMER, login_digest(login))
    return next((user for user in found if user.organisation_id == by.organisation_id), None)


def account_of_person(subject_id: int) -> User | None:
    """The account of a person in the client zone."""
    rows = User.objects.filter(person=subject_id, audience=Audience.CUSTOMER)
    return rows.select_related("organisation", "person").first()


def own_account(by: Actor) -> User:
    """The account of the actor."""
    return User.objects.select_related("organisation").get(pk=by.account)


def employment_of(by: Actor) -> Employment | None:
    """What is on file of the actor as a member of staff; None for a customer."""
    return Employment.objects.select_related("user").filter(user=by.account).first()


def logins_of(user: User) -> list[str]:
    """All logins of an account, the first one first."""
    further = FurtherLogin.objects.filter(user=user).order_by("id").values_list("login", flat=True)
    return [str(user.login), *map(str, further)]


@dataclass(frozen=True, slots=True)
class Factors:
    """What a user has for the second step. `codes_left`: recovery codes that were not used."""

    app_linked_at: datetime | None = None
    passkeys: tuple[Passkey, ...] = field(default=())
    codes_left: int = 0

    @property
    def are_there(self) -> bool:
        """Whether a second step is asked for."""
        return self.app_linked_at is not None or bool(self.passkeys)


def factors_of(user_id: int) -> Factors:
    """What a user has for the second step; three queries."""
    app = AuthenticatorApp.objects.filter(user=user_id).first()
    keys = Passkey.objects.filter(user=user_id).order_by("id")
    left = RecoveryCode.objects.filter(user=user_id, used_at__isnull=True).count()
    return Factors(app.linked_at if app else None, tuple(keys), left)


def has_second_step(user_id: int) -> bool:
    """Whether a second step is asked of a user."""
    linked = AuthenticatorApp.objects.filter(user=user_id, linked_at__isnull=False)
    return linked.exists() or Passkey.objects.filter(user=user_id).exists()


def temporary_until(user_id: int) -> datetime | None:
    """Until when a password that somebody else gave is good; None for an own password."""
    return TemporaryPassword.objects.filter(user=user_id).values_list("until", flat=True).first()


def must_have_second_step(user: User) -> bool:
    """Whether the organisation asks for a second step from this user."""
    rules = DoorRules.objects.filter(organisation=user.organisation_id)
    if user.audience == Audience.CUSTOMER:
        return rules.filter(customers_need_second_step=True).exists()
    return rules.filter(second_step_groups__members=user).exists()


def duties_of(user: User) -> list[Duty]:
    """What somebody has to do after logging in: change a password that others gave, set up a second step."""
    found = [Duty.PASSWORD] if temporary_until(user.pk) else []
    if must_have_second_step(user) and not has_second_step(user.pk):
        found.append(Duty.SECOND_FACTOR)
    return found


def pending_accounts(audience: str, users: Sequence[int]) -> list[User]:
    """Those of these accounts that are active and of this audience: they wait for their next step."""
    rows = User.objects.select_related("organisation", "person")
    return list(rows.filter(pk__in=users, audience=audience, is_active=True).order_by("pk"))
