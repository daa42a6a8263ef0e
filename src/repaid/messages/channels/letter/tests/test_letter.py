"""Letters as PDF: one file for many, the same bytes again, no markup out of data, in both directions."""

import io
from datetime import UTC, datetime

from PIL import Image

from repaid.kernel.paper.head import Head
from repaid.messages.channels.letter.page import Letter, pages_of, pdf_of, pictures_of

MADE = datetime(2026, 11, 21, 12, tzinfo=UTC)
PIOTR = Letter(
    "pl", "Krakowska Pożyczka", "Piotr Wzorcowy", "ul. Przykładowa 1\n30-001 Kraków", "2026-11-21", "11",
    "Wezwanie do zapłaty", "Szanowni Państwo,\n\nDo zapłaty: 552,95 zł.\n\nZ poważaniem",
)  # fmt: skip
ARASH = Letter(
    "fa", "بانک نمونه", "آرش نمونه‌ای", "تهران، خیابان نمونه، پلاک ۱۲", "۱۴۰۵/۰۹/۰۳", "\u20668329-307-1401659-1\u2069",
    "اخطاریه", "مشتری گرامی،\n\nمبلغ قابل پرداخت: ۵٬۰۰۰ ریال",
)  # fmt: skip


def test_letters_in_both_directions_in_one_file_and_the_same_bytes_again() -> None:
    made = pdf_of([PIOTR, ARASH], MADE)
    assert made.startswith(b"%PDF-")
    assert made == pdf_of([PIOTR, ARASH], MADE)
    assert made != pdf_of([ARASH, PIOTR], MADE)


def test_a_long_letter_takes_its_pages_and_the_next_one_begins_a_new_page() -> None:
    long = Letter(**{**PIOTR.to_data(), "body": "słowo " * 1500})
    assert pages_of([PIOTR, long, ARASH]) == [1, 3, 1]


def test_data_is_never_markup() -> None:
    body = '#read("/etc/passwd") $x$ *b* \\ #import "x"'
    hostile = Letter(**{**PIOTR.to_data(), "body": body, "title": "] #panic()"})
    assert pages_of([hostile]) == [1]


def test_an_address_of_ours_is_drawn_as_a_code_too(settings: object) -> None:
    """The link in a letter opens the payment of that debt: as text, and as a QR code for a phone."""
    settings.PUBLIC_ADDRESS = "https://pozyczka.example"  # type: ignore[attr-defined]
    linked = Letter(**{**PIOTR.to_data(), "body": "Zapłać: https://pozyczka.example/pay/WzEsMl0:1abc:xyz."})
    plain = Letter(**{**PIOTR.to_data(), "body": "Zapłać: https://inny.example/pay/WzEsMl0:1abc:xyz."})
    assert len(pdf_of([linked], MADE)) > len(pdf_of([plain], MADE)) + 1000
    assert pages_of([linked, plain]) == [1, 1]


def colours(letter: Letter, heads: dict[str, Head]) -> set[tuple[int, int, int]]:
    """The colours of the upper fifth of the first page."""
    (page,) = pictures_of(letter, heads, 300)
    picture = Image.open(io.BytesIO(page)).convert("RGB")
    return {colour for _count, colour in picture.crop((0, 0, 300, 85)).getcolors(30_000) or []}


def test_the_logo_of_the_lender_stands_at_the_head_in_both_directions() -> None:
    """The logo stands on the colour of the client zone's header; a wide one does not leave the page."""
    drawn = io.BytesIO()
    Image.new("RGBA", (640, 20), "#ff0000").save(drawn, "PNG")
    head = Head("#8a1538", "#00ff00", drawn.getvalue())
    for letter in (PIOTR, ARASH):
        headed = Letter(**{**letter.to_data(), "head": head.digest})
        assert {(255, 0, 0), (0, 255, 0)} <= colours(headed, {head.digest: head})
        assert not {(255, 0, 0), (0, 255, 0)} & colours(letter, {})
        assert pages_of([headed], {head.digest: head}) == [1]


def test_letters_of_other_alphabets_are_drawn_too() -> None:
    assert pages_of([Letter(**{**PIOTR.to_data(), "addressee": "Çağla Žižek Шевченко"})]) == [1]


def test_a_letter_is_kept_as_data_and_comes_back() -> None:
    assert Letter.from_data(ARASH.to_data()) == ARASH
