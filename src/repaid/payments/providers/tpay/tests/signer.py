"""A root and a signer as Tpay publishes them, made for the tests."""

import base64
import json
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import NameOID


@cache
def key(name: str) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@cache
def certificate(name: str, by: str) -> bytes:
    """The certificate of `name`, signed by `by`, as PEM."""
    subject, issuer = (x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, each)]) for each in (name, by))
    now = datetime.now(UTC)
    built = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key(name).public_key())
    built = built.serial_number(x509.random_serial_number()).not_valid_before(now - timedelta(days=1))
    made = built.not_valid_after(now + timedelta(days=1)).sign(key(by), hashes.SHA256())
    return made.public_bytes(serialization.Encoding.PEM)


def signed(body: bytes, address: str, **header: Any) -> str:
    """The signature of `body` as the header X-JWS-Signature has it."""
    facts = {"alg": "RS256", "x5u": f"{address}/x509/notifications-jws.pem", **header}
    head = safe(json.dumps(facts).encode())
    sign = key("signer").sign(f"{head}.{safe(body)}".encode(), padding.PKCS1v15(), hashes.SHA256())
    return f"{head}..{safe(sign)}"


def safe(plain: bytes) -> str:
    return base64.urlsafe_b64encode(plain).rstrip(b"=").decode()
