"""Checks a password; a wrong login and a wrong password look and last alike."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from repaid.access.authentication import login_digest
from repaid.access.models import User
from repaid.identity.queries.accounts import accounts_with


class AudienceBackend(BaseBackend):
    """Finds active users by audience and login, where the password fits one of them alone."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> User | None:  # noqa: ARG002
        audience, login, password = (credentials.get(name) for name in ("audience", "login", "password"))
        if not (audience and login and password):
            return None
        found = [user for user in accounts_with(audience, login_digest(login)) if user.is_active]
        fitting = those_with(found, password, tries=1)
        return fitting[0] if len(fitting) == 1 else None

    def get_user(self, user_id: int) -> User | None:
        return User.objects.filter(pk=user_id, is_active=True).select_related("organisation").first()


def those_with(users: Sequence[User], password: str, tries: int) -> list[User]:
    """The users whose password it is. At least `tries` are looked at: nobody's takes as long as somebody's."""
    for _spare in range(tries - len(users)):
        User().set_password(password)
    return [user for user in users if user.check_password(password)]
