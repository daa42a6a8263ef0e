"""Signing in and out: staff at `/`; customers at `/clientzone/`, the door of all lenders, or at a lender's own."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from repaid.access.choices import Audience
from repaid.access.sessions import audience_of
from repaid.branding.queries import titles_of
from repaid.identity.choices import Way
from repaid.identity.entering import check_password
from repaid.identity.sessions import address_of
from repaid.interfaces.shared.entry import here, keep_pending, pending_of, proceed
from repaid.interfaces.ui.context import frame_of
from repaid.interfaces.ui.forms import REQUIRED
from repaid.interfaces.ui.sentences import sentence_of
from repaid.kernel.refusal import Refusal

NOT_IN = _("You are not logged in yet. Please correct this:")
LOGIN_LABELS = {Audience.STAFF: _("Login"), Audience.CUSTOMER: _("E-mail or national ID number")}


class SignInForm(forms.Form):
    """Login and password. The refusal never says which of the two is wrong."""

    refused = NOT_IN
    login = forms.CharField(
        max_length=254, widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True, "dir": "ltr"})
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "dir": "ltr"}),
    )

    def __init__(self, *args: object, audience: Audience, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["login"].label = LOGIN_LABELS[audience]
        for field in self.fields.values():
            field.error_messages["required"] = str(REQUIRED).format(field=field.label)


def sign_in(request: HttpRequest) -> HttpResponse:
    """Show the form of the staff's door; on right data go on to the second step or in."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(here(request, "start"))
    return _asked(request, Audience.STAFF, "backoffice/sign_in.html")


def sign_in_customer(request: HttpRequest, place: str = "") -> HttpResponse:
    """Show the form of the lender at this address, or ("") of all lenders; who is in at another lender is asked too."""
    look = frame_of(request).stand_at(place)
    lender = look.organisation_id if look else None
    if request.user.is_authenticated and (not place or request.user.organisation_id == lender):
        return HttpResponseRedirect(here(request, "start"))
    return _asked(request, Audience.CUSTOMER, "portal/sign_in.html", lender)


def _asked(request: HttpRequest, audience: Audience, template: str, lender: int | None = None) -> HttpResponse:
    """The form, or what follows the right data."""
    form = SignInForm(request.POST if request.method == "POST" else None, audience=audience)
    wanted = _wanted(request, request.GET)
    if form.is_valid():
        given = form.cleaned_data
        try:
            users = check_password(audience, given["login"], given["password"], address_of(request), lender)
            return _go_on(request, users, wanted)
        except Refusal as refusal:
            form.add_error(None, sentence_of(refusal))
    return render(request, template, {"form": form, "wanted": wanted}, status=422 if form.errors else 200)


def _go_on(request: HttpRequest, users: Sequence[Any], wanted: str) -> HttpResponse:
    if len(users) == 1:
        return proceed(request, users[0], Way.PASSWORD, wanted)
    keep_pending(request, users, wanted)
    return HttpResponseRedirect(reverse("portal:lender"))


@never_cache
def choose_lender(request: HttpRequest) -> HttpResponse:
    """Ask a customer whose password fits at several lenders which one it is to be; others are not named."""
    users, wanted = pending_of(request)
    lenders = {str(user.organisation_id): user for user in users}
    frame_of(request).stand_at("")
    chosen = lenders.get(request.POST.get("lender", ""))
    if chosen is not None:
        return proceed(request, chosen, Way.PASSWORD, wanted)
    if not lenders:
        return HttpResponseRedirect(reverse("portal:sign_in"))
    titles = titles_of([user.organisation_id for user in users])
    return render(request, "portal/lender.html", {"lenders": {str(key): title for key, title in titles.items()}})


def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session of this door; the other door's session, if any, goes on. `next` is where one comes back to."""
    door, wanted = frame_of(request).door, _wanted(request, request.POST)
    if request.method == "POST":
        logout(request)
    return HttpResponseRedirect(f"{door}?{urlencode({'next': wanted})}" if wanted else door)


def _wanted(request: HttpRequest, given: QueryDict) -> str:
    target = given.get("next", "")
    fits = url_has_allowed_host_and_scheme(target, {request.get_host()}) and (
        audience_of(target) == audience_of(request.path)
    )
    return target if fits else ""
