"""Sessions that nobody uses any more; links that were asked for at the door."""

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from repaid.identity.forgetting import note_asking, send_links
from repaid.identity.models import OpenSession


@app.periodic(cron="17 3 * * *")
@app.task(name="identity.forget_sessions", queueing_lock="identity.forget_sessions", pass_context=False)
def forget_sessions(timestamp: int) -> None:
    """Every night: delete the sessions that have ended; `timestamp` is the minute it was planned for."""
    del timestamp
    OpenSession.objects.filter(expire_date__lt=timezone.now()).delete()


@app.task(name="identity.send_new_password_links")
def send_new_password_links(users: list[int], page: str) -> None:
    """Send the links that were asked for at a door; there is nothing to send where nobody has the login."""
    send_links(users, page)


@transaction.atomic
def ask_for_new_password(login: str, page: str, address: str | None, lender: int | None = None) -> None:
    """Let a worker send a one-time link to who has this login at the door of the organisation `lender`; at the door of
    all (None) each lender's customer gets one in its name.

    `page` is the address of the page that takes the link, up to its token.
    """
    send_new_password_links.defer(users=note_asking(login, address, lender), page=page)
