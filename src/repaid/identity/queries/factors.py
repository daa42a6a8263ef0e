"""The own second step, for the pages on which it is set up."""

from repaid.access.actors import Actor
from repaid.access.models import User
from repaid.identity.codes import address_for_app
from repaid.identity.models import AuthenticatorApp, Passkey


def secret_to_link(by: Actor) -> str:
    """The secret of the app that is being linked; "" when none is."""
    secret = AuthenticatorApp.objects.filter(user=by.account).values_list("next_secret", flat=True).first()
    return str(secret or "")


def picture_text(user: User, secret: str) -> str:
    """What the picture says that an app is pointed at."""
    return address_for_app(secret, user.organisation.name, user.login if user.audience == "staff" else user.name)


def credentials_of(user_id: int) -> list[bytes]:
    """The passkeys of a user, as the browser's questions name them."""
    rows = Passkey.objects.filter(user=user_id).order_by("id").values_list("credential", flat=True)
    return [bytes(each) for each in rows]
