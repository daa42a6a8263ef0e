"""Tokens: places in a text that become a value at the moment of sending, written as pages write it.

Values are of their own type (money, day, number); the language of the person who reads decides how they are written.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from django.utils.translation import ngettext, override

from repaid.kernel import formats
from repaid.kernel.names import in_language
from repaid.kernel.refusal import Text

Write = Literal["text", "code", "account", "figure", "days", "names"]


@dataclass(frozen=True, slots=True)
class Token:
    """A place in a text. `write`: as it stands, as a code that one copies, an account number, a figure of any type,
    a number of days with its word, or as the name in the reader's language. `is_secret`: masked in every list once the
    gateway has it (decision 39). `example` stands for the value where a text is tried and nobody hands one over."""

    code: str
    label: Text
    write: Write = "text"
    is_secret: bool = False
    example: Any = None


def written(token: Token, value: Any, language: str) -> str:
    """A value in the way of a language; empty when there is none.

    >>> written(Token("account", "account", "account"), "PL61109010140000071219812874", "pl").replace("\\xa0", " ")
    'PL61 1090 1014 0000 0712 1981 2874'
    >>> written(Token("delay", "delay", "days"), 1, "en"), written(Token("delay", "delay", "days"), 36, "en")
    ('1 day', '36 days')
    """
    if value is None or value == "":
        return ""
    match token.write:
        case "names":
            return in_language(value, language) if isinstance(value, Mapping) else _said(value, language)
        case "code":
            return formats.isolated(str(value), language)
        case "account":
            return formats.isolated(formats.account_text(str(value)), language)
        case "figure":
            return _figure(value, language)
        case "days":
            return _days(value, language)
        case _:
            return _said(value, language)


def _said(value: Any, language: str) -> str:
    if isinstance(value, str):
        return value
    with override(language):
        return str(value)


def _days(count: int, language: str) -> str:
    with override(language):
        return ngettext("{count} day", "{count} days", count).format(count=formats.number_text(count, language))


def _figure(value: Any, language: str) -> str:
    if isinstance(value, datetime):
        return formats.datetime_text(value, language)
    return formats.date_text(value, language) if isinstance(value, date) else formats.text_of(value, language)
