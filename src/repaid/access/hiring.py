"""Writing the account of a member of staff with what is on file; the rules are asked on the way."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.choices import Audience
from repaid.access.models import Employment, Group, StaffPhoto, User
from repaid.access.passwords import checked_password
from repaid.access.rights import ADMINISTER
from repaid.access.rules import may_give, may_place
from repaid.access.staffing import StaffData, fill, groups_chosen, place_of
from repaid.kernel.refusal import Refusal, refuse_if


class LastAdministrator(Refusal):
    code = "last_administrator"
    sentence = _("Nobody could administer the organisation any more. Give the right “{right}” to somebody else first.")


def hire(by: Actor, data: StaffData, password: str, photo: bytes | None = None) -> User:
    """Create an account of staff. `photo` is a portrait that was drawn anew."""
    user, employment = User(organisation_id=by.organisation_id), Employment()
    groups = _checked(by, user, employment, data, had=frozenset())
    user.set_password(checked_password(password, user))
    user.save()
    employment.user = user
    employment.save()
    user.groups.set(groups)
    keep_photo(user, photo)
    return user


def check_hire(by: Actor, data: StaffData, password: str) -> None:
    """Refuse what `hire` would refuse, without writing (and without the cost of hashing a password)."""
    user = User(organisation_id=by.organisation_id)
    _checked(by, user, Employment(), data, had=frozenset())
    checked_password(password, user)


def rewrite(by: Actor, user: User, data: StaffData, photo: bytes | None) -> None:
    """Change what is on file of a member of staff, with groups and scope."""
    had = frozenset(code for group in user.groups.all() for code in group.rights)
    groups = _checked(by, user, user.employment, data, had)
    user.save()
    user.employment.save()
    user.groups.set(groups)
    keep_photo(user, photo)


def _checked(by: Actor, user: User, employment: Employment, data: StaffData, had: frozenset[str]) -> list[Group]:
    """Fill the rows; a right that the user had already may stay."""
    place, groups = place_of(by, data), groups_chosen(by, data.groups)
    given = {code for group in groups for code in group.rights}
    refuse_if([*may_place(by, data.scope, place.branch, place.province), *may_give(by, given - had)])
    fill(user, employment, data, place)
    return groups


def keep_photo(user: User, photo: bytes | None) -> None:
    """Take a portrait in the place of the one that was there; None leaves it."""
    if photo is not None:
        StaffPhoto.objects.update_or_create(user=user, defaults={"content": photo})


@contextmanager
def administered(by: Actor) -> Iterator[None]:
    """A change that must not take away the last administrator of an organisation that has one."""
    before = _has_administrator(by)
    yield
    if before and not _has_administrator(by):
        raise LastAdministrator(right=ADMINISTER.label)


def _has_administrator(by: Actor) -> bool:
    active = User.objects.filter(organisation=by.organisation_id, audience=Audience.STAFF, is_active=True)
    return active.filter(groups__rights__contains=[ADMINISTER.code]).exists()
