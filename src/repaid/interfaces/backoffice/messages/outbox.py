"""The outbox, and one message with what happened to it."""

from typing import Any

from django import forms
from django.contrib import messages as notes
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from repaid.interfaces.backoffice.messages.lists import Messages, message_address
from repaid.interfaces.backoffice.messages.story import story_of
from repaid.interfaces.backoffice.messages.words import kind_of, reason_told, trail
from repaid.interfaces.backoffice.pages import FormPage, form_page
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.formats import number_text
from repaid.interfaces.ui.forms import Form
from repaid.messages.choices import AGAIN, WAITING, Channel, State
from repaid.messages.commands.outbox import send_again, settle_doubt, withdraw_message
from repaid.messages.jobs import send_by_worker
from repaid.messages.queries.contact import open_channels
from repaid.messages.queries.demo import has_demo
from repaid.messages.queries.outbox import (
    attempts_of,
    channels_in_trouble,
    message_numbered,
    messages,
    waiting_by_channel,
)
from repaid.messages.rights import SEND, VIEW


class ReasonForm(Form):
    """Why."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=200, widget=forms.Textarea(attrs={"rows": 2}), required=True
    )


@staff_page(VIEW)
def outbox(request: ActorRequest) -> HttpResponseBase:
    """Messages in scope; above them what keeps a channel from sending."""
    able, waiting = open_channels(request.actor.organisation_id), waiting_by_channel(request.actor)
    shut = [str(Channel(channel).label) for channel in waiting if channel not in able]
    facts = {"trouble": channels_in_trouble(request.actor), "shut": shut, "has_demo": has_demo(request.actor)}
    return Messages(request, messages(request.actor)).response("backoffice/messages/list.html", facts)


@staff_page(VIEW)
def message(request: ActorRequest, message: int) -> HttpResponse:
    """One message: its text, who gets it, what keeps it, every attempt."""
    row = message_numbered(request.actor, message)
    may_send = request.actor.may(SEND.code)
    facts: dict[str, Any] = {
        "message": row,
        "text": getattr(row, "text", None),
        "kind": kind_of(row),
        "reason": reason_told(row),
        "story": story_of(row, attempts_of(row)),
        "trail": trail((number_text(row.pk), "")),
        "can_withdraw": may_send and row.state in WAITING,
        "can_repeat": may_send and row.state in AGAIN,
        "is_doubtful": may_send and row.state == State.DOUBTFUL,
    }
    return render(request, "backoffice/messages/message.html", facts)


@staff_page(SEND)
@require_POST
def repetition(request: ActorRequest, message: int) -> HttpResponse:
    """Let a message go once more."""
    row = message_numbered(request.actor, message)
    send_again(by=request.actor, message=message)
    send_by_worker(by=request.actor, channel=row.channel)
    notes.success(request, _("The message goes once more."))
    return HttpResponseRedirect(message_address(row))


@staff_page(SEND)
@require_POST
def arrival(request: ActorRequest, message: int) -> HttpResponse:
    """Record that an unclear message did arrive."""
    row = message_numbered(request.actor, message)
    settle_doubt(by=request.actor, message=message)
    notes.success(request, _("Recorded: the message arrived."))
    return HttpResponseRedirect(message_address(row))


@staff_page(SEND)
def withdrawal(request: ActorRequest, message: int) -> HttpResponse:
    """Stop a message that waits."""
    row, form = message_numbered(request.actor, message), ReasonForm(request.POST or None)
    back, title = reverse("backoffice:message", args=[message]), _("Withdraw the message")
    page = FormPage(
        title,
        trail((number_text(row.pk), back), (title, "")),
        _("Withdraw"),
        back,
        _("Withdrawn."),
        kind_of(row),
        danger=True,
    )
    return form_page(request, form, page, lambda: withdraw_message(by=request.actor, message=message, **form.values()))
