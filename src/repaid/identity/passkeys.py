"""Passkeys (WebAuthn): questions to the browser, and whether its answers are right. No database here."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

Question = tuple[dict[str, Any], dict[str, Any]]
"""What the browser is asked, and what has to be remembered until it answers."""


def ask_for_new(host: str, user_id: int, login: str, name: str, known: Iterable[bytes]) -> Question:
    """Ask for a new passkey; a device whose passkey is `known` refuses."""
    user = PublicKeyCredentialUserEntity(id=_identity_of(user_id), name=login, display_name=name)
    asked, state = _server(host).register_begin(
        user, [AttestedCredentialData(each) for each in known],
        resident_key_requirement=ResidentKeyRequirement.DISCOURAGED,
        user_verification=UserVerificationRequirement.PREFERRED,
    )  # fmt: skip
    return dict(asked)["publicKey"], state


def made(host: str, state: Any, answer: Mapping[str, Any]) -> tuple[bytes, int] | None:
    """The new credential and its signature counter; None when the answer is not right."""
    try:
        data = _server(host).register_complete(state, answer)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return (bytes(data.credential_data), data.counter) if data.credential_data else None


def ask_to_sign(host: str, known: Iterable[bytes]) -> Question:
    """Ask one of the known passkeys to sign a challenge."""
    asked, state = _server(host).authenticate_begin(
        [AttestedCredentialData(each) for each in known], UserVerificationRequirement.PREFERRED
    )
    return dict(asked)["publicKey"], state


def answered(host: str, state: Any, known: Sequence[bytes], answer: Any) -> tuple[bytes, int] | None:
    """The credential that signed the challenge and its counter; None when the answer is not right."""
    credentials = [AttestedCredentialData(each) for each in known]
    try:
        used = _server(host).authenticate_complete(state, credentials, answer)
        counter = AuthenticationResponse.from_dict(answer).response.authenticator_data.counter
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return bytes(used), counter


def digest_of(credential: bytes) -> bytes:
    """What tells a credential apart from all others."""
    return hashlib.sha256(AttestedCredentialData(credential).credential_id).digest()


def _identity_of(user_id: int) -> bytes:
    return f"repaid-{user_id}".encode()


def _server(host: str) -> Fido2Server:
    return Fido2Server(PublicKeyCredentialRpEntity(name="Repaid", id=host))
