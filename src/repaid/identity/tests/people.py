"""A lender with demo gateways, customers who want in, staff, and devices: for the stories of these tests."""

import hashlib
import json
import re
import time
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.db import connection
from django.test import Client
from fido2 import cbor
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from procrastinate.contrib.django.models import ProcrastinateJob

from repaid.access.actors import Actor, customer_actor, staff_actor
from repaid.access.commands.users import create_staff_user
from repaid.access.models import User
from repaid.access.queries import organisation_of
from repaid.access.tests.people import krakowska
from repaid.identity.codes import PERIOD_SECONDS, code_at
from repaid.identity.commands.factors import link_app, prepare_app
from repaid.identity.commands.opening import send_activation_link
from repaid.identity.jobs import send_new_password_links
from repaid.identity.models import AuthenticatorApp
from repaid.messages.choices import Channel
from repaid.messages.commands.gateways import save_gateway
from repaid.messages.commands.supplying import supply_messages
from repaid.messages.models import DemoItem
from repaid.messages.sending.run import send_due
from repaid.parties.choices import ContactKind, IdentifierKind
from repaid.parties.commands.client_zone import open_client_zone
from repaid.parties.commands.register import NewIdentifier, register_person

PASSWORD = "Wisla-2026-krakow"
OWN_PASSWORD = "Rejs-po-Mazurach-7"
PESEL = "90010112349"
MOBILE = "600000001"
PAGE = "https://krakowska.example/clientzone/activate/"
CLIENT_ZONE = "/clientzone/"


def lender() -> Actor:
    """The machine's actor of a lender whose SMS and e-mails land in the demo inbox."""
    by = krakowska()
    open_gateways(by)
    return by


def open_gateways(by: Actor) -> None:
    save_gateway(by=by, channel=Channel.SMS, provider="demo", sender="KrakPozyczk", settings={})
    save_gateway(by=by, channel=Channel.EMAIL, provider="demo", sender="listy@krakowska.example", settings={})
    supply_messages(by=by, with_rules=False)


def piotr(by: Actor, **changes: Any) -> str:
    """The number of Piotr, 90010112349, with a mobile phone and no e-mail address."""
    facts = {
        "given_names": "Piotr",
        "family_name": "Wzorcowy",
        "language": "pl",
        "contacts": ((ContactKind.MOBILE, MOBILE),),
        "identifiers": (NewIdentifier(IdentifierKind.PESEL, PESEL),),
        **changes,
    }
    return register_person(by=by, **facts).number


def sanne(by: Actor) -> str:
    """The number of Sanne, who is reached at two e-mail addresses, sanne@example.com first."""
    contacts = ((ContactKind.EMAIL, "sanne@example.com"), (ContactKind.EMAIL, "s.anne@example.com"))
    return register_person(by=by, given_names="Sanne", family_name="Voorbeeld", language="nl", contacts=contacts).number


def sent(by: Actor, channel: Channel) -> str:
    """Let what waits on a channel go, and read the newest of it."""
    send_due(organisation_of(by), channel)
    newest = DemoItem.objects.filter(organisation=by.organisation_id).order_by("-id").first()
    assert newest is not None
    return str(newest.body)


def links_go() -> None:
    """Let the links that were asked for at the door be made, as a worker does."""
    waiting = ProcrastinateJob.objects.filter(task_name="identity.send_new_password_links", status="todo")
    for job in waiting.order_by("pk"):
        send_new_password_links(**job.args)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE task_name = 'identity.send_new_password_links'")


def password_in(text: str) -> str:
    """The password in an SMS."""
    found = re.search(r"\b[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}\b", text)
    assert found, text
    return found[0]


def link_in(text: str) -> str:
    """The path of the link in a message."""
    found = re.search(r"https?://[^/\s]+(\S+/activate/[\w-]+)", text)
    assert found, text
    return found[1]


def invited(by: Actor, number: str) -> str:
    """Send a link by e-mail, and read its path there."""
    send_activation_link(by=by, number=number, page=PAGE)
    return link_in(sent(by, Channel.EMAIL))


def customer(by: Actor, login: str = PESEL) -> User:
    """Piotr with an account of his own password."""
    opened = open_client_zone(by=by, number=piotr(by), login=login, password=PASSWORD)
    return User.objects.get(pk=opened.user_id)


def clerk(by: Actor, login: str = "5001", **changes: Any) -> User:
    """A member of staff."""
    facts = {"name": "Ewa Nowak", "password": PASSWORD, "groups": (), "branch": "KR", **changes}
    return User.objects.get(pk=create_staff_user(by=by, login=login, **facts).user_id)


def actor(user: User) -> Actor:
    """The actor that a user is."""
    if user.audience == "customer":
        return customer_actor(user, channel="portal")
    return staff_actor(user, channel="backoffice")


def log_in(path: str, login: str, password: str = PASSWORD, browser: Client | None = None) -> Any:
    """What the door at a path answers; its browser is `answer.client`."""
    return (browser or Client(headers={"accept-language": "pl"})).post(path, {"login": login, "password": password})


def linked(user: User) -> str:
    """Link an app to a user, a while ago; answers its secret."""
    prepare_app(by=actor(user))
    secret = str(AuthenticatorApp.objects.get(user=user).next_secret)
    link_app(by=actor(user), code=code_now(secret))
    AuthenticatorApp.objects.filter(user=user).update(last_step=0)
    return secret


def code_now(secret: str) -> str:
    """The code that the app shows at this moment."""
    return code_at(secret, int(time.time()) // PERIOD_SECONDS)


class Device:
    """A device with a passkey, as a browser would speak for it (WebAuthn, no attestation)."""

    def __init__(self, host: str = "testserver") -> None:
        self.host, self.count = host, 0
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.credential = hashlib.sha256(str(id(self)).encode()).digest()

    def made(self, question: dict[str, Any], name: str = "Laptop") -> dict[str, Any]:
        """A new passkey."""
        public = cbor.encode(ES256.from_cryptography_key(self.key.public_key()))
        data = self._data(0x41) + bytes(16) + len(self.credential).to_bytes(2, "big") + self.credential + public
        stated = cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})
        response = {"clientDataJSON": self._client("webauthn.create", question), "attestationObject": encoded(stated)}
        return self._answer(response) | {"name": name}

    def signed(self, question: dict[str, Any]) -> dict[str, Any]:
        """The challenge, signed."""
        self.count += 1
        data, client = self._data(0x01), self._client("webauthn.get", question)
        digest = hashlib.sha256(websafe_decode(client)).digest()
        signature = self.key.sign(data + digest, ec.ECDSA(hashes.SHA256()))
        return self._answer(
            {"clientDataJSON": client, "authenticatorData": encoded(data), "signature": encoded(signature)}
        )

    def _data(self, flags: int) -> bytes:
        return hashlib.sha256(self.host.encode()).digest() + bytes([flags]) + self.count.to_bytes(4, "big")

    def _client(self, kind: str, question: dict[str, Any]) -> str:
        told = {"type": kind, "challenge": question["challenge"], "origin": f"https://{self.host}"}
        return encoded(json.dumps(told | {"crossOrigin": False}).encode())

    def _answer(self, response: dict[str, str]) -> dict[str, Any]:
        name = encoded(self.credential)
        return {"id": name, "rawId": name, "type": "public-key", "response": response, "clientExtensionResults": {}}


def encoded(content: bytes) -> str:
    return str(websafe_encode(content))
