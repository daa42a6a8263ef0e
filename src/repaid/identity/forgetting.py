"""A customer who forgot the password asks for a new one at the door (CZ-38), where the organisation allows it.

The answer is the same whether or not there is such an account, so it is no command of anybody: the machine of the
organisation sends.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from repaid.access.actors import system_actor
from repaid.access.authentication import login_digest
from repaid.access.choices import Audience
from repaid.access.models import User
from repaid.identity.choices import Outcome, Way
from repaid.identity.codes import draw_token
from repaid.identity.commands.opening import make_link
from repaid.identity.entering import keep
from repaid.identity.kinds import NEW_PASSWORD_LINK
from repaid.identity.lockout import ASKED_PER_HOUR
from repaid.identity.queries.accounts import account_with
from repaid.identity.queries.attempts import Knock, asked_lately
from repaid.identity.queries.rules import door_rules
from repaid.identity.reaching import CHANNEL, person_named, way_to
from repaid.messages.commands.asking import write_to_person


def ask_for_new_password(login: str, page: str, address: str | None) -> None:
    """Send a one-time link to the customer with this login; nothing at all where there is none, or none may ask.

    `page` is the address of the page that takes the link, up to its token.
    """
    knock = Knock(Audience.CUSTOMER, login_digest(login), address)
    with transaction.atomic():
        user = account_with(Audience.CUSTOMER, knock.digest)
        is_too_often = asked_lately(knock, timezone.now() - timedelta(hours=1)) >= ASKED_PER_HOUR
        keep(knock, user, Outcome.LINK_ASKED, Way.LINK)
        if user is not None and not is_too_often and _may_ask(user):
            _send(user, page)


def _may_ask(user: User) -> bool:
    return user.is_active and door_rules(user.organisation_id).customers_ask_for_password


def _send(user: User, page: str) -> None:
    assert user.person is not None, "a customer is a person"
    machine = system_actor(user.organisation, channel=CHANNEL)
    person = person_named(machine, user.person.number)
    channel = way_to(person, user.organisation_id)
    if channel:
        link, until = make_link(user, page)
        given = {"link": link, "until": until}
        write_to_person(
            machine, NEW_PASSWORD_LINK.code, person=person.subject_id, key=draw_token(), channel=channel, given=given
        )
