"""The first run: entering the code, the questions one by one, the summary and the founding."""

import functools
from collections.abc import Callable
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from repaid.founding.commands.founding import enter_code, found_organisation, keep_answers
from repaid.founding.plan import STEPS, open_step
from repaid.founding.queries import answers, code_digest, is_founded
from repaid.interfaces.backoffice.first_run.forms import QUESTIONS, TITLES, PasswordForm, proposed
from repaid.interfaces.backoffice.first_run.shown import beside, steps_shown, summary_of
from repaid.interfaces.shared.doors import public_page
from repaid.interfaces.ui.controls import CodeInput
from repaid.interfaces.ui.forms import Form

PROOF: Final = "founding"
"""Where the session keeps that its browser knew the code."""

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
        return HttpResponseRedirect(_address(open_step(answers())))
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        proof = form.attempt(lambda: enter_code(form.cleaned_data["code"]))
        if proof:
            request.session.cycle_key()
            request.session[PROOF] = proof
            return HttpResponseRedirect(_address(open_step(answers())))
    return render(request, "backoffice/first_run/code.html", {"form": form}, status=422 if form.errors else 200)


@first_run_page
def question(request: HttpRequest, step: str) -> HttpResponse:
    """One question; the answer is kept and the next open one follows."""
    if step not in QUESTIONS:
        raise Http404(step)
    known = answers()
    form = QUESTIONS[step](request.POST or None, answers=known, initial=proposed(step, known), on=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        keep_answers(step, form.told())
        return HttpResponseRedirect(_address(_after(step)))
    facts = {
        "form": form, "title": TITLES[step], "steps": steps_shown(step, known), "back": _before(step),
        "beside": beside(step, known),
    }  # fmt: skip
    return render(request, "backoffice/first_run/question.html", facts, status=422 if form.errors else 200)


@first_run_page
def summary(request: HttpRequest) -> HttpResponse:
    """Everything that was answered; the password founds the organisation."""
    known = answers()
    step = open_step(known)
    if step:
        return HttpResponseRedirect(_address(step))
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        address = request.META.get("REMOTE_ADDR") or None
        done = form.attempt(lambda: found_organisation(password=form.cleaned_data["password"], address=address))
        if done:
            request.session.flush()
            messages.success(request, _("The organisation is founded. Log in with the login of the administrator."))
            return HttpResponseRedirect(reverse("sign_in"))
    facts = {"form": form, "steps": steps_shown("", known), "parts": summary_of(known), "back": _address(STEPS[-1])}
    return render(request, "backoffice/first_run/summary.html", facts, status=422 if form.errors else 200)


def _is_proven(request: HttpRequest) -> bool:
    digest = code_digest()
    return bool(digest) and constant_time_compare(request.session.get(PROOF, ""), digest)


def _address(step: str) -> str:
    if not step:
        return reverse("backoffice:first_run_summary")
    return reverse("backoffice:first_run_step", args=[step])


def _after(step: str) -> str:
    """The next question; the first open one when an answer opened some again, the summary after the last."""
    later = STEPS[STEPS.index(step) + 1 :]
    return later[0] if later else ""


def _before(step: str) -> str:
    place = STEPS.index(step)
    return _address(STEPS[place - 1]) if place else ""
