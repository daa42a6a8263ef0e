"""Tpay: a transaction is created with a token; notifications are forms with two signatures."""

import hashlib
from collections.abc import Iterator
from datetime import date
from urllib.parse import urlencode

import pytest

from loanmath.money import Money
from repaid.payments.providers.protocol import Account, Letter, NotSigned, NotUnderstood, Said, Told
from repaid.payments.providers.tests.outside import Outside, outside
from repaid.payments.providers.tests.test_every_provider import order
from repaid.payments.providers.tpay import Tpay
from repaid.payments.providers.tpay.tests.signer import certificate, signed

CODE = "security-code"
FIELDS = {
    "id": "1010", "tr_id": "TR-BRA-7TVQ3X", "tr_date": "2015-06-21 14:23:01", "tr_crc": "7", "tr_amount": "552.34",
    "tr_paid": "552.34", "tr_desc": "spłata", "tr_status": "TRUE", "tr_error": "none", "test_mode": "0",
}  # fmt: skip
CREATED = {
    "result": "success", "transactionId": "ta_Yz1", "title": "TR-BRA-7TVQ3X", "status": "pending",
    "transactionPaymentUrl": "https://secure.example/?title=TR-BRA-7TVQ3X",
}  # fmt: skip


@pytest.fixture
def world() -> Iterator[Outside]:
    with outside() as found:
        found.answers["POST /oauth/auth"] = (200, {"access_token": "token-1", "token_type": "Bearer"})
        found.answers["GET /x509/notifications-jws.pem"] = (200, certificate("signer", "root"))
        found.answers["GET /x509/tpay-jws-root.pem"] = (200, certificate("root", "root"))
        found.answers["GET /x509/forged.pem"] = (200, certificate("signer", "signer"))
        yield found


def account(world: Outside) -> Account:
    return Account(world.address, "1010-client", "client-secret", CODE)


def body(code: str = CODE, **changes: str) -> bytes:
    fields = FIELDS | changes
    text = "".join(fields[name] for name in ("id", "tr_id", "tr_amount", "tr_crc")) + code
    return urlencode(fields | {"md5sum": hashlib.md5(text.encode()).hexdigest()}).encode()


def read(world: Outside, content: bytes, signature: str | None = None) -> Told:
    given = signed(content, world.address) if signature is None else signature
    return Tpay().read(account(world), Letter({"x-jws-signature": given}, content))


def test_it_hands_over(world: Outside) -> None:
    world.answers["POST /transactions"] = (200, CREATED)
    handed = Tpay().create(account(world), order())
    assert (handed.reference, handed.address) == ("ta_Yz1", CREATED["transactionPaymentUrl"])
    token, asked = world.asked
    assert token.facts == {"client_id": "1010-client", "client_secret": "client-secret"}
    assert asked.headers["authorization"] == "Bearer token-1"
    assert b'"amount": 552.34' in asked.body
    assert (asked.facts["hiddenDescription"], asked.facts["lang"]) == ("7", "pl")
    assert asked.facts["callbacks"]["notification"]["url"] == "http://127.0.0.1/notify"


def test_a_signed_notification_is_believed(world: Outside) -> None:
    told = read(world, body())
    assert (told.said, told.ours, told.amount, told.on) == (Said.PAID, "7", Money(55234, "PLN"), date(2015, 6, 21))
    assert read(world, body(tr_status="CHARGEBACK")).said is Said.TAKEN_BACK
    assert read(world, body(tr_paid="500.00")).amount == Money(50000, "PLN")


def test_a_notification_with_a_wrong_signature_is_not_believed(world: Outside) -> None:
    right = body()
    other = signed(body(tr_paid="1.00"), world.address)
    forged = signed(right, world.address, x5u=f"{world.address}/x509/forged.pem")
    elsewhere = signed(right, "http://127.0.0.1:1")
    outside_folder = signed(right, world.address, x5u=f"{world.address}/other/notifications-jws.pem")
    unsigned = signed(right, world.address, alg="none")
    for signature in ("", "abc", "a.b.c", other, forged, elsewhere, outside_folder, unsigned):
        with pytest.raises(NotSigned):
            read(world, right, signature)
    with pytest.raises(NotSigned):
        read(world, body(code="another code"))


def test_a_signed_notification_that_says_nothing_is_not_understood(world: Outside) -> None:
    for content in (body(tr_status="MAYBE"), body(tr_paid="much"), body(tr_date="soon")):
        with pytest.raises(NotUnderstood):
            read(world, content)


def test_states(world: Outside) -> None:
    for status, said in (("correct", Said.PAID), ("pending", Said.PENDING), ("error", Said.FAILED)):
        told = b'{"status": "%s", "amount": 552.34, "hiddenDescription": "7"}' % status.encode()
        world.answers["GET /transactions/ta_Yz1"] = (200, told)
        found = Tpay().state(account(world), "ta_Yz1", Money(55234, "PLN"))
        assert (found.said, found.amount) == (said, Money(55234, "PLN"))
