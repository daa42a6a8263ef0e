"""How figures read in each language: amounts, numbers, rates, dates, codes.

Quantities use the digits of the language; codes (what one copies into another system) keep Latin digits and
left-to-right order everywhere. A minus is a true minus, a space inside a figure never breaks.

>>> money_text(Money(500000, "PLN"), "pl"), money_text(Money(500000, "EUR"), "nl")
('5\\xa0000,00\\xa0zł', '€\\xa05.000,00')
>>> money_text(Money(5000, "IRR"), "fa"), date_text(date(2026, 11, 24), "fa")
('۵٬۰۰۰\\xa0ریال', '۱۴۰۵/۰۹/۰۳')
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from unicodedata import bidirectional

from babel import Locale
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import get_language

from loanmath.jalali import to_jalali
from loanmath.money import Money, format_minor
from repaid.kernel.text import plain_code

NBSP = "\u00a0"
MINUS = "\u2212"
LEFT_TO_RIGHT = "\u200e"
RIGHT_TO_LEFT = frozenset({"fa"})
_ISOLATE, _POP = "\u2066", "\u2069"
_PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
_RATE_PLACES_MIN = 2


@dataclass(frozen=True, slots=True)
class Manner:
    """The way of one language: separators, where the currency stands and what it is called, how a day is written."""

    group: str
    decimal: str
    percent: str
    months: tuple[str, ...] = ()
    clock: str = "%H:%M"
    currency_first: bool = False
    currencies: Mapping[str, str] = field(default_factory=dict)
    minus: str = MINUS
    persian: bool = False


_ENGLISH_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DUTCH_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")

MANNERS: Mapping[str, Manner] = {
    "en": Manner(",", ".", f"{NBSP}%", _ENGLISH_MONTHS),
    "pl": Manner(NBSP, ",", f"{NBSP}%", currencies={"PLN": "zł", "EUR": "€"}),
    "nl": Manner(".", ",", "%", _DUTCH_MONTHS, "%H.%M", currency_first=True, currencies={"EUR": "€"}),
    "fa": Manner(
        "٬",
        "٫",
        "٪",
        clock="%H:%M:%S",
        currencies={"IRR": "ریال", "EUR": "یورو", "USD": "دلار", "PLN": "زلوتی", "GBP": "پوند"},
        minus=f"{LEFT_TO_RIGHT}{MINUS}",
        persian=True,
    ),
}


def manner(language: str | None = None) -> Manner:
    """The manner of a language, by default of the one in which the page is shown."""
    code = (language or get_language() or "en")[:2]
    return MANNERS.get(code, MANNERS["en"])


def persian_digits(text: str) -> str:
    """Latin digits as Persian ones."""
    return text.translate(_PERSIAN_DIGITS)


def written(plain: str, way: Manner) -> str:
    """A plain decimal ("-1234.50") in the way of a language."""
    sign = way.minus if plain.startswith("-") else ""
    whole, _, decimals = plain.lstrip("-").partition(".")
    grouped = re.sub(r"(?<=\d)(?=(\d{3})+$)", way.group, whole)
    text = f"{grouped}{way.decimal}{decimals}" if decimals else grouped
    return sign + (persian_digits(text) if way.persian else text)


def number_text(value: int | Decimal, language: str | None = None) -> str:
    """A count or another bare quantity."""
    return written(f"{value:f}" if isinstance(value, Decimal) else str(value), manner(language))


def amount_text(amount: Money, language: str | None = None) -> str:
    """An amount without its currency, for columns that name it in the head."""
    return written(format_minor(amount.minor, amount.currency), manner(language))


def currency_name(currency: str, language: str | None = None) -> str:
    """What the language calls a currency beside an amount."""
    return manner(language).currencies.get(currency, currency)


def country_name(code: str, language: str | None = None) -> str:
    """What the language calls a country.

    >>> country_name("IR", "nl"), country_name("IR", "fa")
    ('Iran', 'ایران')
    """
    names: Mapping[str, str] = Locale.parse((language or get_language() or "en")[:2]).territories
    return names.get(code, code)


def money_text(amount: Money, language: str | None = None) -> str:
    """An amount with its currency."""
    parts = [amount_text(amount, language), currency_name(amount.currency, language)]
    return NBSP.join(reversed(parts) if manner(language).currency_first else parts)


def rate_text(percent: Decimal, language: str | None = None) -> str:
    """A rate in per cent, two decimals or as many as it has."""
    way = manner(language)
    trimmed = f"{percent.normalize():f}"
    places = len(trimmed.partition(".")[2])
    return written(f"{percent:.{max(places, _RATE_PLACES_MIN)}f}", way) + way.percent


def date_text(day: date, language: str | None = None) -> str:
    """A day: 2026-11-24, 24 nov 2026, 24 Nov 2026, ۱۴۰۵/۰۹/۰۳."""
    way = manner(language)
    if way.persian:
        jalali = to_jalali(day)
        return persian_digits(f"{jalali.year}/{jalali.month:02}/{jalali.day:02}")
    if way.months:
        return f"{day.day}{NBSP}{way.months[day.month - 1]}{NBSP}{day.year}"
    return day.isoformat()


def datetime_text(moment: datetime, language: str | None = None) -> str:
    """A moment in the active time zone (that of the organisation)."""
    way = manner(language)
    local = timezone.localtime(moment)
    clock = local.strftime(way.clock)
    return f"{date_text(local.date(), language)}{NBSP}{persian_digits(clock) if way.persian else clock}"


def clock_text(at: time, language: str | None = None) -> str:
    """A time of day: 14:30, ۱۴:۳۰."""
    text = at.strftime("%H:%M")
    return persian_digits(text) if manner(language).persian else text


def year_text(year: int, language: str | None = None) -> str:
    """A year, in the figures of the language and never grouped: 2026, ۱۴۰۵."""
    return persian_digits(str(year)) if manner(language).persian else str(year)


def account_text(account: str) -> str:
    """An account number in fours; the Polish one of 26 digits begins with its two check digits."""
    plain = plain_code(account)
    head = 2 if plain.isdigit() and len(plain) == 26 else 0
    groups = [plain[:head]] if head else []
    groups += [plain[start : start + 4] for start in range(head, len(plain), 4)]
    return NBSP.join(groups)


def isolated(code: str, language: str | None = None) -> str:
    """A code that keeps its order inside a text that runs from right to left."""
    return f"{_ISOLATE}{code}{_POP}" if runs_right_to_left(language) else code


def runs_right_to_left(language: str | None = None) -> bool:
    """Whether a language, by default that of the page, is written from right to left."""
    return (language or get_language()) in RIGHT_TO_LEFT


def in_order(text: str, language: str | None = None) -> str:
    """A text as it stands inside another one: without a letter from right to left it keeps its own order.

    >>> in_order("2026-1", "pl"), in_order("نامه 2026-1", "fa"), in_order("2026-1", "fa") == isolated("2026-1", "fa")
    ('2026-1', 'نامه 2026-1', True)
    """
    return text if turns(text) else isolated(text, language)


def turns(text: str) -> bool:
    """Whether a text has a letter that runs from right to left."""
    return any(bidirectional(char) in ("R", "AL") for char in text)


def text_of(value: object, language: str | None = None) -> str:
    """Any figure in the manner of the language; all else as `str`."""
    if isinstance(value, Money):
        return money_text(value, language)
    if isinstance(value, datetime):
        return datetime_text(value, language)
    if isinstance(value, date):
        return date_text(value, language)
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return number_text(value, language)
    return str(value)


def listed(words: Iterable[str]) -> str:
    """Several words in a row, with the comma of the language."""
    return ("، " if manner().persian else ", ").join(words)


def local_day(moment: datetime) -> date:
    """The day on which a moment falls where the organisation is."""
    return timezone.localtime(moment).date()


def weekday(day: date) -> str:
    """The name of the day of the week."""
    return str(WEEKDAYS[day.weekday()]).replace(" شنبه", "\u200cشنبه")  # Persian writes them with a half space


def toman_text(amount: Money) -> str:
    """Rials as the toman that people speak of (ten rials)."""
    whole, rest = divmod(abs(amount.minor), 10)
    plain = f"{whole}.{rest}" if rest else str(whole)
    return written(f"-{plain}" if amount.minor < 0 else plain, manner())
