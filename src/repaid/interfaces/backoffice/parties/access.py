"""A customer's access to the client zone: what there is of it, opening it by SMS or e-mail, looking as the customer."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from repaid.identity.commands.opening import send_activation_link, send_sms_password
from repaid.identity.commands.viewing import ask_to_view
from repaid.identity.queries.accounts import account_of_person, factors_of, logins_of
from repaid.identity.queries.attempts import is_locked
from repaid.identity.reaching import person_named
from repaid.identity.rights import VIEW_AS_CUSTOMER
from repaid.identity.rules import email_findings, sms_findings
from repaid.interfaces.backoffice.doors.forms import ConfirmForm, ReasonForm
from repaid.interfaces.backoffice.pages import FormPage, form_page
from repaid.interfaces.shared.activation import activation_page
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.shared.remarks import sms_remark
from repaid.interfaces.shared.viewing import address_to_view
from repaid.interfaces.ui.formats import isolated
from repaid.parties.queries import party_named
from repaid.parties.rights import OPEN_CLIENT_ZONE


@staff_page(OPEN_CLIENT_ZONE)
def access(request: ActorRequest, number: str) -> HttpResponse:
    """Logins, second step, what stands in the way, and what can be done."""
    person, party = person_named(request.actor, number), party_named(request.actor, number)
    account = account_of_person(person.subject_id)
    facts = {
        "party": party,
        "person": person,
        "account": account,
        "logins": logins_of(account) if account else (),
        "factors": factors_of(account.pk) if account else None,
        "is_locked": is_locked(account) if account else False,
        "sms": sms_findings(request.actor, person),
        "email": email_findings(request.actor, person),
    }
    return render(request, "backoffice/parties/access.html", facts)


@staff_page(OPEN_CLIENT_ZONE)
def sms_password(request: ActorRequest, number: str) -> HttpResponse:
    """Send a generated password by SMS."""
    person = person_named(request.actor, number)
    hint = sms_remark(person)
    page = _page(request, number, _("Password by SMS"), _("Send the SMS"), _("The SMS is on its way."), hint)
    form = ConfirmForm(request.POST or None)
    return form_page(request, form, page, lambda: send_sms_password(by=request.actor, number=number))


@staff_page(OPEN_CLIENT_ZONE)
def activation_link(request: ActorRequest, number: str) -> HttpResponse:
    """Send a link by e-mail with which the customer chooses a password."""
    person = person_named(request.actor, number)
    hint = _("An e-mail with a link goes to {email}. That address becomes a login.")
    hint = hint.format(email=isolated(person.email or "—"))
    page = _page(request, number, _("Link by e-mail"), _("Send the e-mail"), _("The e-mail is on its way."), hint)
    form, link = ConfirmForm(request.POST or None), activation_page(request)
    return form_page(request, form, page, lambda: send_activation_link(by=request.actor, number=number, page=link))


@staff_page(VIEW_AS_CUSTOMER)
def view_as(request: ActorRequest, number: str) -> HttpResponse:
    """Look at the client zone as the customer, with a reason; nothing can be changed there."""
    hint = _("You see what the customer sees and can change nothing. Every page you open is recorded.")
    page = _page(request, number, _("Look as the customer"), _("Look"), _("You look as the customer."), hint)
    form = ReasonForm(request.POST or None)
    return form_page(
        request, form, page, lambda: ask_to_view(by=request.actor, number=number, **form.values()),
        lambda asked: address_to_view(asked.viewing_id),
    )  # fmt: skip


def _page(request: ActorRequest, number: str, title: str, save: str, said: str, hint: str) -> FormPage:
    party = party_named(request.actor, number)
    back = reverse("backoffice:party_access", args=[number])
    trail = [(_("Customers"), reverse("backoffice:parties")), (party.name, back), (title, "")]
    return FormPage(title, trail, save, back, said, name=party.name, hint=hint)
