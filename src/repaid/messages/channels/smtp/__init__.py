"""E-mail by SMTP: text and HTML, one connection for a batch."""

import re
import smtplib
import ssl
from collections.abc import Iterator, Sequence
from email.mime.image import MIMEImage
from typing import Final
from uuid import UUID

from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.smtp import EmailBackend
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from repaid.kernel.refusal import Outage, Text
from repaid.messages.channels import Account, Answer, Parcel, Receipt, Setting
from repaid.messages.channels.smtp.look import html_of
from repaid.messages.choices import Outcome

SECONDS: Final = 20
LOGO: Final = "logo@lender"
FOR_GOOD: Final = 500
"""Answers from this code on are final (RFC 5321, 4.2.1)."""
SECURITY: Final = (
    ("starttls", _("STARTTLS (usual)")),
    ("tls", _("TLS from the start")),
    ("none", _("none, only inside the house")),
)


class Smtp:
    """A mail server."""

    provider = "smtp"
    label: Text = _("Mail server (SMTP)")
    window = 1

    @property
    def fields(self) -> Sequence[Setting]:
        return (
            Setting("host", _("Mail server")),
            Setting("port", pgettext_lazy("of a server", "Port"), "number", 587),
            Setting("security", _("Encryption"), "choice", "starttls", SECURITY),
            Setting("username", _("E-mail username"), is_needed=False),
            Setting("password", _("E-mail password"), "secret", is_needed=False),
        )

    def send(self, account: Account, parcels: Iterator[Parcel]) -> Iterator[Answer]:
        server = _connected(account)
        try:
            for parcel in parcels:
                yield _sent(server, account, parcel)
        finally:
            server.close()

    def ask(self, _account: Account, _reference: UUID, /) -> None:
        """A mail server does not tell."""
        return

    def receipts(self, _account: Account, /) -> Iterator[Receipt]:
        return iter(())


def _connected(account: Account) -> EmailBackend:
    security = account.text("security")
    server = EmailBackend(
        host=account.text("host"), port=int(account.settings["port"]), username=account.text("username"),
        password=account.secrets.get("password", ""), use_tls=security == "starttls", use_ssl=security == "tls",
        timeout=SECONDS,
    )  # fmt: skip
    try:
        server.open()
    except smtplib.SMTPAuthenticationError as error:
        raise Outage(_("The mail server does not accept the username or the password.")) from error
    except ssl.SSLError as error:
        raise Outage(_("The connection to the mail server could not be encrypted. Check the encryption.")) from error
    except (OSError, smtplib.SMTPException) as error:
        words = _("The mail server {host} does not answer.").format(host=account.text("host"))
        raise Outage(words) from error
    return server


def _sent(server: EmailBackend, account: Account, parcel: Parcel) -> Answer:
    name = f"<{parcel.reference}@{account.sender.rpartition('@')[2] or 'localhost'}>"
    mail = EmailMultiAlternatives(
        subject=" ".join(parcel.title.split()), body=parcel.body, from_email=_from(account), to=[parcel.address],
        headers={"Message-ID": name}, connection=server,
    )  # fmt: skip
    mail.attach_alternative(html_of(account, parcel, f"cid:{LOGO}"), "text/html")
    if account.head.logo:
        mail.mixed_subtype = "related"  # type: ignore[attr-defined]  # missing in the stubs only
        mail.attach(_logo(account.head.logo))
    proof = {"message_id": name}
    try:
        mail.send()
    except smtplib.SMTPRecipientsRefused as error:
        code, words = next(iter(error.recipients.values()))
        return _refused(parcel, code, words, proof)
    except smtplib.SMTPResponseException as error:
        return _refused(parcel, error.smtp_code, error.smtp_error, proof)
    except (OSError, smtplib.SMTPException) as error:
        # The line broke on the way: the server may have taken the mail.
        return Answer(parcel.reference, Outcome.UNKNOWN, error=str(error), proof=proof)
    return Answer(parcel.reference, Outcome.ACCEPTED, (name,), proof=proof)


def _logo(content: bytes) -> MIMEImage:
    """The picture that the page of the mail shows: it comes with the mail, so nothing is loaded from outside."""
    part = MIMEImage(content, "png")
    part.add_header("Content-ID", f"<{LOGO}>")
    part.add_header("Content-Disposition", "inline", filename="logo.png")
    return part


def _refused(parcel: Parcel, code: int, words: bytes | str, proof: dict[str, str]) -> Answer:
    text = words.decode(errors="replace") if isinstance(words, bytes) else words
    outcome = Outcome.REFUSED if code >= FOR_GOOD else Outcome.BROKEN
    return Answer(parcel.reference, outcome, error=f"{code} {text}", proof=proof)


def _from(account: Account) -> str:
    name = re.sub(r'[\r\n"<>]', " ", account.lender).strip()
    return f'"{name}" <{account.sender}>' if name else account.sender
