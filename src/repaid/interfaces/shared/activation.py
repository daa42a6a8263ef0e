"""One-time links: choosing a password with one, asking for one at the door."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from repaid.access.actors import customer_actor
from repaid.branding.queries import look_of
from repaid.identity.choices import Way
from repaid.identity.commands.passwords import choose_password_by_link
from repaid.identity.jobs import ask_for_new_password
from repaid.identity.queries.links import holder_of
from repaid.identity.sessions import address_of
from repaid.interfaces.shared.entry import proceed
from repaid.interfaces.shared.passwords import NewPasswordForm
from repaid.interfaces.ui.context import frame_of
from repaid.interfaces.ui.controls import CodeInput
from repaid.interfaces.ui.forms import Form


class ForgottenForm(Form):
    """By which login somebody wants a new password."""

    login = forms.CharField(
        label=_("E-mail or national ID number"),
        max_length=254,
        widget=CodeInput(attrs={"autocomplete": "username", "autofocus": True}),
    )


def activate(request: HttpRequest, token: str) -> HttpResponse:
    """Choose a password with a link; looking at the page does not use it up."""
    user = holder_of(token)
    if user is None:
        return render(request, "shared/link_over.html", status=410)
    frame_of(request).brand = look_of(user.organisation_id)
    form = NewPasswordForm(request.POST or None)
    if form.is_valid():
        by = customer_actor(user, channel="portal", address=address_of(request))
        changed = form.attempt(lambda: choose_password_by_link(by=by, token=token, **form.values()))
        if changed:
            user.refresh_from_db()
            return proceed(request, user, Way.LINK)
    facts = {"form": form, "holder": user}
    return render(request, "shared/activate.html", facts, status=422 if form.errors else 200)


def forgotten(request: HttpRequest, place: str = "") -> HttpResponse:
    """Ask for a link at the door of the lender at this address, or ("") of all; the answer is the same for every
    login."""
    look = frame_of(request).stand_at(place)
    form = ForgottenForm(request.POST or None)
    if form.is_valid():
        lender = look.organisation_id if look else None
        ask_for_new_password(form.cleaned_data["login"], activation_page(request), address_of(request), lender)
        return render(request, "shared/asked.html")
    return render(request, "shared/forgotten.html", {"form": form}, status=422 if form.errors else 200)


def activation_page(request: HttpRequest) -> str:
    """The address of the page that takes a link, up to its token."""
    return request.build_absolute_uri(reverse("portal:activate", args=["-"])).removesuffix("-")
