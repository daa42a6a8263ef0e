"""The own account: what belongs to the login, the password, the devices."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from repaid.access.actors import Actor
from repaid.access.choices import Audience
from repaid.identity.choices import Duty
from repaid.identity.commands.passwords import change_password
from repaid.identity.commands.sessions import log_out_device, log_out_elsewhere
from repaid.identity.queries.accounts import employment_of, factors_of, logins_of, own_account
from repaid.identity.queries.sessions import devices
from repaid.identity.queries.viewings import looks_at
from repaid.interfaces.shared.doors import ActorRequest
from repaid.interfaces.shared.entry import done, here
from repaid.interfaces.shared.passwords import ChangePasswordForm
from repaid.interfaces.ui import markup
from repaid.interfaces.ui.context import DUTIES
from repaid.messages.choices import Channel
from repaid.messages.queries.contact import own_consents
from repaid.parties.choices import ContactKind
from repaid.parties.queries import own_contacts


def overview(request: ActorRequest) -> HttpResponse:
    """Password, second step, language, devices (MP-12)."""
    user = own_account(request.actor)
    facts: dict[str, Any] = {
        "logins": logins_of(user),
        "account": user,
        "factors": factors_of(user.pk),
        "devices": devices(request.actor, request.session.session_key),
        "looks": looks_at(request.actor),
        "contact": _contact(request),
        "consents": _consents(request.actor),
        "current": "settings",
    }
    return render(request, "shared/account/overview.html", facts)


def _contact(request: ActorRequest) -> list[tuple[str, object]]:
    """The own contact data: of a customer, or of a member of staff (CC-09)."""
    if request.actor.audience == Audience.CUSTOMER:
        own = own_contacts(request.actor)
        reached = (_("Mobile"), _code(own, ContactKind.MOBILE, "phone")), (_("E-mail"), _code(own, ContactKind.EMAIL))
        return [*reached, (_("Address"), ", ".join(own.get(ContactKind.ADDRESS, "").splitlines()))]
    row = employment_of(request.actor)
    if row is None:
        return []
    told = (_("Telephone"), row.phone), (_("Mobile"), row.mobile), (_("E-mail"), row.user.email)
    return [(name, text or "—") for name, text in (*told, (_("Address"), row.address))]


def _consents(by: Actor) -> list[tuple[Channel, Any]]:
    """Whether offers may come to a customer, channel by channel."""
    return list(own_consents(by).items()) if by.audience == Audience.CUSTOMER else []


def _code(own: dict[ContactKind, str], kind: ContactKind, look: str = "") -> object:
    return markup.code(own[kind], kind=look) if kind in own else ""


def password(request: ActorRequest) -> HttpResponse:
    """Change the own password; everybody does it here (CT-26, CC-08, CZ-64)."""
    is_first = Duty.PASSWORD in request.session.get(DUTIES, [])
    form = ChangePasswordForm(request.POST or None)
    if form.is_valid() and form.attempt(lambda: change_password(by=request.actor, **form.values())) is not None:
        update_session_auth_hash(request, own_account(request.actor))
        done(request, Duty.PASSWORD)
        messages.success(request, _("Your password is changed. On other devices you are logged out."))
        return HttpResponseRedirect(here(request, "start" if is_first else "account"))
    facts = {"form": form, "is_first": is_first, "back": here(request, "account"), "current": "settings"}
    return render(request, "shared/account/password.html", facts, status=422 if form.errors else 200)


@require_POST
def log_out(request: ActorRequest) -> HttpResponse:
    """Log out on one device, or on all but this one."""
    name = request.POST.get("device", "")
    if name:
        log_out_device(by=request.actor, name=name)
    else:
        log_out_elsewhere(by=request.actor, here=request.session.session_key or "")
    messages.success(request, _("Logged out there."))
    return HttpResponseRedirect(here(request, "account"))
