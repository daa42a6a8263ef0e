"""Checks a login and a password for one audience; a wrong login and a wrong password look and last alike."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from repaid.access.models import User
from repaid.kernel.fields import blind_index


def login_digest(login: str) -> bytes:
    """The form in which logins are found: case, spaces and the alphabet of digits do not matter."""
    return blind_index(login.strip(), "login")


class AudienceBackend(BaseBackend):
    """Finds active users by audience and login."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> User | None:  # noqa: ARG002
        audience, login, password = (credentials.get(name) for name in ("audience", "login", "password"))
        if not (audience and login and password):
            return None
        user = User.objects.filter(audience=audience, login_digest=login_digest(login)).first()
        if user is None:
            User().set_password(password)
            return None
        return user if user.check_password(password) and user.is_active else None

    def get_user(self, user_id: int) -> User | None:
        return User.objects.filter(pk=user_id, is_active=True).select_related("organisation").first()
