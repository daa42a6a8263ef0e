"""Whether somebody can be let into the client zone by SMS or by e-mail: what has to be there first."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.identity.queries.accounts import account_of_person, customer_with_login
from repaid.identity.reaching import Person, is_open, is_right_national_id
from repaid.kernel.refusal import Finding
from repaid.messages.choices import Channel

PERSON_NEEDED: Final = Finding(
    "person_needed", _("The client zone is opened to persons. Choose the person who acts for the company.")
)
DECEASED: Final = Finding("deceased", _("The customer has died. The client zone stays shut."))
TELEPHONE_MISSING: Final = Finding(
    "telephone_missing", _("The telephone number is missing. Add a mobile phone to the customer.")
)
TELEPHONE_WRONG: Final = Finding("telephone_wrong", _("This telephone number is not right. Please check the digits."))
NATIONAL_ID_MISSING: Final = Finding(
    "national_id_missing", _("The national ID number is missing. Add it to the customer: it is the login.")
)
NATIONAL_ID_WRONG: Final = Finding(
    "national_id_wrong", _("This national ID number is not right. Please check the digits.")
)
NO_SMS: Final = Finding("no_sms_gateway", _("SMS cannot be sent: no gateway is set. An administrator can set it."))
EMAIL_MISSING: Final = Finding("email_missing", _("The e-mail address is missing. Add it to the customer."))
NO_EMAIL: Final = Finding(
    "no_email_gateway", _("E-mail cannot be sent: no gateway is set. An administrator can set it.")
)
LOGIN_TAKEN: Final = Finding(
    "login_of_another", _("This login belongs to another customer. Please check the data of both.")
)
ACCOUNT_EXISTS: Final = Finding(
    "account_exists",
    _("This person already has an account. Running it again sends a new password."),
    "note",
)


def sms_findings(by: Actor, person: Person) -> list[Finding]:
    """What stands in the way of a password by SMS (CZ-20), and what will happen to an account that is there."""
    found = _of_person(person)
    if not person.telephone:
        found.append(TELEPHONE_MISSING if person.telephone == "" else TELEPHONE_WRONG)
    if not person.national_id:
        found.append(NATIONAL_ID_MISSING)
    elif not is_right_national_id(by, person.number, person.national_id):
        found.append(NATIONAL_ID_WRONG)
    if not is_open(by.organisation_id, Channel.SMS):
        found.append(NO_SMS)
    return found + _of_account(by, person, person.national_id)


def email_findings(by: Actor, person: Person) -> list[Finding]:
    """What stands in the way of an activation link by e-mail, and what will happen to an account that is there."""
    found = _of_person(person)
    if not person.email:
        found.append(EMAIL_MISSING)
    if not is_open(by.organisation_id, Channel.EMAIL):
        found.append(NO_EMAIL)
    return found + _of_account(by, person, person.email)


def _of_person(person: Person) -> list[Finding]:
    found = [] if person.is_person else [PERSON_NEEDED]
    return [*found, DECEASED] if person.is_deceased else found


def _of_account(by: Actor, person: Person, login: str) -> list[Finding]:
    """Whether the login is somebody else's, and whether the person has an account; other lenders are not asked."""
    holder = customer_with_login(by, login) if login else None
    taken = [LOGIN_TAKEN] if holder and holder.person_id != person.subject_id else []
    return [*taken, ACCOUNT_EXISTS] if account_of_person(person.subject_id) else taken
