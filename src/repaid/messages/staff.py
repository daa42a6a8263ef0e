"""What members of staff are told of their own day (CC-23)."""

from typing import Final

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from repaid.messages.choices import PARTY, Purpose, Recipient
from repaid.messages.kinds import Kind, declare_kind
from repaid.messages.tokens import Token

REMINDER: Final = declare_kind(
    Kind(
        code="messages.reminder",
        label=_("Reminder of a planned action"),
        purpose=Purpose.SERVICE,
        about=PARTY,
        given=(Token("what", _("What is planned"), example=_("Call the customer")),),
        recipients=(Recipient.STAFF,),
        supplied={"sms:staff": {code: {"body": "{organisation}: {what}"} for code, _name in settings.LANGUAGES}},
    )
)
