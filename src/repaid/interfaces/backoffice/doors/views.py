"""Logins, the rules of the doors, one account at the doors."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from repaid.access.queries import groups
from repaid.identity.commands.factors import unlink_lost_device
from repaid.identity.commands.sessions import unlock_login
from repaid.identity.queries.accounts import factors_of
from repaid.identity.queries.attempts import account_at_doors, attempts, is_locked
from repaid.identity.queries.rules import door_rules, second_step_groups
from repaid.identity.rights import HELP_AT_THE_DOOR, READ_LOGINS, SET_DOOR_RULES
from repaid.interfaces.backoffice.doors.forms import LostDeviceForm, RulesForm
from repaid.interfaces.backoffice.doors.lists import Logins, LoginsOfAccount
from repaid.interfaces.backoffice.organisation.coming import changes
from repaid.interfaces.backoffice.organisation.history import SETTINGS
from repaid.interfaces.backoffice.pages import FormPage, business_day, form_page, offer
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.kernel.names import in_language

SAVE_RULES = "identity.save_door_rules"


@staff_page(READ_LOGINS)
def logins(request: ActorRequest) -> HttpResponseBase:
    """Who logged in, and who tried (CT-100)."""
    return Logins(request, attempts(request.actor)).response("backoffice/doors/list.html")


@staff_page(SET_DOOR_RULES)
def rules(request: ActorRequest) -> HttpResponse:
    """Who needs a second step; whether customers may ask for a new password."""
    now = door_rules(request.actor.organisation_id)
    initial = {
        "customers_need_second_step": now.customers_need_second_step,
        "customers_ask_for_password": now.customers_ask_for_password,
        "second_step_groups": list(second_step_groups(request.actor)),
    }
    form = RulesForm(request.POST or None, initial=initial, on=business_day(request))
    titles = {row.code: in_language(row.names) or row.code for row in groups(request.actor)}
    offer(form, "second_step_groups", titles.items())
    title, here = _("Rules for logging in"), reverse("backoffice:door_rules")
    words = {name: box.label or name for name, box in form.fields.items()}
    page = FormPage(
        title, [(SETTINGS, reverse("backoffice:settings")), (title, "")], _("Save"), here, form.said,
        template="backoffice/organisation/setting.html", more=changes(request.actor, SAVE_RULES, words, titles),
    )  # fmt: skip
    return form_page(request, form, page, lambda: form.settle(request.actor, SAVE_RULES, **form.values()))


@staff_page(HELP_AT_THE_DOOR)
def account(request: ActorRequest, user: int) -> HttpResponseBase:
    """What somebody has to get in with, what was tried, and what helps."""
    found = account_at_doors(request.actor, user)
    facts = {"account": found, "factors": factors_of(found.pk), "is_locked": is_locked(found)}
    listing = LoginsOfAccount(request, attempts(request.actor).filter(user=found))
    return listing.response("backoffice/doors/account.html", facts)


@staff_page(HELP_AT_THE_DOOR)
@require_POST
def unlock(request: ActorRequest, user: int) -> HttpResponse:
    """Let somebody try again."""
    unlock_login(by=request.actor, user=user)
    messages.success(request, _("Unlocked: the next attempt counts as the first one."))
    return HttpResponseRedirect(reverse("backoffice:account_at_doors", args=[user]))


@staff_page(HELP_AT_THE_DOOR)
def lost_device(request: ActorRequest, user: int) -> HttpResponse:
    """Unlink a lost phone after a check of identity (MP-10)."""
    found = account_at_doors(request.actor, user)
    back = reverse("backoffice:account_at_doors", args=[user])
    form, title = LostDeviceForm(request.POST or None), _("Unlink a lost phone")
    page = FormPage(
        title, [(found.name, back), (title, "")], _("Unlink"), back, _("The second step is taken away."),
        name=found.name, danger=True,
        hint=_("App and passkeys stop working, and the person is logged out everywhere. Check first who it is."),
    )  # fmt: skip
    return form_page(request, form, page, lambda: unlink_lost_device(by=request.actor, user=user, **form.values()))
