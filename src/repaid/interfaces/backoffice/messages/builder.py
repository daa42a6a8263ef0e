"""The token builder: pieces by click or keyboard, the final text with a real specimen, saving, test sending."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib import messages as notes
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from repaid.interfaces.backoffice.messages.draft import Draft, draft_in, draft_of, pressed, shown_parts
from repaid.interfaces.backoffice.messages.words import trail
from repaid.interfaces.backoffice.pages import business_day
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui import typed
from repaid.interfaces.ui.formats import isolated, number_text
from repaid.interfaces.ui.sentences import sentence_of
from repaid.kernel.refusal import Refusal, WrongInput
from repaid.messages.choices import PARTY, Channel, Recipient
from repaid.messages.commands.outbox import send_test_text
from repaid.messages.commands.templates import save_template
from repaid.messages.composing import tokens_of
from repaid.messages.jobs import send_by_worker
from repaid.messages.kinds import Kind, kind_named
from repaid.messages.queries.templates import in_force, specimen_of, templates, try_text, versions_of
from repaid.messages.rights import EDIT_TEMPLATES


@dataclass(frozen=True, slots=True)
class Place:
    """Which text: of a kind, for a recipient, on a channel, in a language."""

    kind: Kind
    recipient: str
    channel: str
    language: str

    @property
    def names(self) -> dict[str, Any]:
        """Arguments of commands."""
        return {
            "kind": self.kind.code, "recipient": Recipient(self.recipient), "channel": Channel(self.channel),
        }  # fmt: skip


@staff_page(EDIT_TEMPLATES)
def builder(request: ActorRequest, kind: str, recipient: str, channel: str, language: str) -> HttpResponse:
    """Write one text (CT-56 to CT-60)."""
    place = _place(kind, recipient, channel, language)
    found = templates(request.actor).filter(kind=kind, recipient=recipient, channel=channel).first()
    versions = versions_of(found, language) if found else []
    act = request.POST.get("act", "")
    draft = (
        draft_in(request.POST, channel) if request.method == "POST" else draft_of(next(iter(versions), None), channel)
    )
    facts: dict[str, Any] = {"template": found, "versions": versions, "used": in_force(versions, business_day(request))}
    try:
        if act == "save":
            return _save(request, place, draft)
        if act == "test":
            facts["said"] = _test(request, place, draft)
    except Refusal as refusal:
        facts["error"] = sentence_of(refusal)
    return _page(request, place, pressed(draft, act), facts)


def _page(request: ActorRequest, place: Place, draft: Draft, facts: dict[str, Any]) -> HttpResponse:
    tokens = tokens_of(place.kind, place.recipient, place.channel)
    specimen, wrong = _specimen(request, place, draft)
    sheet = draft.sheet(place.language)
    trial = try_text(request.actor, place.kind.code, place.recipient, place.channel, sheet, specimen)
    facts |= {
        "place": place, "draft": draft, "tokens": list(tokens.values()), "trial": trial, "wrong": wrong,
        "parts": shown_parts(draft, tokens, place.channel), "languages": _languages(place),
        "today": business_day(request),
        "has_title": place.channel != Channel.SMS, "can_test": place.channel in (Channel.SMS, Channel.EMAIL),
        "is_sms": place.channel == Channel.SMS, "typed_day": request.POST.get("valid_from", ""),
        "address": request.POST.get("address", ""), "key": uuid4().hex,
        "channel_label": Channel(place.channel).label, "recipient_label": Recipient(place.recipient).label,
        "trail": trail((_("Templates"), reverse("backoffice:templates")), (str(place.kind.label), "")),
    }  # fmt: skip
    part = bool(request.headers.get("HX-Request"))
    name = "backoffice/messages/builder_form.html" if part else "backoffice/messages/builder.html"
    return render(request, name, facts, status=422 if "error" in facts and not part else 200)


def _specimen(request: ActorRequest, place: Place, draft: Draft) -> tuple[Any, str]:
    """The contract or person on whom the text is tried, and what is wrong with the number that was asked for."""
    found = specimen_of(request.actor, place.kind, draft.specimen)
    if found is not None or not draft.specimen:
        return found, ""
    is_person = place.kind.about == PARTY
    words = _("There is no customer {number} here.") if is_person else _("There is no contract {number} here.")
    return specimen_of(request.actor, place.kind), words.format(number=isolated(draft.specimen))


def _place(kind: str, recipient: str, channel: str, language: str) -> Place:
    known = recipient in Recipient.values and channel in Channel.values and language in dict(settings.LANGUAGES)
    if not known:
        raise Http404(language)
    return Place(kind_named(kind), recipient, channel, language)


def _languages(place: Place) -> list[tuple[str, str, bool]]:
    """The tabs: each language with its address."""
    return [
        (name, _address(place, code), code == place.language) for code, name in settings.LANGUAGES
    ]  # fmt: skip


def _address(place: Place, language: str) -> str:
    return reverse("backoffice:template", args=[place.kind.code, place.recipient, place.channel, language])


def _save(request: ActorRequest, place: Place, draft: Draft) -> HttpResponse:
    sheet = draft.sheet(place.language)
    done = save_template(
        by=request.actor, **place.names, language=place.language, title=sheet.title, body=sheet.body,
        is_plain=draft.is_plain, valid_from=_day(request),
    )  # fmt: skip
    said = _("Version {number} saved.") if done.is_new else _("Nothing has changed: version {number} says the same.")
    notes.success(request, said.format(number=number_text(done.number)))
    return HttpResponseRedirect(request.path)


def _day(request: ActorRequest) -> Any:
    text = request.POST.get("valid_from", "").strip()
    if not text:
        return None
    try:
        return typed.day(text, business_day(request))
    except typed.Unreadable as unreadable:
        raise WrongInput(reason=str(unreadable), field="valid_from") from unreadable


def _test(request: ActorRequest, place: Place, draft: Draft) -> str:
    send_test_text(
        by=request.actor, **place.names, sheet=draft.sheet(place.language), address=request.POST.get("address", ""),
        key=request.POST.get("key", "")[:36], number=draft.specimen,
    )  # fmt: skip
    send_by_worker(by=request.actor, channel=place.channel)
    return _("The test is on its way. The outbox shows what became of it.")
