"""Letting a customer in: a login by national id with a password by SMS, or a link by e-mail with an own password.

Each may be carried out again: a new password replaces the old one, a new link the one before. Both logins open the same
account (decision 2).
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from repaid.access.actors import Actor
from repaid.access.authentication import login_digest
from repaid.access.choices import Audience
from repaid.access.command import command
from repaid.access.commands.users import create_customer_user
from repaid.access.models import Subject, User
from repaid.access.rights import ADMINISTER
from repaid.access.sessions import CLIENT_ZONE
from repaid.identity.codes import draw_password, draw_token, token_digest
from repaid.identity.kinds import ACTIVATION_LINK, PORTAL_PASSWORD
from repaid.identity.lockout import LINK_HOURS, TEMPORARY_PASSWORD_DAYS
from repaid.identity.models import FurtherLogin, OneTimeLink, TemporaryPassword
from repaid.identity.queries.accounts import account_of_person
from repaid.identity.reaching import Person, person_named
from repaid.identity.rules import email_findings, sms_findings
from repaid.kernel.refusal import refuse_if
from repaid.messages.choices import Channel
from repaid.messages.commands.asking import write_to_person
from repaid.parties.rights import OPEN_CLIENT_ZONE


@dataclass(frozen=True, slots=True)
class PasswordSent:
    """`message_id` is the SMS that waits to go; `is_new` where there was no account before."""

    user_id: int
    subject_id: int
    message_id: int
    is_new: bool


@dataclass(frozen=True, slots=True)
class LinkSent:
    """`message_id` is the e-mail that waits to go; `is_new` where there was no account before."""

    user_id: int
    subject_id: int
    message_id: int
    is_new: bool


@command("identity.send_sms_password", right=OPEN_CLIENT_ZONE, personal=("telephone",))
def send_sms_password(*, by: Actor, number: str, telephone: str = "") -> PasswordSent:
    """Open the client zone to the party `number`: login by national id, generated password by SMS (CZ-21, CZ-38).

    With an account there is no second one: the new password replaces the old one at once. The SMS goes to `telephone`
    (the one stated in an application), or to the party's own. What stands in the way is refused with
    its sentence; `identity.rules.sms_findings` tells it beforehand. The password is good for a week, is kept hashed
    only, and is changed at the first login.
    """
    person = _locked(by, number, telephone)
    refuse_if(sms_findings(by, person))
    password = draw_password()
    user, is_new = _account(by, person, person.national_id, password)
    until = timezone.now() + timedelta(days=TEMPORARY_PASSWORD_DAYS)
    TemporaryPassword.objects.update_or_create(user=user, defaults={"until": until})
    given = {"login": person.national_id, "password": password, "until": until.date()}
    sent = write_to_person(
        by, PORTAL_PASSWORD.code, person=person.subject_id, key=draw_token(), channel=Channel.SMS, given=given,
        address=person.telephone or "",
    )  # fmt: skip
    return PasswordSent(user.pk, person.subject_id, sent.message_id, is_new)


@command("identity.send_activation_link", right=OPEN_CLIENT_ZONE, personal=("page",))
def send_activation_link(*, by: Actor, number: str, page: str = "") -> LinkSent:
    """Open the client zone to the party `number`: login by e-mail, a link by e-mail to choose a password (MP-04).

    `page` is the address of the page that takes the link, up to its token ("https://.../clientzone/activate/"); by
    default it is that of the installation. A link works once, for three days; a new one replaces it. A password that is
    there stays until the link is used.
    """
    person = _locked(by, number)
    refuse_if(email_findings(by, person))
    user, is_new = _account(by, person, person.email)
    link, until = make_link(user, page)
    sent = write_to_person(
        by, ACTIVATION_LINK.code, person=person.subject_id, key=draw_token(), channel=Channel.EMAIL,
        given={"link": link, "until": until}, address=person.email,
    )  # fmt: skip
    return LinkSent(user.pk, person.subject_id, sent.message_id, is_new)


def make_link(user: User, page: str) -> tuple[str, datetime]:
    """A new one-time link of a user, and until when it works; those before work no more."""
    now = timezone.now()
    OneTimeLink.objects.filter(user=user, used_at__isnull=True, expires_at__gt=now).update(expires_at=now)
    token, until = draw_token(), now + timedelta(hours=LINK_HOURS)
    OneTimeLink.objects.create(user=user, digest=token_digest(token), expires_at=until)
    return (page or f"{settings.PUBLIC_ADDRESS}{CLIENT_ZONE}activate/") + token, until


def _locked(by: Actor, number: str, telephone: str = "") -> Person:
    """The person, with nobody else opening an account for them at the same time."""
    person = person_named(by, number, telephone)
    Subject.objects.select_for_update().get(pk=person.subject_id)
    return person


def _account(by: Actor, person: Person, login: str, password: str | None = None) -> tuple[User, bool]:
    """The account of a person, made where there is none, with this login as one of its own.

    Without a password, a new account has one that nobody knows, and an old one keeps its own.
    """
    user = account_of_person(person.subject_id)
    if user is None:
        # Who may open the client zone may make this one account, without being an administrator.
        maker = replace(by, rights=by.rights | {ADMINISTER.code})
        subject = Subject.objects.get(pk=person.subject_id)
        created = create_customer_user(
            by=maker, person=subject, login=login, password=password or draw_token(), language=person.language
        )
        return User.objects.get(pk=created.user_id), True
    _add_login(user, login)
    if password:
        user.set_password(password)
        user.save(update_fields=["password"])
    return user, False


def _add_login(user: User, login: str) -> None:
    digest = login_digest(login)
    if bytes(user.login_digest) != digest:
        FurtherLogin.objects.get_or_create(
            organisation_id=user.organisation_id, audience=Audience.CUSTOMER, digest=digest,
            defaults={"user": user, "login": login},
        )  # fmt: skip
