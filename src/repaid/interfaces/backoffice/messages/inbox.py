"""The demo inbox: a phone, a mailbox and letters, where messages of the demo can be looked at."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.messages.choices import Channel
from repaid.messages.queries.gateways import demo_items, demo_letters, has_demo
from repaid.messages.rights import VIEW

SHOWN = 20


@staff_page(VIEW)
def inbox(request: ActorRequest) -> HttpResponse:
    """What arrived where no gateway is; not there when a real gateway carries everything."""
    if not has_demo(request.actor):
        raise Http404
    letters = demo_letters(request.actor, SHOWN)
    facts = {
        "phone": demo_items(request.actor, Channel.SMS, SHOWN),
        "mailbox": demo_items(request.actor, Channel.EMAIL, SHOWN),
        "letters": [(item, item.letter) for item in letters],
    }
    return render(request, "backoffice/messages/inbox.html", facts)
