"""What people type: three alphabets of digits, both separators, short and Jalali dates; refusals say what to do."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from loanmath.money import Money
from repaid.interfaces.ui import typed
from repaid.interfaces.ui.formats import amount_text, date_text, money_text, rate_text

TODAY = date(2026, 11, 20)
LANGUAGES = ("pl", "nl", "en", "fa")


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("552.34", 55234), ("552,34", 55234), ("1 234,56", 123456), ("1,234.56", 123456), ("1.234,56", 123456),
        ("1\u00a0234,5", 123450), ("1\u202f234", 123400), ("1'234.50", 123450), ("1234", 123400), ("1,234", 123400),
        ("1.234", 123400), ("1.234.567", 123456700), ("1,234,567.89", 123456789), ("0,5", 50), ("5 000,00 zł", 500000),
        ("€ 5.000,00", 500000), ("5,000.00 PLN", 500000), ("۱٬۲۳۴٫۵۶", 123456), ("٥٥٢٫٣٤", 55234), ("−300,00", -30000),
        ("-12", -1200), ("+12", 1200), (" 7 ", 700),
    ],
)  # fmt: skip
def test_an_amount_is_read(text: str, minor: int) -> None:
    assert typed.amount(text, "PLN") == Money(minor, "PLN")


@pytest.mark.parametrize(
    "text",
    ["", "abc", "12 34", "1,23,456", "1.234,567", "12.345.6", "1,234,56", "0,123", "1e5", "1..2", "--5", "5-", "1/2"],
)
def test_what_is_no_amount_is_refused_with_an_example(text: str) -> None:
    with override("pl"), pytest.raises(typed.Unreadable) as refused:
        typed.amount(text, "PLN")
    assert "1 234,50 zł" in str(refused.value).replace("\u00a0", " ")


def test_rials_have_no_decimals() -> None:
    assert typed.amount("۶۱٬۱۶۰٬۰۸۹", "IRR") == Money(61160089, "IRR")
    with pytest.raises(typed.Unreadable):
        typed.amount("1.5", "IRR")


def test_three_decimals_of_a_dinar() -> None:
    assert typed.amount("1.234", "KWD") == Money(1234, "KWD")
    assert typed.amount("1.234.567", "KWD") == Money(1234567000, "KWD")


@given(st.integers(-(10**14), 10**14), st.sampled_from(["PLN", "EUR", "IRR", "KWD"]), st.sampled_from(LANGUAGES))
def test_what_we_write_we_read(minor: int, currency: str, language: str) -> None:
    amount = Money(minor, currency)
    with override(language):
        assert typed.amount(amount_text(amount), currency) == amount
        assert typed.amount(money_text(amount), currency) == amount


@given(st.dates(date(1900, 1, 1), date(2150, 1, 1)), st.sampled_from(LANGUAGES))
def test_the_days_we_write_we_read(day: date, language: str) -> None:
    with override(language):
        assert typed.day(date_text(day), TODAY) == day


@given(st.integers(0, 10**7 - 1), st.sampled_from(LANGUAGES))
def test_the_rates_we_write_we_read(ten_thousandths: int, language: str) -> None:
    percent = Decimal(ten_thousandths) / 10_000
    with override(language):
        assert typed.rate(rate_text(percent)) == percent


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("24.11", date(2026, 11, 24)), ("24.11.", date(2026, 11, 24)), ("24/11/2026", date(2026, 11, 24)),
        ("24-11-2026", date(2026, 11, 24)), ("2026-11-24", date(2026, 11, 24)), ("24 nov 2026", date(2026, 11, 24)),
        ("24 November 2026", date(2026, 11, 24)), ("1 mrt 2026", date(2026, 3, 1)), ("+7", TODAY + timedelta(7)),
        ("-3", TODAY - timedelta(3)), ("−3", TODAY - timedelta(3)), ("۱۴۰۵/۰۹/۰۳", date(2026, 11, 24)),
        ("١٤٠٥/٩/٣", date(2026, 11, 24)), ("1405/9/3", date(2026, 11, 24)), ("+۷", TODAY + timedelta(7)),
    ],
)  # fmt: skip
def test_a_day_is_read(text: str, day: date) -> None:
    assert typed.day(text, TODAY, "en") == day


def test_a_short_persian_day_is_month_and_day_of_this_year() -> None:
    assert typed.day("۹/۳", TODAY, "fa") == date(2026, 11, 24)


@pytest.mark.parametrize("text", ["", "abc", "11", "2026-13-01", "26-11-24", "0/5/2026", "24.11.2026.1", "99999-1-1"])
def test_what_is_no_day_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(typed.Unreadable, match=r"Write it like 24.Nov.2026"):
        typed.day(text, TODAY, "en")


def test_without_a_business_day_short_forms_are_refused() -> None:
    for text in ("+7", "24.11"):
        with pytest.raises(typed.Unreadable):
            typed.day(text, None, "en")


def test_a_day_that_does_not_exist_is_refused_with_the_last_of_its_month() -> None:
    """CT-103."""
    with pytest.raises(typed.Unreadable) as jalali:
        typed.day("۱۳۹۷/۱۲/۳۰", TODAY, "fa")
    assert str(jalali.value) == "The day ۱۳۹۷/۱۲/۳۰ does not exist. The last day of that month is ۱۳۹۷/۱۲/۲۹."
    with pytest.raises(typed.Unreadable) as gregorian:
        typed.day("30.02.2026", TODAY, "pl")
    assert str(gregorian.value) == "The day 2026-02-30 does not exist. The last day of that month is 2026-02-28."


@pytest.mark.parametrize(("text", "percent"), [("9", "9"), ("9,5", "9.5"), ("9.4822 %", "9.4822"), ("۹٫۵٪", "9.5")])
def test_a_rate_is_read(text: str, percent: str) -> None:
    assert typed.rate(text) == Decimal(percent)


@pytest.mark.parametrize("text", ["", "9.48221", "nine", "1 2"])
def test_what_is_no_rate_is_refused(text: str) -> None:
    with pytest.raises(typed.Unreadable, match="per cent a year"):
        typed.rate(text)


def test_a_count_is_read() -> None:
    assert typed.whole_number("۱۲") == 12
    assert typed.whole_number("1 200") == 1200
    with pytest.raises(typed.Unreadable, match="digits only"):
        typed.whole_number("12.5")


def test_a_gregorian_day_keeps_its_order_in_a_persian_sentence() -> None:
    with pytest.raises(typed.Unreadable, match="\u20682026-02-30\u2069"):
        typed.day("2026-02-30", TODAY, "fa")
