"""Tables of the identity app."""

from repaid.identity.models.attempts import Attempt
from repaid.identity.models.factors import AuthenticatorApp, Passkey, RecoveryCode
from repaid.identity.models.logins import FurtherLogin, OneTimeLink, TemporaryPassword
from repaid.identity.models.rules import DoorRules
from repaid.identity.models.sessions import OpenSession
from repaid.identity.models.viewing import Viewing

__all__ = [
    "Attempt",
    "AuthenticatorApp",
    "DoorRules",
    "FurtherLogin",
    "OneTimeLink",
    "OpenSession",
    "Passkey",
    "RecoveryCode",
    "TemporaryPassword",
    "Viewing",
]
