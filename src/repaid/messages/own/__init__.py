"""Kinds of messages that are about a person or a member of staff alone: how one gets in, and reminders of the own day.

Rooms below and above ask for them with `commands.asking`; the texts that the product brings stand in `texts.json`, in
four languages.
"""

import json
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext_lazy

from repaid.kernel.refusal import Text
from repaid.messages.choices import PARTY, Channel, Purpose, Recipient
from repaid.messages.kinds import Kind, declare_kind
from repaid.messages.tokens import Token

_TEXTS: Final[dict[str, Any]] = json.loads(files(__name__).joinpath("texts.json").read_text(encoding="utf-8"))
_LINK: Final = Token("link", _("Link that works once"), is_secret=True, example="https://example.com/b7Kq-2mRw")
_MOMENT: Final = datetime(2026, 1, 31, 18, tzinfo=UTC)
_UNTIL: Final = Token("valid_until", _("Valid until"), "figure", example=_MOMENT)
_EMAIL: Final = (Channel.EMAIL,)

CLIENT_PASSWORD: Final = declare_kind(
    Kind(
        code="messages.client_password",
        label=_("Password for the client zone"),
        purpose=Purpose.ACCESS,
        about=PARTY,
        given=(
            Token("login", _("Login"), is_secret=True, example="90010112349"),
            Token("password", _("Password"), is_secret=True, example="k7Rm4tWq"),
        ),
        supplied=_TEXTS["client_password"],
    )
)
"""Decisions 2 and 39: login and first password; both are masked once the gateway has them."""

INVITATION: Final = declare_kind(
    Kind(
        code="messages.invitation",
        label=_("Invitation to open an account"),
        purpose=Purpose.ACCESS,
        about=PARTY,
        given=(_LINK, _UNTIL),
        channels=_EMAIL,
        supplied=_TEXTS["invitation"],
    )
)
"""MP-04: a one-time link to set a password, to a customer or a member of staff."""

NEW_PASSWORD: Final = declare_kind(
    Kind(
        code="messages.new_password",
        label=_("Link to set a new password"),
        purpose=Purpose.ACCESS,
        about=PARTY,
        given=(_LINK, _UNTIL),
        channels=_EMAIL,
        supplied=_TEXTS["new_password"],
    )
)
CODE: Final = declare_kind(
    Kind(
        code="messages.code",
        label=_("Code to confirm"),
        purpose=Purpose.ACCESS,
        about=PARTY,
        given=(
            Token("code", pgettext_lazy("token", "Code"), is_secret=True, example="482913"),
            Token("minutes", _("Minutes for which it is valid"), "figure", example=10),
        ),
        supplied=_TEXTS["code"],
    )
)
ACCOUNT_CHANGED: Final = declare_kind(
    Kind(
        code="messages.account_changed",
        label=_("Change of the own account"),
        purpose=Purpose.ACCESS,
        about=PARTY,
        given=(
            Token("event", _("What happened"), "names", example=_("A second step was added to how you sign in.")),
            Token("at", pgettext_lazy("token", "When"), "figure", example=_MOMENT),
        ),
        channels=_EMAIL,
        supplied=_TEXTS["account_changed"],
    )
)
"""Whoever lost control of an account learns of it: `event` is a sentence (`told`)."""

REMINDER: Final = declare_kind(
    Kind(
        code="messages.reminder",
        label=_("Reminder of a planned action"),
        purpose=Purpose.SERVICE,
        about=PARTY,
        given=(
            Token("what", _("What is planned"), example=_("Call the customer")),
            Token("at", pgettext_lazy("token", "When"), "figure", example=_MOMENT),
        ),
        recipients=(Recipient.STAFF,),
        supplied=_TEXTS["reminder"],
    )
)
"""CC-23: to a member of staff."""


def told(sentence: Text) -> dict[str, str]:
    """A sentence in every language, as the value of a token that is written in the reader's."""
    found: dict[str, str] = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            found[language] = str(sentence)
    return found
