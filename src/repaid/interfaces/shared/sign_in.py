"""Signing in and out at the two doors: staff at `/`, customers at `/clientzone/`."""

from django import forms
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from repaid.access.choices import Audience
from repaid.access.sessions import audience_of

HOMES = {Audience.STAFF: "backoffice:start", Audience.CUSTOMER: "portal:start"}


class SignInForm(forms.Form):
    """Login and password. The refusal never says which of the two is wrong."""

    login = forms.CharField(
        label=_("Login"),
        max_length=64,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True, "dir": "ltr"}),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "dir": "ltr"}),
    )


def sign_in(request: HttpRequest) -> HttpResponse:
    """Show the form; on right data start a session of this door's audience."""
    audience = audience_of(request.path)
    if request.user.is_authenticated:
        return HttpResponseRedirect(reverse(HOMES[audience]))
    form = SignInForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        user = authenticate(request, audience=audience, **form.cleaned_data)
        if user is not None:
            login(request, user)
            return HttpResponseRedirect(_wanted(request) or reverse(HOMES[audience]))
        form.add_error(None, _("The login or the password is not right."))
    template = "portal/sign_in.html" if audience == Audience.CUSTOMER else "backoffice/sign_in.html"
    return render(request, template, {"form": form}, status=422 if form.errors else 200)


def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session of this door; the other door's session, if any, goes on."""
    audience = audience_of(request.path)
    if request.method == "POST":
        logout(request)
    return HttpResponseRedirect(reverse("portal:sign_in" if audience == Audience.CUSTOMER else "sign_in"))


def _wanted(request: HttpRequest) -> str:
    target = request.GET.get("next", "")
    fits = url_has_allowed_host_and_scheme(target, {request.get_host()}) and (
        audience_of(target) == audience_of(request.path)
    )
    return target if fits else ""
