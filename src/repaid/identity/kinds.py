"""What is sent at the doors. The texts that the product brings stand in `texts.json`, in four languages."""

import json
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from repaid.messages.choices import Channel, Purpose
from repaid.messages.kinds import Kind, declare_kind
from repaid.messages.tokens import Token

ABOUT: Final = "party"
_TEXTS: Final[dict[str, Any]] = json.loads(files(__name__.rpartition(".")[0]).joinpath("texts.json").read_text("utf-8"))
_MOMENT: Final = datetime(2026, 1, 31, 18, tzinfo=UTC)
_LINK: Final = Token(
    "link",
    pgettext_lazy("token", "Link"),
    is_secret=True,
    example="https://repaid.example/clientzone/activate/b7Kq2mRw",
)
_UNTIL: Final = Token("until", pgettext_lazy("token", "Valid until"), "figure", example=_MOMENT)

PORTAL_PASSWORD: Final = declare_kind(
    Kind(
        code="identity.portal_password",
        label=_("Password for the client zone"),
        purpose=Purpose.ACCESS,
        about=ABOUT,
        given=(
            Token("login", pgettext_lazy("token", "Login"), "code", example="90010112349"),
            Token("password", pgettext_lazy("token", "Password"), is_secret=True, example="abcd-efgh-2345"),
            _UNTIL,
        ),
        supplied=_TEXTS["portal_password"],
    )
)
ACTIVATION_LINK: Final = declare_kind(
    Kind(
        code="identity.activation_link",
        label=_("Invitation to the client zone"),
        purpose=Purpose.ACCESS,
        about=ABOUT,
        given=(_LINK, _UNTIL),
        channels=(Channel.EMAIL,),
        supplied=_TEXTS["activation_link"],
    )
)
NEW_PASSWORD_LINK: Final = declare_kind(
    Kind(
        code="identity.new_password_link",
        label=_("Link for a new password"),
        purpose=Purpose.ACCESS,
        about=ABOUT,
        given=(_LINK, _UNTIL),
        channels=(Channel.EMAIL, Channel.SMS),
        supplied=_TEXTS["new_password_link"],
    )
)
SECOND_STEP_NOTICE: Final = declare_kind(
    Kind(
        code="identity.second_step_notice",
        label=_("Second step changed"),
        purpose=Purpose.ACCESS,
        about=ABOUT,
        given=(Token("moment", pgettext_lazy("token", "Day and time"), "figure", example=_MOMENT),),
        channels=(Channel.EMAIL, Channel.SMS),
        supplied=_TEXTS["second_step_notice"],
    )
)
CONTACT_DATA_NOTICE: Final = declare_kind(
    Kind(
        code="identity.contact_data_notice",
        label=_("Contact data changed"),
        purpose=Purpose.ACCESS,
        about=ABOUT,
        given=(Token("moment", pgettext_lazy("token", "Day and time"), "figure", example=_MOMENT),),
        channels=(Channel.EMAIL, Channel.SMS),
        supplied=_TEXTS["contact_data_notice"],
    )
)
