"""Kinds of messages: the occasions on which one writes. Each room declares its own, as it declares its rights."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from repaid.kernel.refusal import NotFound, Text
from repaid.messages.choices import PARTY, Channel, Purpose, Recipient
from repaid.messages.tokens import Token

Supplied = Mapping[str, Mapping[str, Mapping[str, Any]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """An occasion. `about` is the kind of subject that its messages are about.

    `given`: tokens whose values the asker hands over. `automatic`, `days`, `channels` and `recipients` are what an
    organisation starts with (decision 3); a kind whose `days` are None is never automatic. `supplied`: the texts the
    product brings, by "channel:recipient", then by language: title, body (tokens in braces), whether it is plain.
    """

    code: str
    label: Text
    purpose: Purpose
    about: str
    given: Sequence[Token] = ()
    automatic: bool = False
    days: Sequence[int] | None = None
    channels: Sequence[Channel] = (Channel.SMS,)
    recipients: Sequence[Recipient] = (Recipient.BORROWER,)
    supplied: Supplied = field(default_factory=dict)


_KINDS: Final[dict[str, Kind]] = {}


def declare_kind(kind: Kind) -> Kind:
    """Make a kind known; a code is declared once."""
    assert kind.code not in _KINDS, f"kind {kind.code} is declared twice"
    _KINDS[kind.code] = kind
    return kind


def kinds() -> list[Kind]:
    """Every kind that people write to somebody about, in the order of declaration."""
    return [kind for kind in _KINDS.values() if kind.about]


def kind_named(code: str) -> Kind:
    """The kind with this code, or NotFound."""
    if code not in _KINDS:
        raise NotFound(kind=Kind.__name__, number=code)
    return _KINDS[code]


def label_of(code: str) -> Text:
    """What a kind is called; its code when the room that declared it is gone."""
    known = _KINDS.get(code)
    return known.label if known else code


TEST: Final = declare_kind(
    Kind(code="messages.test", label=_("Test of a gateway"), purpose=Purpose.ACCESS, about="", recipients=())
)
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
"""To members of staff, about their own day (CC-23)."""
