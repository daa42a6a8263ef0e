"""E-mail over a real socket, to a small mail server of the tests."""

import base64
import email
import email.policy
import socketserver
import threading
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from uuid import uuid4

import pytest

from repaid.kernel.paper.head import Head
from repaid.kernel.refusal import Outage
from repaid.messages.channels import Account, Answer, Parcel
from repaid.messages.channels.smtp import Smtp
from repaid.messages.channels.smtp.look import html_of
from repaid.messages.choices import Outcome

LOGO = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + (640).to_bytes(4) + (160).to_bytes(4)
"""The beginning of a PNG of 640 x 160, all that a mail asks of it."""


class MailServer(socketserver.ThreadingTCPServer):
    """Takes mail for everybody but those in `refused`; `hangs_up` breaks the line after the text."""

    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Talk)
        self.mails: list[EmailMessage] = []
        self.refused: dict[str, str] = {}
        self.hangs_up = False
        self.password = ""


class Talk(socketserver.StreamRequestHandler):
    server: MailServer

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def handle(self) -> None:
        self.say("220 here")
        while line := self.rfile.readline().decode().strip():
            verb = line.upper()
            if verb.startswith("EHLO"):
                self.say("250-here")
                self.say("250 AUTH PLAIN" if self.server.password else "250 OK")
            elif verb.startswith("AUTH"):
                self.say("235 ok" if self.server.password in _decoded(line) else "535 wrong")
            elif verb.startswith("RCPT"):
                self.say(next((code for name, code in self.server.refused.items() if name in line), "250 ok"))
            elif verb == "DATA":
                self.take()
                if self.server.hangs_up:
                    return
            elif verb == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 ok")

    def take(self) -> None:
        self.say("354 go on")
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line)
        self.server.mails.append(email.message_from_bytes(b"".join(lines), policy=email.policy.default))  # type: ignore[arg-type]
        if not self.server.hangs_up:
            self.say("250 taken")


def _decoded(line: str) -> str:
    return base64.b64decode(line.split()[-1]).decode()


@pytest.fixture
def server() -> Iterator[MailServer]:
    with MailServer() as found:
        threading.Thread(target=found.serve_forever, args=(0.01,), daemon=True).start()
        yield found
        found.shutdown()


def account(server: MailServer, **changes: object) -> Account:
    settings = {"host": "127.0.0.1", "port": server.server_address[1], "security": "none", "username": "", **changes}
    return Account(1, "listy@krakowska.example", settings, {"password": "tajne"}, "Krakowska Pożyczka")


def sent(account: Account, *addresses: str) -> list[Answer]:
    text = "Dzień dobry,\n\n5 < 6 https://x.example/a"
    parcels = iter([Parcel(uuid4(), each, "Twoja rata", text, "pl") for each in addresses])
    return list(Smtp().send(account, parcels))  # type: ignore[arg-type]


def test_ct_33_a_mail_arrives_as_text_and_in_the_look_of_the_lender(server: MailServer) -> None:
    """CT-33, MP-04: sent with these data; one mail to sanne@example.com, with a link."""
    (answer,) = sent(account(server), "sanne@example.com")
    (mail,) = server.mails
    assert answer.outcome is Outcome.ACCEPTED
    assert (mail["To"], mail["Subject"]) == ("sanne@example.com", "Twoja rata")
    assert mail["From"] == "Krakowska Pożyczka <listy@krakowska.example>"
    assert mail["Message-ID"] == answer.proof["message_id"] == f"<{answer.reference}@krakowska.example>"
    text = mail.get_body(("plain",)).get_content()
    page = mail.get_body(("html",)).get_content()
    assert text.split() == ["Dzień", "dobry,", "5", "<", "6", "https://x.example/a"]
    assert '<html lang="pl" dir="ltr">' in page
    assert "Krakowska Pożyczka" in page
    assert "5 &lt; 6" in page
    assert 'href="https://x.example/a"' in page


def test_the_mail_brings_the_logo_and_the_colours_of_the_lender(server: MailServer) -> None:
    head = Head("#8a1538", "#5c0f27", LOGO)
    list(Smtp().send(replace(account(server), head=head), iter([Parcel(uuid4(), "a@example.com", "Rata", "Ok", "pl")])))
    (mail,) = server.mails
    page = mail.get_body(("html",)).get_content()
    assert '<img src="cid:logo@lender" alt="Krakowska Pożyczka" width="160" height="40"' in page
    assert "background:#5c0f27;color:#ffffff" in page
    (logo,) = [part for part in mail.walk() if part.get_content_type() == "image/png"]
    assert (logo["Content-ID"], logo.get_content()) == ("<logo@lender>", LOGO)


def test_an_address_is_a_link_without_the_marks_around_it(server: MailServer) -> None:
    """In Persian an address stands between marks that keep its order: they are no part of it, nor is a full stop."""
    address = "https://x.example/pay/WzEsMl0:1abc:xyz"
    for text in (f"پرداخت: \u2066{address}\u2069.", f"Zapłać:\n{address}\n"):
        page = html_of(account(server), Parcel(uuid4(), "a@example.com", "T", text, "fa"), "")
        assert f'<a href="{address}" target="_blank"' in page


def test_one_connection_for_a_batch(server: MailServer) -> None:
    answers = sent(account(server), "a@example.com", "b@example.com")
    assert [each.outcome for each in answers] == [Outcome.ACCEPTED] * 2
    assert len(server.mails) == 2


def test_a_refused_address_is_final_and_a_busy_box_is_not(server: MailServer) -> None:
    server.refused = {"nobody": "550 unknown", "busy": "450 try later"}
    answers = sent(account(server), "nobody@example.com", "busy@example.com", "c@example.com")
    assert [each.outcome for each in answers] == [Outcome.REFUSED, Outcome.BROKEN, Outcome.ACCEPTED]
    assert answers[0].error == "550 unknown"


def test_a_line_that_breaks_after_the_text_leaves_a_doubt(server: MailServer) -> None:
    server.hangs_up = True
    (answer,) = sent(account(server), "sanne@example.com")
    assert answer.outcome is Outcome.UNKNOWN
    assert len(server.mails) == 1


def test_ct_33_a_wrong_password_gives_a_readable_error(server: MailServer) -> None:
    """CT-33."""
    server.password = "right"
    with pytest.raises(Outage, match="does not accept the username or the password"):
        sent(account(server, username="listy"), "sanne@example.com")


def test_no_server_gives_a_readable_error(server: MailServer) -> None:
    with pytest.raises(Outage, match="does not answer"):
        sent(account(server, port=1), "sanne@example.com")


def test_a_subject_cannot_bring_headers_of_its_own(server: MailServer) -> None:
    parcel = Parcel(uuid4(), "sanne@example.com", "Rata\r\nBcc: eve@example.com", "Tekst", "fa")
    list(Smtp().send(account(server), iter([parcel])))
    (mail,) = server.mails
    assert (mail["Subject"], mail["Bcc"]) == ("Rata Bcc: eve@example.com", None)
    assert '<html lang="fa" dir="rtl">' in mail.get_body(("html",)).get_content()
