"""Who is at the door: puts the actor of the request beside the signed-in user."""

from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from repaid.access.actors import Actor, customer_actor, staff_actor
from repaid.access.choices import Audience
from repaid.access.models import User
from repaid.access.sessions import audience_of


class ActorMiddleware:
    """Sets `request.actor`: an `Actor`, or None for a visitor.

    A session of one audience is none at the other's door.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if isinstance(user, AnonymousUser) or user.audience != audience_of(request.path):
            request.user = AnonymousUser()
            request.actor = None  # type: ignore[attr-defined]
        else:
            request.actor = actor_of(request)  # type: ignore[attr-defined]
        return self.get_response(request)


def actor_of(request: HttpRequest) -> Actor:
    """The actor of a signed-in user."""
    user = request.user
    assert isinstance(user, User | SimpleLazyObject)
    address = request.META.get("REMOTE_ADDR") or None
    if user.audience == Audience.CUSTOMER:
        return customer_actor(user, channel="portal", address=address)
    return staff_actor(user, channel="backoffice", address=address)
