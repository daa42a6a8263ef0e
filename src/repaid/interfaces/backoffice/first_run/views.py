"""The first run: entering the code, the questions one by one, the summary and the founding."""

import functools
from collections.abc import Callable
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from repaid.founding.commands.founding import enter_code, found_organisation
from repaid.founding.queries import code_digest, is_founded
from repaid.interfaces.backoffice.first_run.asking import Run, ask, sum_up
from repaid.interfaces.shared.doors import public_page
from repaid.interfaces.ui.controls import CodeInput
from repaid.interfaces.ui.forms import Form

PROOF: Final = "founding"
"""Where the session keeps that its browser knew the code."""

FIRST: Final = Run("first_run", gettext_lazy("First run"))

View = Callable[..., HttpResponse]


class CodeForm(Form):
    """The one-time code."""

    code = forms.CharField(
        label=gettext_lazy("One-time code"), max_length=20, widget=CodeInput(attrs={"autofocus": True}),
        help_text=gettext_lazy("It stands where the server was started."),
    )  # fmt: skip


def first_run_page(view: View) -> Callable[..., HttpResponseBase]:
    """Open while nothing is founded, to a browser that proved to know the code of today."""

    @functools.wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if is_founded():
            return HttpResponseRedirect(reverse("sign_in"))
        if not _is_proven(request):
            return HttpResponseRedirect(reverse("backoffice:first_run"))
        return view(request, *args, **kwargs)

    return public_page(opened)


@public_page
def code(request: HttpRequest) -> HttpResponse:
    """Ask for the code; a browser that proved it goes on to the first open question."""
    if is_founded():
        return HttpResponseRedirect(reverse("sign_in"))
    if _is_proven(request):
        return HttpResponseRedirect(FIRST.next_address)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        proof = form.attempt(lambda: enter_code(form.cleaned_data["code"]))
        if proof:
            request.session.cycle_key()
            request.session[PROOF] = proof
            return HttpResponseRedirect(FIRST.next_address)
    return render(request, "backoffice/first_run/code.html", {"form": form}, status=422 if form.errors else 200)


@first_run_page
def question(request: HttpRequest, step: str) -> HttpResponse:
    """One question."""
    return ask(request, FIRST, step)


@first_run_page
def summary(request: HttpRequest) -> HttpResponse:
    """Everything that was answered; the password founds the organisation."""
    address = request.META.get("REMOTE_ADDR") or None

    def then(_done: Any) -> str:
        request.session.flush()
        messages.success(request, _("The organisation is founded. Log in with the login of the administrator."))
        return reverse("sign_in")

    return sum_up(request, FIRST, lambda typed: found_organisation(password=typed, address=address), then)


def _is_proven(request: HttpRequest) -> bool:
    digest = code_digest()
    return bool(digest) and constant_time_compare(request.session.get(PROOF, ""), digest)
