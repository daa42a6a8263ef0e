"""Accounts of customers, and what everybody prefers."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.authentication import login_digest
from repaid.access.choices import Audience, ScopeLevel
from repaid.access.command import command
from repaid.access.hiring import hire
from repaid.access.models import Subject, User
from repaid.access.passwords import checked_password
from repaid.access.rights import ADMINISTER, OWN_ACCOUNT
from repaid.access.staffing import LoginTaken, StaffData
from repaid.kernel.refusal import WrongInput

THEMES = ("light", "dark", "system")
DENSITIES = ("comfortable", "compact")


@dataclass(frozen=True, slots=True)
class UserCreated:
    user_id: int
    subject_id: int | None = None


@dataclass(frozen=True, slots=True)
class PreferencesSaved:
    language: str
    theme: str


@command("access.create_staff_user", right=ADMINISTER, personal=("login", "name", "password", "email"))
def create_staff_user(
    *,
    by: Actor,
    login: str,
    name: str,
    password: str,
    groups: tuple[str, ...],
    scope: ScopeLevel = ScopeLevel.ORGANISATION,
    branch: str = "",
    language: str = "",
    email: str = "",
    position: str = "",
) -> UserCreated:
    """Create a member of staff of whom no more is known than a name."""
    given, _space, family = name.strip().partition(" ")
    data = StaffData(
        username=login, given_names=given if family else "", family_name=family or given, groups=tuple(groups),
        scope=scope, branch=branch, language=language, email=email, position=position,
    )  # fmt: skip
    return UserCreated(hire(by, data, password).pk)


@command("access.create_customer_user", right=ADMINISTER, personal=("login", "password"))
def create_customer_user(*, by: Actor, person: Subject, login: str, password: str, language: str = "") -> UserCreated:
    """Open the client zone to a person: one account a person, with the login given."""
    if User.objects.filter(person=person).exists():
        raise LoginTaken(field="login")
    user = _customer(by, login, person.title, password, language)
    user.person, user.scope = person, ScopeLevel.OWN
    user.save()
    return UserCreated(user.pk, person.pk)


@dataclass(frozen=True, slots=True)
class CustomerBlocked:
    """`accounts`: how many accounts were open until now."""

    subject_id: int
    accounts: int


@command("access.block_customer", right=ADMINISTER)
def block_customer(*, by: Actor, person: Subject) -> CustomerBlocked:
    """Close the client zone to a person; without an account nothing changes."""
    rows = User.objects.filter(organisation=by.organisation_id, person=person, is_active=True)
    return CustomerBlocked(person.pk, rows.update(is_active=False))


@dataclass(frozen=True, slots=True)
class CustomerUnblocked:
    """`accounts`: how many accounts work again."""

    subject_id: int
    accounts: int


@command("access.unblock_customer", right=ADMINISTER)
def unblock_customer(*, by: Actor, person: Subject) -> CustomerUnblocked:
    """Open the client zone to a person again, with the login and password of before."""
    rows = User.objects.filter(organisation=by.organisation_id, person=person, is_active=False)
    return CustomerUnblocked(person.pk, rows.update(is_active=True))


@command("access.save_preferences", right=OWN_ACCOUNT)
def save_preferences(*, by: Actor, language: str, theme: str, density: str = "") -> PreferencesSaved:
    """Choose language and theme of the own account, and how close rows stand (unchanged when it is left out)."""
    if language not in dict(settings.LANGUAGES) or theme not in THEMES or density not in ("", *DENSITIES):
        raise WrongInput(reason=_("Choose one of the languages and themes offered."), field="language")
    spacing = {"density": density} if density else {}
    User.objects.filter(pk=by.account).update(language=language, theme=theme, **spacing)
    return PreferencesSaved(language, theme)


def _customer(by: Actor, login: str, name: str, password: str, language: str) -> User:
    digest = login_digest(login)
    if not login.strip():
        raise WrongInput(reason=_("Enter a login."), field="login")
    others = User.objects.filter(organisation=by.organisation_id, audience=Audience.CUSTOMER, login_digest=digest)
    if others.exists():
        raise LoginTaken(field="login")
    user = User(
        organisation_id=by.organisation_id, audience=Audience.CUSTOMER, login=login.strip(),
        login_digest=digest, name=name, language=language,
    )  # fmt: skip
    user.set_password(checked_password(password, user))
    return user
