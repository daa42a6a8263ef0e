"""What a customer says of the own person: contact data, and whether offers may come."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from repaid.identity.commands.contact import correct_own_contacts
from repaid.interfaces.shared.doors import ActorRequest, customer_page
from repaid.interfaces.ui.controls import CodeInput
from repaid.interfaces.ui.forms import Form
from repaid.messages.commands.contact import consent_to_offers
from repaid.parties.choices import ContactKind
from repaid.parties.queries import own_contacts

FIELDS = (ContactKind.MOBILE, ContactKind.EMAIL, ContactKind.ADDRESS)


class OwnContactsForm(Form):
    """Mobile phone, e-mail and address, confirmed with the password."""

    mobile = forms.CharField(label=gettext_lazy("Mobile"), max_length=40, required=False, widget=CodeInput)
    email = forms.CharField(label=gettext_lazy("E-mail"), max_length=254, required=False, widget=CodeInput)
    address = forms.CharField(
        label=gettext_lazy("Address"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    password = forms.CharField(
        label=gettext_lazy("Current password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "dir": "ltr"}),
        help_text=gettext_lazy("So that nobody else changes your data."),
    )

    def __init__(self, *args: Any, now: dict[ContactKind, str], **kwargs: Any) -> None:
        super().__init__(*args, initial={kind.value: now.get(kind, "") for kind in FIELDS}, **kwargs)
        for kind in FIELDS:  # what is on file can be put right here, not be taken away
            self.fields[kind.value].required = kind in now


@customer_page
def contact(request: ActorRequest) -> HttpResponse:
    """Correct the own contact data."""
    form = OwnContactsForm(request.POST or None, now=own_contacts(request.actor))
    if form.is_valid() and form.attempt(lambda: correct_own_contacts(by=request.actor, **form.values())) is not None:
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(reverse("portal:account"))
    return render(request, "portal/own_contact.html", {"form": form}, status=422 if form.errors else 200)


@customer_page
@require_POST
def offers(request: ActorRequest) -> HttpResponse:
    """Say whether offers may come on a channel."""
    is_given = request.POST.get("offers") == "yes"
    consent_to_offers(by=request.actor, channel=request.POST.get("channel", ""), is_given=is_given)
    messages.success(request, _("Saved."))
    return HttpResponseRedirect(reverse("portal:account"))
