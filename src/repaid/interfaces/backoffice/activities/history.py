"""Everything about a record: planned things, what happened, and a contact noted on the spot (CT-82)."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from repaid.access.subjects import subject_named
from repaid.activities.commands.ground import About
from repaid.activities.commands.noting import note_event
from repaid.activities.queries.activities import history_of
from repaid.activities.queries.assignments import assignments_of
from repaid.activities.rights import ACT
from repaid.contracts.rights import VIEW
from repaid.interfaces.backoffice.activities.adding import history_address
from repaid.interfaces.backoffice.activities.forms import ContactForm
from repaid.interfaces.backoffice.activities.people import offer_types
from repaid.interfaces.backoffice.activities.words import timeline_of
from repaid.interfaces.backoffice.contracts.views import record_of
from repaid.interfaces.backoffice.once import once
from repaid.interfaces.backoffice.pages import business_day
from repaid.interfaces.backoffice.subjects import address_of
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.parties.queries import party_named
from repaid.parties.rights import VIEW_PARTIES

SHOWN = 200
"""How much of a long history is shown; the search has all of it."""


@staff_page(VIEW)
def of_contract(request: ActorRequest, number: str) -> HttpResponse:
    """The activities of a contract."""
    record = record_of(request, number)
    facts = {"record": record, "tab": "activities"}
    return _history(request, record.contract.subject, "backoffice/contracts/activities.html", facts)


@staff_page(VIEW_PARTIES)
def of_party(request: ActorRequest, number: str) -> HttpResponse:
    """The activities of a party and of all its things."""
    party = party_named(request.actor, number)
    return _history(request, party.subject, "backoffice/parties/activities.html", {"party": party})


@staff_page(ACT)
def of_subject(request: ActorRequest, kind: str, number: str) -> HttpResponse:
    """The activities of any other record, such as an application."""
    subject = subject_named(request.actor, kind, number)
    facts = {"subject_page": address_of(subject)}
    return _history(request, subject, "backoffice/activities/about.html", facts)


def _history(request: ActorRequest, subject: Any, template: str, facts: dict[str, Any]) -> HttpResponse:
    today, about = business_day(request), About(subject.kind, subject.number)
    form = ContactForm(request.POST or None, on=today)
    offer_types(form, request.actor)
    if request.method == "POST" and form.is_valid():
        note = partial(note_event, by=request.actor, about=about, key=form.cleaned_data["key"])
        done = once(request, form, lambda: _noted(request, form, note, about), history_address(about))
        if done:
            return done
    planned, happened = timeline_of(history_of(request.actor, subject)[:SHOWN], today)
    shown = {"form": form, "planned": planned, "happened": happened, "about": f"{about.kind}/{about.number}"}
    shown |= {"subject": subject, "assignment": assignments_of(subject).filter(until=None).first()}
    return render(request, template, facts | shown, status=422 if form.errors else 200)


def _noted(request: ActorRequest, form: ContactForm, note: Any, about: About) -> str | None:
    if form.attempt(lambda: note(told=form.contact_told())) is None:
        return None
    messages.success(request, _("Noted."))
    return history_address(about)
