"""The form in which logins are found."""

from repaid.kernel.fields import blind_index
from repaid.kernel.text import folded

PURPOSE = "login"


def login_digest(login: str) -> bytes:
    """The keyed digest of a login: case, spaces and the alphabet of digits do not matter.

    In an e-mail address every character counts, dots and dashes too.
    """
    text = login.strip()
    return blind_index(folded(text).encode().hex() if "@" in text else text, PURPOSE)
