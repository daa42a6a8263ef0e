"""Checks a login and a password for one audience; a wrong login and a wrong password look and last alike."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from repaid.access.models import User
from repaid.identity.queries.accounts import account_of_login


class AudienceBackend(BaseBackend):
    """Finds active users by audience and login."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> User | None:  # noqa: ARG002
        audience, login, password = (credentials.get(name) for name in ("audience", "login", "password"))
        if not (audience and login and password):
            return None
        user = account_of_login(audience, login)
        return user if is_password_of(user, password) and user is not None and user.is_active else None

    def get_user(self, user_id: int) -> User | None:
        return User.objects.filter(pk=user_id, is_active=True).select_related("organisation").first()


def is_password_of(user: User | None, password: str) -> bool:
    """Whether it is the user's password; nobody's password takes as long to look at as somebody's."""
    if user is None:
        User().set_password(password)
        return False
    return user.check_password(password)
