"""Setting up the second step: the app with its picture, passkeys, recovery codes."""

from typing import Any

import segno
from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from repaid.identity.choices import Duty
from repaid.identity.codes import draw_recovery_codes
from repaid.identity.commands.factors import (
    add_passkey,
    link_app,
    prepare_app,
    remove_passkey,
    renew_recovery_codes,
    unlink_app,
)
from repaid.identity.passkeys import ask_for_new, made
from repaid.identity.queries.accounts import factors_of, own_account
from repaid.identity.queries.factors import credentials_of, picture_text, secret_to_link
from repaid.interfaces.shared.doors import ActorRequest
from repaid.interfaces.shared.entry import done, here
from repaid.interfaces.shared.second_step import STATE, host_of, read_answer
from repaid.interfaces.ui.context import DUTIES
from repaid.interfaces.ui.controls import CodeInput
from repaid.interfaces.ui.forms import Form

CODES = "new_codes"
"""Where the session keeps new recovery codes until they were shown, once."""


class FirstCodeForm(Form):
    """The first code of the app."""

    code = forms.CharField(
        label=gettext_lazy("Code from the app"),
        max_length=10,
        widget=CodeInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class ConfirmForm(Form):
    """Switching off is confirmed with the password."""

    password = forms.CharField(
        label=gettext_lazy("Current password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "dir": "ltr", "autofocus": True}),
    )


def second_step(request: ActorRequest) -> HttpResponse:
    """What the second step is, what there is of it, how to add and to remove (MP-08)."""
    facts = {
        "factors": factors_of(request.actor.account),
        "is_needed": Duty.SECOND_FACTOR in request.session.get(DUTIES, []),
        "codes": request.session.pop(CODES, ()),
    }
    return _page(request, "second_step", facts)


def app(request: ActorRequest) -> HttpResponse:
    """Link an app: picture, secret, first code (MP-09); a linked one is replaced when the new one works."""
    form = FirstCodeForm(request.POST or None)
    if form.is_valid() and form.attempt(lambda: link_app(by=request.actor, code=form.cleaned_data["code"])) is not None:
        return _set_up(request, _("The app is linked. From now on a login asks for its code."))
    if request.method != "POST" or not secret_to_link(request.actor):
        prepare_app(by=request.actor)
    secret = secret_to_link(request.actor)
    text = picture_text(own_account(request.actor), secret)
    svg = segno.make(text, error="m").svg_inline(omitsize=True, light="#fff", svgclass=None, lineclass=None)
    picture = mark_safe(svg)  # nosec B308 B703: there are only numbers in its markup
    return _page(request, "app", {"form": form, "picture": picture, "secret": secret})


def app_off(request: ActorRequest) -> HttpResponse:
    """Switch the codes of the app off, after a confirmation."""
    form = ConfirmForm(request.POST or None)
    if (
        form.is_valid()
        and form.attempt(lambda: unlink_app(by=request.actor, password=form.cleaned_data["password"])) is not None
    ):
        request.session.cycle_key()
        messages.success(request, _("The app is unlinked."))
        return HttpResponseRedirect(here(request, "second_step_setup"))
    return _page(request, "app_off", {"form": form, "back": here(request, "second_step_setup")})


@require_POST
def recovery_codes(request: ActorRequest) -> HttpResponse:
    """Make new recovery codes and show them once."""
    _draw(request)
    return HttpResponseRedirect(here(request, "second_step_setup"))


@require_POST
def passkey_question(request: ActorRequest) -> HttpResponse:
    """What the browser is to make a passkey of."""
    user = own_account(request.actor)
    question, request.session[STATE] = ask_for_new(
        host_of(request), user.pk, str(user.login), user.name, credentials_of(user.pk)
    )
    return JsonResponse(question)


@require_POST
def passkey_answer(request: ActorRequest) -> HttpResponse:
    """Keep the passkey that the browser made."""
    answer, state = read_answer(request), request.session.pop(STATE, None)
    found = made(host_of(request), state, answer)
    if found is None:
        return JsonResponse({"sentence": _("The passkey could not be added. Please try again.")}, status=422)
    name = str(answer.get("name") or _("Passkey"))
    add_passkey(by=request.actor, name=name, credential=found[0], used=found[1])
    return JsonResponse({"to": _set_up(request, _("The passkey is added."))["Location"]})


@require_POST
def passkey_off(request: ActorRequest, passkey: int) -> HttpResponse:
    """Take a passkey away."""
    remove_passkey(by=request.actor, passkey=passkey)
    request.session.cycle_key()
    messages.success(request, _("The passkey is removed."))
    return HttpResponseRedirect(here(request, "second_step_setup"))


def _set_up(request: ActorRequest, said: str) -> HttpResponse:
    """A second step is there: the first one brings recovery codes with it."""
    if not factors_of(request.actor.account).codes_left:
        _draw(request)
    done(request, Duty.SECOND_FACTOR)
    messages.success(request, said)
    return HttpResponseRedirect(here(request, "second_step_setup"))


def _draw(request: ActorRequest) -> None:
    codes = draw_recovery_codes()
    renew_recovery_codes(by=request.actor, codes=codes)
    request.session[CODES] = codes


def _page(request: ActorRequest, name: str, facts: dict[str, Any]) -> HttpResponse:
    form = facts.get("form")
    status = 422 if form and form.errors else 200
    return render(request, f"shared/account/{name}.html", {**facts, "current": "settings"}, status=status)
