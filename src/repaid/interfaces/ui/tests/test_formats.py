"""Figures in four languages, as design 8 and the table of CZ-45 write them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone as clock
from django.utils.translation import override

from loanmath.money import Money
from repaid.interfaces.ui import formats, markup
from repaid.interfaces.ui.testing import page_text

S = "\u00a0"
L = "\u200e"


@pytest.mark.parametrize(
    ("amount", "pl", "nl", "en", "fa"),
    [
        (Money(500000, "PLN"), f"5{S}000,00{S}zł", f"PLN{S}5.000,00", f"5,000.00{S}PLN", f"۵٬۰۰۰٫۰۰{S}زلوتی"),
        (Money(500000, "EUR"), f"5{S}000,00{S}€", f"€{S}5.000,00", f"5,000.00{S}EUR", f"۵٬۰۰۰٫۰۰{S}یورو"),
        (Money(5000, "IRR"), f"5{S}000{S}IRR", f"IRR{S}5.000", f"5,000{S}IRR", f"۵٬۰۰۰{S}ریال"),
        (Money(-30000, "PLN"), f"−300,00{S}zł", f"PLN{S}−300,00", f"−300.00{S}PLN", f"{L}−۳۰۰٫۰۰{S}زلوتی"),
        (Money(0, "PLN"), f"0,00{S}zł", f"PLN{S}0,00", f"0.00{S}PLN", f"۰٫۰۰{S}زلوتی"),
        (Money(5, "EUR"), f"0,05{S}€", f"€{S}0,05", f"0.05{S}EUR", f"۰٫۰۵{S}یورو"),
        (Money(1234567890, "PLN"), f"12{S}345{S}678,90{S}zł", f"PLN{S}12.345.678,90", f"12,345,678.90{S}PLN",
         f"۱۲٬۳۴۵٬۶۷۸٫۹۰{S}زلوتی"),
    ],
)  # fmt: skip
def test_an_amount(amount: Money, pl: str, nl: str, en: str, fa: str) -> None:
    """CZ-45."""
    assert [formats.money_text(amount, language) for language in ("pl", "nl", "en", "fa")] == [pl, nl, en, fa]


@pytest.mark.parametrize(
    ("day", "pl", "nl", "en", "fa"),
    [
        (date(2026, 11, 24), "2026-11-24", f"24{S}nov{S}2026", f"24{S}Nov{S}2026", "۱۴۰۵/۰۹/۰۳"),
        (date(2026, 3, 1), "2026-03-01", f"1{S}mrt{S}2026", f"1{S}Mar{S}2026", "۱۴۰۴/۱۲/۱۰"),
        (date(2025, 3, 20), "2025-03-20", f"20{S}mrt{S}2025", f"20{S}Mar{S}2025", "۱۴۰۳/۱۲/۳۰"),
    ],
)
def test_a_day(day: date, pl: str, nl: str, en: str, fa: str) -> None:
    assert [formats.date_text(day, language) for language in ("pl", "nl", "en", "fa")] == [pl, nl, en, fa]


def test_a_moment_is_shown_in_the_time_of_the_organisation() -> None:
    moment = datetime(2026, 11, 24, 15, 20, tzinfo=UTC)
    with clock.override(ZoneInfo("Europe/Warsaw")):
        shown = [formats.datetime_text(moment, language) for language in ("pl", "nl", "en", "fa")]
    nl, en = f"24{S}nov{S}2026{S}16.20", f"24{S}Nov{S}2026{S}16:20"
    assert shown == [f"2026-11-24{S}16:20", nl, en, f"۱۴۰۵/۰۹/۰۳{S}۱۶:۲۰:۰۰"]


@pytest.mark.parametrize(
    ("percent", "pl", "nl", "en", "fa"),
    [
        (Decimal("9"), f"9,00{S}%", "9,00%", f"9.00{S}%", "۹٫۰۰٪"),
        (Decimal("9.4822"), f"9,4822{S}%", "9,4822%", f"9.4822{S}%", "۹٫۴۸۲۲٪"),
        (Decimal("100.0000"), f"100,00{S}%", "100,00%", f"100.00{S}%", "۱۰۰٫۰۰٪"),
        (Decimal("-0.5"), f"−0,50{S}%", "−0,50%", f"−0.50{S}%", f"{L}−۰٫۵۰٪"),
    ],
)
def test_a_rate(percent: Decimal, pl: str, nl: str, en: str, fa: str) -> None:
    assert [formats.rate_text(percent, language) for language in ("pl", "nl", "en", "fa")] == [pl, nl, en, fa]


def test_several_words_in_a_row() -> None:
    with override("fa"):
        assert formats.listed(["پیامک", "نامه"]) == "پیامک، نامه"
    with override("pl"):
        assert formats.listed(["SMS", "list"]) == "SMS, list"


def test_a_count() -> None:
    assert formats.number_text(5200, "en") == "5,200"
    assert formats.number_text(412, "fa") == "۴۱۲"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("72999900010000000000001234", "72 9999 0001 0000 0000 0000 1234"),
        ("PL72999900010000000000001234", "PL72 9999 0001 0000 0000 0000 1234"),
        ("nl91 abna 0417 1643 00", "NL91 ABNA 0417 1643 00"),
        ("IR062960000000100324200001", "IR06 2960 0000 0010 0324 2000 01"),
    ],
)
def test_an_account_number_is_grouped_in_fours(typed: str, shown: str) -> None:
    """CZ-57."""
    assert formats.account_text(typed).replace(S, " ") == shown


def test_codes_keep_latin_digits_and_their_direction() -> None:
    with override("fa"):
        assert markup.code("8329-307-1401659-1") == '<bdi class="rp-code" dir="ltr">8329-307-1401659-1</bdi>'
        assert "۱" not in markup.code("۱۴۰")
        assert markup.code("0912 000 0001", kind="phone").startswith('<a href="tel:09120000001">')


def test_markup_reads_like_the_text() -> None:
    for language in ("pl", "nl", "en", "fa"):
        with override(language):
            text = formats.money_text(Money(-123456, "EUR")).replace(S, " ").replace(L, "")
            assert page_text(markup.money(Money(-123456, "EUR"))) == text


def test_an_absent_value_is_a_dash_with_a_word() -> None:
    assert 'aria-hidden="true">—' in markup.money(None)
    assert page_text(markup.day(None)) == "—none"


def test_a_rate_says_a_year() -> None:
    with override("en"):
        assert page_text(markup.rate(Decimal("9"))) == "9.00 % a year"
        assert page_text(markup.rate(Decimal("9"), yearly=False)) == "9.00 %"


def test_a_figure_is_written_by_its_type() -> None:
    with override("pl"):
        assert formats.text_of(Money(55234, "PLN")) == f"552,34{S}zł"
        assert formats.text_of(date(2026, 11, 24)) == "2026-11-24"
        assert formats.text_of(5200) == f"5{S}200"
        assert formats.text_of("active") == "active"
        assert formats.text_of(True) == "True"


def test_rials_as_toman() -> None:
    with override("fa"):
        assert formats.toman_text(Money(12345, "IRR")) == "۱٬۲۳۴٫۵"
        assert formats.toman_text(Money(-12340, "IRR")) == f"{L}−۱٬۲۳۴"
