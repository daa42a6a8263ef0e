"""Long lists as files: a worker asks the page of the list again, as the person who wants it, for all its rows."""

from zoneinfo import ZoneInfo

from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, QueryDict
from django.urls import resolve
from django.utils import timezone, translation
from procrastinate.contrib.django import app

from repaid.access.actors import staff_actor
from repaid.access.exports import Writing, waiting_export, written


@app.task(name="exports.write_list")
def write_list(export: int) -> None:
    """Write the file of a list; nothing where it is written already."""
    row = waiting_export(export)
    if row is None:
        return
    zone = ZoneInfo(row.organisation.time_zone)
    with written(row) as writing, translation.override(row.asked["language"]), timezone.override(zone):
        request = _asked_again(writing)
        page = resolve(request.path)
        page.func(request, *page.args, **page.kwargs)


def _asked_again(writing: Writing) -> HttpRequest:
    """The request of the list, without a browser; the page asks the rights of this moment."""
    address, user = writing.export.asked["address"], writing.export.begun_by
    assert user is not None, "a list is taken out by a person"
    request = HttpRequest()
    request.method = "GET"
    request.path, _mark, query = address.partition("?")
    request.path_info = request.path
    request.GET = QueryDict(query)
    request.user, request.session = user, SessionStore()  # it owes nothing that a page would ask for first
    request.actor = staff_actor(user, channel="worker")  # type: ignore[attr-defined]
    request.writing = writing  # type: ignore[attr-defined]
    return request
