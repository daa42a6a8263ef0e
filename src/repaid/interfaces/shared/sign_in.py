"""Signing in and out at the two doors: staff at `/`, customers at `/clientzone/`; the second step."""

from urllib.parse import urlencode

from django import forms
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from repaid.access.choices import Audience
from repaid.access.sessions import audience_of
from repaid.identity.choices import Way
from repaid.identity.entering import check_password
from repaid.identity.sessions import address_of
from repaid.interfaces.shared.entry import SIGN_IN, here, proceed
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
    """Show the form; on right data go on to the second step or in."""
    audience = audience_of(request.path)
    if request.user.is_authenticated:
        return HttpResponseRedirect(here(request, "start"))
    form = SignInForm(request.POST if request.method == "POST" else None, audience=audience)
    if form.is_valid():
        given = form.cleaned_data
        try:
            user = check_password(audience, given["login"], given["password"], address_of(request))
            return proceed(request, user, Way.PASSWORD, _wanted(request, request.GET))
        except Refusal as refusal:
            form.add_error(None, sentence_of(refusal))
    template = "portal/sign_in.html" if audience == Audience.CUSTOMER else "backoffice/sign_in.html"
    return render(
        request, template, {"form": form, "wanted": _wanted(request, request.GET)}, status=422 if form.errors else 200
    )


def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session of this door; the other door's session, if any, goes on. `next` is where one comes back to."""
    door, wanted = reverse(SIGN_IN[audience_of(request.path)]), _wanted(request, request.POST)
    if request.method == "POST":
        logout(request)
    return HttpResponseRedirect(f"{door}?{urlencode({'next': wanted})}" if wanted else door)


def _wanted(request: HttpRequest, given: QueryDict) -> str:
    target = given.get("next", "")
    fits = url_has_allowed_host_and_scheme(target, {request.get_host()}) and (
        audience_of(target) == audience_of(request.path)
    )
    return target if fits else ""
