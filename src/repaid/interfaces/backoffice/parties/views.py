"""Parties: the list, one of them, and what is changed on it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from repaid.contracts.queries.contracts import contracts_of_party, with_arrears
from repaid.contracts.rights import VIEW as VIEW_CONTRACTS
from repaid.documents.queries import counted_about, documents
from repaid.documents.rights import VIEW_DOCUMENTS
from repaid.interfaces.backoffice.documents.lists import DocumentsOfRecord
from repaid.interfaces.backoffice.pages import business_day
from repaid.interfaces.backoffice.parties.lists import Parties
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.origination.queries import applications
from repaid.origination.rights import VIEW as VIEW_APPLICATIONS
from repaid.parties.commands.change import archive_party
from repaid.parties.commands.contacts import remove_contact
from repaid.parties.queries import parties, party_named, party_page
from repaid.parties.rights import EDIT_PARTIES, VIEW_PARTIES


@staff_page(VIEW_PARTIES)
def party_list(request: ActorRequest) -> HttpResponseBase:
    """Persons and companies in scope."""
    archived = request.GET.get("archived") == "yes"
    listing = Parties(request, parties(request.actor, archived=archived))
    return listing.response("backoffice/parties/list.html", {"is_archive": archived})


@staff_page(VIEW_PARTIES)
def party(request: ActorRequest, number: str) -> HttpResponse:
    """Everything about one party."""
    page = party_page(request.actor, number)
    owned: Any = ()
    if request.actor.may(VIEW_CONTRACTS.code):
        owned = with_arrears(contracts_of_party(request.actor, page.party.subject), business_day(request))
    asked: Any = ()
    if request.actor.may(VIEW_APPLICATIONS.code):
        asked = applications(request.actor).filter(borrower=page.party)
    kept = counted_about(request.actor, [page.party.subject]).get(page.party.subject_id, 0)
    facts = {"page": page, "contracts": owned, "applications": asked, "documents": kept}
    return render(request, "backoffice/parties/party.html", facts)


@staff_page(VIEW_DOCUMENTS)
def party_documents(request: ActorRequest, number: str) -> HttpResponseBase:
    """The documents about one party."""
    party = party_named(request.actor, number)
    listing = DocumentsOfRecord(request, documents(request.actor, party.subject))
    return listing.response("backoffice/parties/documents.html", {"party": party})


@staff_page(EDIT_PARTIES)
@require_POST
def contact_removal(request: ActorRequest, number: str, contact: int) -> HttpResponse:
    """Take a contact away."""
    remove_contact(by=request.actor, number=number, contact=contact)
    messages.success(request, _("Contact removed."))
    return HttpResponseRedirect(reverse("backoffice:party", args=[number]))


@staff_page(EDIT_PARTIES)
@require_POST
def archive(request: ActorRequest, number: str) -> HttpResponse:
    """Take a party out of every choice."""
    archive_party(by=request.actor, number=number)
    messages.success(request, _("The customer is archived."))
    return HttpResponseRedirect(reverse("backoffice:party", args=[number]))
