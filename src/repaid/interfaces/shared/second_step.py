"""The second step of a login: a code of the app, a recovery code, or a passkey."""

import json
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from repaid.access.choices import Audience
from repaid.branding.queries import look_of
from repaid.identity.choices import Way
from repaid.identity.entering import Proof, check_second_step
from repaid.identity.passkeys import ask_to_sign
from repaid.identity.queries.accounts import factors_of
from repaid.identity.queries.factors import credentials_of
from repaid.identity.reaching import tell_of_second_step
from repaid.identity.sessions import address_of
from repaid.interfaces.shared.entry import let_in, pending_of
from repaid.interfaces.shared.sign_in import NOT_IN
from repaid.interfaces.ui.context import frame_of
from repaid.interfaces.ui.controls import CodeInput
from repaid.interfaces.ui.forms import Form
from repaid.interfaces.ui.sentences import sentence_of
from repaid.kernel.refusal import Refusal

STATE = "passkey"
ANSWER_MAX = 10_000


class CodeForm(Form):
    """A code of the app, or one of the recovery codes."""

    refused = NOT_IN
    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        help_text=_("The 6 digits that your app shows now. Lost your phone? Enter one of your recovery codes."),
        widget=CodeInput(attrs={"autocomplete": "one-time-code", "autofocus": True}),
    )


def second_step(request: HttpRequest) -> HttpResponse:
    """Ask for the code, or for a passkey."""
    user, wanted = _only_pending(request)
    if user is None:
        return HttpResponseRedirect(frame_of(request).door)
    form = CodeForm(request.POST or None)
    if form.is_valid():
        proof = Proof(code=form.cleaned_data["code"])
        way = form.attempt(lambda: check_second_step(user, proof, address_of(request)))
        if way:
            return _entered(request, user, way, wanted)
    if user.audience == Audience.CUSTOMER:
        frame_of(request).brand = look_of(user.organisation_id)
    facts = {"form": form, "factors": factors_of(user.pk)}
    return render(request, "shared/second_step.html", facts, status=422 if form.errors else 200)


@require_POST
def passkey_question(request: HttpRequest) -> HttpResponse:
    """What the browser's passkeys are to sign."""
    user, _to = _only_pending(request)
    if user is None:
        return JsonResponse({}, status=403)
    question, request.session[STATE] = ask_to_sign(host_of(request), credentials_of(user.pk))
    return JsonResponse(question)


@require_POST
def passkey_answer(request: HttpRequest) -> HttpResponse:
    """Whether a passkey signed it; tells the browser where to go."""
    user, wanted = _only_pending(request)
    state = request.session.pop(STATE, None)
    if user is None or state is None:
        return JsonResponse({}, status=403)
    try:
        proof = Proof(answer=read_answer(request), state=state, host=host_of(request))
        way = check_second_step(user, proof, address_of(request))
    except Refusal as refusal:
        return JsonResponse({"sentence": sentence_of(refusal)}, status=422)
    return JsonResponse({"to": _entered(request, user, way, wanted)["Location"]})


def read_answer(request: HttpRequest) -> Any:
    """What the browser's passkey said; an empty answer for what cannot be read."""
    try:
        return json.loads(request.body[:ANSWER_MAX]) or {"id": ""}
    except ValueError:
        return {"id": ""}


def host_of(request: HttpRequest) -> str:
    """The name that passkeys are bound to."""
    return request.get_host().rpartition(":")[0] or request.get_host()


def _only_pending(request: HttpRequest) -> tuple[Any, str]:
    """Whose second step it is; None for nobody, and where a lender is still to be chosen."""
    users, wanted = pending_of(request)
    return (users[0] if len(users) == 1 else None), wanted


def _entered(request: HttpRequest, user: Any, way: Way, wanted: str) -> HttpResponse:
    if way == Way.RECOVERY:
        tell_of_second_step(user)
    return let_in(request, user, way, wanted)
