"""Messages about one contract: the list, and sending one with its text shown before."""

from typing import Any

from django import forms
from django.contrib import messages as notes
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from repaid.contracts.notices import ABOUT
from repaid.interfaces.backoffice.contracts.record import Record
from repaid.interfaces.backoffice.messages.lists import MessagesOfContract
from repaid.interfaces.backoffice.once import once
from repaid.interfaces.backoffice.pages import business_day
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.formats import number_text
from repaid.interfaces.ui.forms import Form
from repaid.messages.choices import Channel, Recipient
from repaid.messages.commands.queueing import ByHand, queue_message
from repaid.messages.foresight import Foreseen, foresee, given_now
from repaid.messages.jobs import send_by_worker
from repaid.messages.kinds import kinds
from repaid.messages.queries.outbox import messages_of
from repaid.messages.rights import SEND, VIEW

PEOPLE = [(each.value, each.label) for each in (Recipient.BORROWER, Recipient.GUARANTOR)]
BUTTONS = {
    Channel.SMS: lambda count: ngettext("Send {count} SMS", "Send {count} SMS", count),
    Channel.EMAIL: lambda count: ngettext("Send {count} e-mail", "Send {count} e-mails", count),
    Channel.LETTER: lambda count: ngettext("Order {count} letter", "Order {count} letters", count),
    Channel.IN_SYSTEM: lambda count: ngettext("Send {count} message", "Send {count} messages", count),
}


class SendingForm(Form):
    """Which message, to whom, how; after it was shown, its text, which may be changed."""

    kind = forms.ChoiceField(label=pgettext_lazy("message", "Kind"))
    recipient = forms.ChoiceField(label=gettext_lazy("Recipient"), choices=PEOPLE)
    channel = forms.ChoiceField(label=gettext_lazy("Channel"), choices=Channel.choices)
    title = forms.CharField(label=pgettext_lazy("part of a message", "Subject"), required=False, max_length=300)
    body = forms.CharField(
        label=pgettext_lazy("part of a message", "Text"), required=False, max_length=10_000, strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "dir": "auto"}),
    )  # fmt: skip
    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        about = [(kind.code, kind.label) for kind in kinds() if kind.about == ABOUT]
        self.fields["kind"].choices = about  # type: ignore[attr-defined]

    @property
    def place(self) -> str:
        """What the shown text belongs to: another choice needs another look."""
        return ":".join(self.cleaned_data[name] for name in ("kind", "recipient", "channel"))


@staff_page(VIEW)
def contract_messages(request: ActorRequest, number: str) -> HttpResponseBase:
    """The messages about a contract (CT-69)."""
    record = Record.of(request.actor, number, business_day(request), business_day(request))
    listing = MessagesOfContract(request, messages_of(request.actor, record.contract.subject))
    facts = {"record": record, "tab": "messages", "may_send": request.actor.may(SEND.code)}
    return listing.response("backoffice/contracts/messages.html", facts)


@staff_page(SEND)
def new_message(request: ActorRequest, number: str) -> HttpResponse:
    """Choose a message, look at the final text, change it, send it."""
    record = Record.of(request.actor, number, business_day(request), business_day(request))
    form = SendingForm(request.POST or None)
    found: list[Foreseen] = []
    if request.method == "POST" and form.is_valid():
        found = _foreseen(request, record, form)
        if found and form.cleaned_data["shown"] == form.place:
            answer = once(request, form, lambda: _sent(request, record, form, found), _list_of(number))
            if answer:
                return answer
        elif found:
            form.data = {**form.data.dict(), **_shown(form, found)}  # type: ignore[attr-defined]
    facts = {"record": record, "tab": "messages", "form": form, "found": found, **_button(form, found)}
    return render(request, "backoffice/contracts/message_new.html", facts, status=422 if form.errors else 200)


def _list_of(number: str) -> str:
    return reverse("backoffice:contract_messages", args=[number])


def _foreseen(request: ActorRequest, record: Record, form: SendingForm) -> list[Foreseen]:
    given = form.cleaned_data
    found = foresee(request.actor, given["kind"], record.contract.subject, given["recipient"], given["channel"])
    if not found:
        form.add_error("recipient", _("Nobody has this role in the contract."))
    return found


def _shown(form: SendingForm, found: list[Foreseen]) -> dict[str, str]:
    """The text that the second look begins with."""
    text = next((each.text for each in found if each.text), None)
    return {"shown": form.place, "title": text.title if text else "", "body": text.body if text else ""}


def _button(form: SendingForm, found: list[Foreseen]) -> dict[str, Any]:
    count = sum(each.text is not None or each.reason is not None for each in found)
    if not count:
        return {}
    words = BUTTONS[Channel(form.cleaned_data["channel"])](count)
    return {"button": words.format(count=number_text(count)), "has_title": form.cleaned_data["channel"] != Channel.SMS}


def _sent(request: ActorRequest, record: Record, form: SendingForm, found: list[Foreseen]) -> str | None:
    given = form.cleaned_data
    done = form.attempt(
        lambda: queue_message(
            by=request.actor, kind=given["kind"], about=ABOUT, number=record.contract.number, key=given["key"].hex,
            channel=Channel(given["channel"]), recipient=Recipient(given["recipient"]),
            given=given_now(given["kind"], record.contract.subject), by_hand=_by_hand(form, found),
        )
    )  # fmt: skip
    if done is None:
        return None
    send_by_worker(by=request.actor, channel=given["channel"])
    notes.success(request, _("The message is on its way; the list shows what becomes of it."))
    return _list_of(record.contract.number)


def _by_hand(form: SendingForm, found: list[Foreseen]) -> ByHand | None:
    """The text as it was changed; None when it is still the template's."""
    title, body = form.cleaned_data["title"], form.cleaned_data["body"].replace("\r\n", "\n")
    same = any(each.text and (each.text.title, each.text.body) == (title, body) for each in found)
    return None if same or not body.strip() else ByHand(title, body)
