"""A customer who forgot the password asks for a new one at the door (CZ-38), where the organisation allows it.

The answer is the same whether or not there is such an account, so it is no command of anybody: the machine of the
organisation sends. What is sent is made by a worker, so that the answer comes as soon, too.
"""

from collections.abc import Sequence
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
from repaid.identity.queries.accounts import accounts_with
from repaid.identity.queries.attempts import Knock, asked_since
from repaid.identity.queries.rules import door_rules
from repaid.identity.reaching import CHANNEL, person_of, way_to
from repaid.messages.commands.asking import write_to_person


def note_asking(login: str, address: str | None, lender: int | None) -> list[int]:
    """Write down that a new password was asked for with a login, and answer the accounts for which that was not too
    often: of the customer of the organisation `lender`, at the door of all (None) of every lender."""
    knock = Knock(Audience.CUSTOMER, login_digest(login), address)
    holders = accounts_with(Audience.CUSTOMER, knock.digest)
    asked = [user for user in holders if lender in (None, user.organisation_id)]
    lately = asked_since([user.pk for user in asked], timezone.now() - timedelta(hours=1))
    keep(knock, asked, Outcome.LINK_ASKED, Way.LINK)
    return [user.pk for user in asked if lately.get(user.pk, 0) < ASKED_PER_HOUR]


def send_links(users: Sequence[int], page: str) -> None:
    """Send each of these customers a one-time link in the name of their lender, where it lets them ask.

    `page` is the address of the page that takes the link, up to its token.
    """
    for user in User.objects.select_related("organisation", "person").filter(pk__in=users, is_active=True):
        if door_rules(user.organisation_id).customers_ask_for_password:
            _send(user, page)


@transaction.atomic
def _send(user: User, page: str) -> None:
    person = person_of(user)
    channel = way_to(person, user.organisation_id)
    if channel:
        link, until = make_link(user, page)
        write_to_person(
            system_actor(user.organisation, channel=CHANNEL), NEW_PASSWORD_LINK.code, person=person.subject_id,
            key=draw_token(), channel=channel, given={"link": link, "until": until},
        )  # fmt: skip
