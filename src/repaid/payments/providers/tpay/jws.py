"""The signature of Tpay's notifications: JSON Web Signature, RS256, detached (RFC 7515, appendix F).

The header of the signature names the certificate that made it (`x5u`); it has to be one that Tpay publishes and that
Tpay's own root signed.
"""

import base64
import json
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256

from repaid.kernel.refusal import Outage
from repaid.payments.providers.protocol import NotSigned
from repaid.payments.providers.wire import ask

HEADER: Final = "X-JWS-Signature"
PUBLISHED: Final = {
    "https://api.tpay.com": "https://secure.tpay.com",
    "https://openapi.sandbox.tpay.com": "https://secure.sandbox.tpay.com",
}
"""Where the certificates are, for each place of the interface; at any other place they are beside it."""

FOLDER: Final = "/x509/"
ROOT: Final = "/x509/tpay-jws-root.pem"


def check(signature: str, body: bytes, address: str) -> None:
    """Raise NotSigned unless `signature` is Tpay's over `body`; `address` is that of the interface. Outage."""
    try:
        head, payload, sign = signature.split(".")
        facts = json.loads(_plain(head))
        place = PUBLISHED.get(address, address)
        signer = _certificate(_published(facts, place), _day())
        signer.verify_directly_issued_by(_certificate(place + ROOT, _day()))
        _refuse_stale(signer)
        key = signer.public_key()
        if payload or not isinstance(key, RSAPublicKey):
            raise NotSigned()
        key.verify(_plain(sign), f"{head}.{_safe(body)}".encode(), PKCS1v15(), SHA256())
    except (ValueError, KeyError, TypeError, InvalidSignature) as error:
        raise NotSigned() from error
    except Outage as outage:
        if outage.permanent:  # there is no such certificate
            raise NotSigned() from outage
        raise


def _published(facts: dict[str, str], place: str) -> str:
    """The address of the certificate, which has to be one of Tpay's."""
    named = urlsplit(facts["x5u"])
    is_there = f"{named.scheme}://{named.netloc}" == place and named.path.startswith(FOLDER) and ".." not in named.path
    if facts["alg"] != "RS256" or not is_there:
        raise NotSigned()
    return facts["x5u"]


@lru_cache(maxsize=8)
def _certificate(address: str, day: str) -> x509.Certificate:  # noqa: ARG001 (fetched anew every day)
    answer = ask("GET", address)
    answer.fine()
    return x509.load_pem_x509_certificate(answer.text.encode())


def _refuse_stale(certificate: x509.Certificate) -> None:
    if not certificate.not_valid_before_utc <= datetime.now(UTC) <= certificate.not_valid_after_utc:
        raise NotSigned()


def _day() -> str:
    return datetime.now(UTC).date().isoformat()


def _safe(plain: bytes) -> str:
    return base64.urlsafe_b64encode(plain).rstrip(b"=").decode()


def _plain(safe: str) -> bytes:
    return base64.urlsafe_b64decode(safe + "=" * (-len(safe) % 4))
