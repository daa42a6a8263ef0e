"""What a person types, read: amounts, dates, rates and whole numbers, in three alphabets of digits and four manners.

Each function answers with the value or raises `Unreadable`, whose text is the sentence for the box.

>>> amount("1 234,56", "PLN"), amount("۱٬۲۳۴", "IRR"), amount("1.234,5", "EUR")
(Money(minor=123456, currency='PLN'), Money(minor=1234, currency='IRR'), Money(minor=123450, currency='EUR'))
>>> day("+7", date(2026, 11, 20)), day("۱۴۰۵/۰۹/۰۳", date(2026, 11, 20)).isoformat()
(datetime.date(2026, 11, 27), '2026-11-24')
"""

import calendar
import re
from datetime import date, timedelta
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from loanmath.jalali import FIRST_YEAR, LAST_YEAR, days_in_month, from_jalali, to_jalali
from loanmath.money import Money, exponent, parse_minor
from repaid.interfaces.ui.formats import MANNERS, MINUS, date_text, manner, money_text, persian_digits
from repaid.kernel.text import isolated, latin_digits

_SPACES = re.compile(r"[\s\u00a0\u2009\u202f'’\u200e\u200f\u2066-\u2069]")
_WORDS_AROUND = re.compile(r"^[^\d+\-.,]+|[^\d+\-]+$")
_GROUPED = re.compile(r"\d{1,3}(\D\d{3})+")
_RATE = re.compile(r"[+-]?\d{1,3}(\.\d{1,4})?")
_EXAMPLE_DAY = date(2026, 11, 24)


class Unreadable(ValueError):
    """What was typed is not what the box asks for; the text is a sentence that says what to type."""

    def __init__(self, sentence: str | Promise, **facts: str) -> None:
        super().__init__(str(sentence).format(**facts))


def amount(text: str, currency: str) -> Money:
    """An amount in any of the ways people write it; one separator before three digits separates thousands."""
    try:
        return Money(parse_minor(_plain_decimal(text, exponent(currency)), currency), currency)
    except ValueError as error:
        example = money_text(Money(parse_minor("1234" + ".50" * bool(exponent(currency)), currency), currency))
        raise Unreadable(_("This is not an amount. Write it like {example}."), example=example) from error


def rate(text: str) -> Decimal:
    """A rate in per cent, below 1,000, at most four decimals."""
    plain = _signed(text).replace(",", ".")
    if not _RATE.fullmatch(plain):
        raise Unreadable(_("This is not a rate. Write per cent a year with at most four decimals, like 9.5."))
    return Decimal(plain)


def whole_number(text: str) -> int:
    """A count."""
    plain = _SPACES.sub("", latin_digits(text))
    if not re.fullmatch(r"\d{1,15}", plain):
        raise Unreadable(_("This is not a whole number. Write digits only."))
    return int(plain)


def day(text: str, today: date | None, language: str | None = None) -> date:
    """A day: `2026-11-24`, `24.11`, `24 Nov 2026`, `+7`, `۱۴۰۵/۰۹/۰۳`. Without `today` short forms are refused."""
    plain = _with_month_number(latin_digits(text).strip().replace(MINUS, "-").lower())
    if today and re.fullmatch(r"[+-]\d{1,4}", plain):
        return today + timedelta(days=int(plain))
    numbers = [int(part) for part in re.findall(r"\d+", plain)]
    if re.fullmatch(r"\d{1,4}([\s./\-]+\d{1,4}){1,2}\.?", plain):
        year_month_day = _in_order(numbers, today, manner(language).persian)
        if year_month_day:
            return _existing(*year_month_day, language)
    raise Unreadable(_("This is not a date. Write it like {example}."), example=date_text(_EXAMPLE_DAY, language))


def _signed(text: str) -> str:
    """Latin digits, ASCII signs and separators, no spaces, no currency or per cent around it."""
    western = latin_digits(text).replace(MINUS, "-").replace("٫", ".").replace("٬", "_").replace("٪", "")
    tight = _SPACES.sub("_", western.strip())
    return _WORDS_AROUND.sub("", tight.strip("_")).strip("_")


def _plain_decimal(text: str, places: int) -> str:
    """The plain decimal that is meant; ValueError when the groups are not of three digits."""
    typed = re.sub(r"^([+-])_+", r"\1", _signed(text))
    sign, body = (typed[0], typed[1:]) if typed.startswith(("+", "-")) else ("", typed)
    found = re.fullmatch(r"(\d[\d.,_]*?)(?:([.,])(\d+))?", body)
    if found is None:
        raise ValueError(text)
    whole, mark, decimals = found[1], found[2], found[3] or ""
    if mark and len(decimals) == 3 and _means_thousands(whole, mark, places):
        whole, decimals = f"{whole}{mark}{decimals}", ""
    groups = set(re.sub(r"\d", "", whole))
    if groups and (len(groups) > 1 or (decimals and mark in groups) or not _GROUPED.fullmatch(whole)):
        raise ValueError(text)
    return sign + re.sub(r"\D", "", whole) + (f".{decimals}" if decimals else "")


def _means_thousands(whole: str, mark: str, places: int) -> bool:
    """Whether three digits after the last separator are thousands: 1.234, 1,234,567; not 1_234,567 or 0.123."""
    others = set(re.sub(r"\d", "", whole)) - {mark}
    return not others and not whole.startswith("0") and (places != 3 or mark in whole)


def _with_month_number(text: str) -> str:
    """`24 nov 2026` as `24 11 2026`."""
    for way in MANNERS.values():
        for number, name in enumerate(way.months, start=1):
            text = re.sub(rf"(?<![a-z]){name.lower()}[a-z]*\.?", str(number), text)
    return text


def _in_order(numbers: list[int], today: date | None, persian: bool) -> tuple[int, int, int] | None:
    """Year, month, day of two or three numbers as they were typed."""
    if len(numbers) == 3:
        first, month, last = numbers
        return (first, month, last) if first > 31 else (last, month, first) if last > 99 else None
    if today is None:
        return None
    if persian:
        return to_jalali(today).year, numbers[0], numbers[1]
    return today.year, numbers[1], numbers[0]


def _existing(year: int, month: int, day_of_month: int, language: str | None) -> date:
    """The day of a Gregorian or (by its year) Jalali date; refused with the last day of that month."""
    jalali = FIRST_YEAR <= year <= LAST_YEAR
    if not 1 <= month <= 12 or not (jalali or 1800 <= year <= 2999) or day_of_month < 1:
        raise Unreadable(_("This is not a date. Write it like {example}."), example=date_text(_EXAMPLE_DAY, language))
    last = days_in_month(year, month) if jalali else calendar.monthrange(year, month)[1]
    made = from_jalali if jalali else date
    if day_of_month > last:
        raise Unreadable(
            _("The day {date} does not exist. The last day of that month is {last}."),
            date=_as_typed(year, month, day_of_month, jalali, language),
            last=_as_typed(year, month, last, jalali, language),
        )
    return made(year, month, day_of_month)


def _as_typed(year: int, month: int, day_of_month: int, jalali: bool, language: str | None) -> str:
    """A day, there or not, in the calendar in which it was typed."""
    text = f"{year}{'/' if jalali else '-'}{month:02}{'/' if jalali else '-'}{day_of_month:02}"
    if manner(language).persian:
        return persian_digits(text) if jalali else isolated(text)
    return text
