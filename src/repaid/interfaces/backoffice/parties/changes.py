"""Pages with one form each: registering a party, changing what belongs to it."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from repaid.interfaces.backoffice.pages import FormPage, Text, business_day, form_page
from repaid.interfaces.backoffice.parties import forms
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.context import frame_of
from repaid.interfaces.ui.forms import Form
from repaid.parties.choices import PartyKind
from repaid.parties.commands.change import change_party, give_role, link_party, mark_deceased
from repaid.parties.commands.client_zone import open_client_zone
from repaid.parties.commands.contacts import add_bank_account, add_contact
from repaid.parties.commands.identifiers import add_identifier
from repaid.parties.commands.register import register_company, register_person
from repaid.parties.queries import party_named
from repaid.parties.rights import EDIT_PARTIES, OPEN_CLIENT_ZONE


@staff_page(EDIT_PARTIES)
def person(request: ActorRequest) -> HttpResponse:
    """Register a person."""
    form = forms.PersonForm(request.POST or None, on=business_day(request), country=_country(request))
    return _registration(request, form, _("Register a person"), register_person)


@staff_page(EDIT_PARTIES)
def company(request: ActorRequest) -> HttpResponse:
    """Register a company."""
    form = forms.CompanyForm(request.POST or None, on=business_day(request), country=_country(request))
    return _registration(request, form, _("Register a company"), register_company)


@staff_page(EDIT_PARTIES)
def data(request: ActorRequest, number: str) -> HttpResponse:
    """Change the data of a party."""
    party = party_named(request.actor, number)
    kind = forms.PersonDataForm if party.kind == PartyKind.PERSON else forms.CompanyDataForm
    now = {name: getattr(party, name) for name in kind.base_fields if name != "key"}
    form = kind(request.POST or None, on=business_day(request), initial=now)
    return _change(request, party, form, change_party, _("Change the data"))


@staff_page(EDIT_PARTIES)
def contacts(request: ActorRequest, number: str) -> HttpResponse:
    """Add a way to reach a party."""
    party = party_named(request.actor, number)
    return _change(request, party, forms.ContactForm(request.POST or None), add_contact, _("Add a contact"))


@staff_page(EDIT_PARTIES)
def identifiers(request: ActorRequest, number: str) -> HttpResponse:
    """Add a number that a state gave."""
    party = party_named(request.actor, number)
    return _change(request, party, forms.IdentifierForm(request.POST or None), add_identifier, _("Add an identifier"))


@staff_page(EDIT_PARTIES)
def accounts(request: ActorRequest, number: str) -> HttpResponse:
    """Add a bank account."""
    party = party_named(request.actor, number)
    form = forms.AccountForm(request.POST or None, country=party.country)
    return _change(request, party, form, add_bank_account, _("Add a bank account"))


@staff_page(EDIT_PARTIES)
def roles(request: ActorRequest, number: str) -> HttpResponse:
    """Give a role."""
    party = party_named(request.actor, number)
    return _change(request, party, forms.RoleForm(request.POST or None), give_role, _("Give a role"))


@staff_page(EDIT_PARTIES)
def parent(request: ActorRequest, number: str) -> HttpResponse:
    """Put a party below a company."""
    party = party_named(request.actor, number)
    above = party.parent.number if party.parent else ""
    form = forms.ParentForm(request.POST or None, initial={"parent": above})
    return _change(request, party, form, link_party, _("Place in the tree"))


@staff_page(EDIT_PARTIES)
def death(request: ActorRequest, number: str) -> HttpResponse:
    """Record the death of a person."""
    party = party_named(request.actor, number)
    form = forms.DeathForm(request.POST or None, on=business_day(request))
    return _change(request, party, form, mark_deceased, _("Record the death"))


@staff_page(OPEN_CLIENT_ZONE)
def client_zone(request: ActorRequest, number: str) -> HttpResponse:
    """Open the client zone to a person."""
    party = party_named(request.actor, number)
    return _change(
        request, party, forms.ClientZoneForm(request.POST or None), open_client_zone, _("Open the client zone")
    )


def _registration(request: ActorRequest, form: forms.PartyForm, title: Text, command: Any) -> HttpResponse:
    back = reverse("backoffice:parties")
    page = FormPage(title, [(_("Customers"), back), (title, "")], _("Register"), back, _("Registered."))
    return form_page(
        request, form, page, lambda: command(by=request.actor, **form.arguments()),
        lambda fact: reverse("backoffice:party", args=[fact.number]),
    )  # fmt: skip


def _change(request: ActorRequest, party: Any, form: Form, command: Any, title: Text) -> HttpResponse:
    back = reverse("backoffice:party", args=[party.number])
    trail = [(_("Customers"), reverse("backoffice:parties")), (party.name, back), (title, "")]
    page = FormPage(title, trail, _("Save"), back, _("Saved."), name=party.name)
    act = partial(command, by=request.actor, number=party.number)
    return form_page(request, form, page, lambda: act(**form.values()))


def _country(request: ActorRequest) -> str:
    return str(frame_of(request).organisation.country)
