"""What contracts have to say to people: the kinds of their messages, the tokens of their texts, the veto.

The texts that the product brings stand in `texts.json`, in four languages.
"""

import json
from importlib.resources import files
from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from repaid.messages.choices import Channel, Purpose, Recipient
from repaid.messages.kinds import Kind, declare_kind
from repaid.messages.tokens import Token

ABOUT: Final = "contract"
_TEXTS: Final[dict[str, Any]] = json.loads(files(__name__).joinpath("texts.json").read_text(encoding="utf-8"))


def _supplied(kind: str) -> dict[str, Any]:
    """The texts of a kind; what is read in the client zone says the same as the e-mail."""
    texts: dict[str, Any] = _TEXTS[kind]
    return texts | {"in_system:borrower": texts["email:borrower"]}


PAYMENT_RECEIVED: Final = declare_kind(
    Kind(
        code="contracts.payment_received",
        label=_("Payment receipt"),
        purpose=Purpose.SERVICE,
        about=ABOUT,
        given=(
            Token("paid_amount", pgettext_lazy("token", "Amount received"), "figure"),
            Token("paid_on", pgettext_lazy("token", "Day of the payment"), "figure"),
        ),
        automatic=True,
        days=(),
        supplied=_supplied("payment_received"),
    )
)
DUE_SOON: Final = declare_kind(
    Kind(
        code="contracts.due_soon",
        label=_("Instalment due soon"),
        purpose=Purpose.SERVICE,
        about=ABOUT,
        automatic=True,
        days=(3,),
        supplied=_supplied("due_soon"),
    )
)
OVERDUE: Final = declare_kind(
    Kind(
        code="contracts.overdue",
        label=pgettext_lazy("kind of message", "Reminder"),
        purpose=Purpose.DUNNING,
        about=ABOUT,
        automatic=True,
        days=(3, 10),
        channels=(Channel.SMS, Channel.EMAIL),
        supplied=_supplied("overdue"),
    )
)
WARNING: Final = declare_kind(
    Kind(
        code="contracts.warning",
        label=_("Warning notice"),
        purpose=Purpose.DUNNING,
        about=ABOUT,
        days=(30,),
        channels=(Channel.LETTER,),
        recipients=(Recipient.BORROWER, Recipient.GUARANTOR),
        supplied=_TEXTS["warning"],
    )
)
TERMINATION: Final = declare_kind(
    Kind(
        code="contracts.termination",
        label=_("Notice of termination"),
        purpose=Purpose.SERVICE,
        about=ABOUT,
        channels=(Channel.LETTER,),
        recipients=(Recipient.BORROWER, Recipient.GUARANTOR),
        supplied=_TEXTS["termination"],
    )
)
