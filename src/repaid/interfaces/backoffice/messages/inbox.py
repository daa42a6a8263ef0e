"""The demo inbox: phones, mailboxes and letters, where messages of the demo can be looked at as they arrive."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_sameorigin

from repaid.interfaces.backoffice.messages.printing import PICTURE_WIDTH, picture
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.messages.choices import Channel
from repaid.messages.queries.demo import Arrived, arrived, has_demo, letter_arrived, letters_arrived, mail_page
from repaid.messages.queries.printing import pages_drawn
from repaid.messages.rights import VIEW

LETTERS = 8
PHONES = 8
MAILS = 12
MAIL_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"
"""An e-mail brings its own look and a picture within it; nothing of it runs or is loaded."""


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone with what arrived on it, oldest first."""

    key: int
    name: str
    address: str
    texts: Sequence[Arrived]


@staff_page(VIEW)
def inbox(request: ActorRequest) -> HttpResponse:
    """What arrived where no gateway is; not there when a real gateway carries everything."""
    if not has_demo(request.actor):
        raise Http404
    phones = _phones(arrived(request.actor, Channel.SMS))
    mails = arrived(request.actor, Channel.EMAIL)[:MAILS]
    facts: dict[str, Any] = {
        "phones": phones[:PHONES],
        "phone": _asked(phones, request.GET.get("phone"), lambda each: each.key),
        "mails": mails,
        "mail": _asked(mails, request.GET.get("mail"), lambda each: each.item.pk),
        "letters": [(item, item.letter) for item in letters_arrived(request.actor, LETTERS)],
    }
    return render(request, "backoffice/messages/inbox.html", facts)


def _phones(texts: Sequence[Arrived]) -> list[Phone]:
    """The texts by the phones on which they arrived, the phone of the newest text first."""
    found: dict[str, list[Arrived]] = {}
    for each in texts:
        found.setdefault(each.item.address, []).append(each)
    return [Phone(mine[0].item.pk, mine[0].name, address, mine[::-1]) for address, mine in found.items()]


def _asked(rows: Sequence[Any], asked: str | None, key: Any) -> Any:
    """The one that was asked for by its key, else the first; None where there is none."""
    return next((each for each in rows if str(key(each)) == asked), rows[0] if rows else None)


@staff_page(VIEW)
@xframe_options_sameorigin
def mail(request: ActorRequest, item: int) -> HttpResponse:
    """An e-mail as it looks in a mailbox."""
    answer = HttpResponse(mail_page(request.actor, item))
    answer["Content-Security-Policy"] = MAIL_POLICY
    return answer


@staff_page(VIEW)
def letter_picture(request: ActorRequest, item: int) -> HttpResponse:
    """The first page of a letter as a picture."""
    if not has_demo(request.actor):
        raise Http404
    return picture(pages_drawn(letter_arrived(request.actor, item), PICTURE_WIDTH)[0])
