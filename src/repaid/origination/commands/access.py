"""Letting the customer of an application into the client zone."""

from dataclasses import dataclass, replace

from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.identity.commands.opening import send_sms_password
from repaid.origination import rights
from repaid.origination.choices import Step
from repaid.origination.commands.ground import ready, step_on
from repaid.parties.rights import OPEN_CLIENT_ZONE


@dataclass(frozen=True, slots=True)
class AccessGiven:
    """`message_id` is the SMS that waits to go; `is_new` where there was no account before."""

    subject_id: int
    number: str
    message_id: int
    is_new: bool


@command("origination.give_client_zone_access", right=rights.CLIENT_ZONE)
def give_client_zone_access(*, by: Actor, number: str) -> AccessGiven:
    """Open the client zone to the borrower: a password by SMS to the telephone of the application; again, a new one."""
    application = ready(by, number, Step.CLIENT_ZONE)
    step_on(by, application, Step.CLIENT_ZONE)
    # Who may run this procedure may open this one account.
    opener = replace(by, rights=by.rights | {OPEN_CLIENT_ZONE.code})
    sent = send_sms_password(by=opener, number=application.borrower.number, telephone=application.telephone)
    return AccessGiven(application.subject_id, number, sent.message_id, sent.is_new)
