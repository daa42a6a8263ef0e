"""Intranet messages: conversations, one of them, the counter that every page asks for again and again (CC-24)."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from repaid.activities.commands.messaging import read_messages, send_internal_message
from repaid.activities.queries.messages import conversations, newest_of, thread_with, unread_messages
from repaid.activities.queries.people import staff_at_work
from repaid.interfaces.backoffice.activities.forms import MessageForm, ReplyForm
from repaid.interfaces.backoffice.activities.people import offer_staff
from repaid.interfaces.backoffice.once import once
from repaid.interfaces.backoffice.subjects import address_of
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.kernel.refusal import NotFound

SHOWN = 50
"""Messages of a conversation that are shown."""


@staff_page()
def messenger(request: ActorRequest) -> HttpResponse:
    """All conversations, and a new message."""
    form = MessageForm(request.POST or None)
    offer_staff(form, "to", request.actor)
    if request.method == "POST" and form.is_valid():
        to, here = form.cleaned_data["to"], reverse("backoffice:messenger")
        send = partial(send_internal_message, by=request.actor, to=to, about=form.about())
        done = once(request, form, lambda: _sent(request, form, send, to), here)
        if done:
            return done
    facts = {"form": form, "conversations": conversations(request.actor)}
    return render(request, "backoffice/day/messenger.html", facts, status=422 if form.errors else 200)


@staff_page()
def conversation(request: ActorRequest, key: int) -> HttpResponse:
    """The messages between the reader and one colleague (0: the system), and an answer."""
    other = staff_at_work(request.actor).filter(pk=key).first()
    if key and other is None:
        raise NotFound(kind=_("colleague"), number=key)
    form = ReplyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        send = partial(send_internal_message, by=request.actor, to=key)
        done = once(request, form, lambda: _sent(request, form, send, key), request.path)
        if done:
            return done
    facts = {"form": form, "key": key, "name": other.name if other else _("the system"), **_thread(request, key)}
    return render(request, "backoffice/day/conversation.html", facts, status=422 if form.errors else 200)


@staff_page()
def thread(request: ActorRequest, key: int) -> HttpResponse:
    """The messages of a conversation alone; nothing when nothing is new since the tag that was given."""
    facts = _thread(request, key)
    return _unless_known(request, facts["tag"], "backoffice/day/thread.html", {"key": key, **facts})


@staff_page()
@require_POST
def reading(request: ActorRequest, key: int) -> HttpResponse:
    """What a colleague wrote was read."""
    read_messages(by=request.actor, other=key)
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204)
    return HttpResponseRedirect(reverse("backoffice:conversation", args=[key]))


@staff_page()
def unread(request: ActorRequest) -> HttpResponse:
    """How many messages wait to be read; nothing when that has not changed since the tag that was given."""
    count = unread_messages(request.actor).count()
    return _unless_known(request, str(count), "backoffice/day/unread.html", {"count": count, "tag": str(count)})


def _unless_known(request: ActorRequest, tag: str, template: str, facts: dict[str, Any]) -> HttpResponse:
    """The part of a page with its tag, or 304 when the browser has it."""
    quoted = f'"{tag}"'
    if request.headers.get("If-None-Match") == quoted:
        return HttpResponse(status=304, headers={"ETag": quoted})
    answer = render(request, template, facts)
    answer.headers["ETag"] = quoted
    return answer


def _thread(request: ActorRequest, key: int) -> dict[str, Any]:
    rows = list(thread_with(request.actor, key)[:SHOWN])[::-1]
    told = [(row, address_of(row.subject)) for row in rows]
    return {"told": told, "tag": newest_of(request.actor, key)}


def _sent(request: ActorRequest, form: MessageForm | ReplyForm, send: Any, to: int) -> str | None:
    given = form.cleaned_data
    if form.attempt(lambda: send(text=given["text"], key=given["key"])) is None:
        return None
    messages.success(request, _("Message sent."))
    return reverse("backoffice:conversation", args=[to])
