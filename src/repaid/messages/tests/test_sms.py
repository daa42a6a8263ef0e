"""Counting SMS: characters of the basic alphabet, all others, parts; what makes one dearer."""

import pytest

from repaid.messages.sms import Size, dear_letters, for_sms, size, split


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a" * 160, Size(True, 160, 1, 0)),
        ("a" * 161, Size(True, 161, 2, 145)),
        ("€" * 80, Size(True, 160, 1, 0)),
        ("ł" * 70, Size(False, 70, 1, 0)),
        ("ł" * 71, Size(False, 71, 2, 63)),
        ("سلام", Size(False, 4, 1, 66)),
        ("😀" * 35, Size(False, 70, 1, 0)),
    ],
)
def test_ct_58_parts(text: str, expected: Size) -> None:
    """CT-58: a counter of characters and of SMS parts."""
    assert size(text) == expected


def test_no_character_is_torn_in_two() -> None:
    parts = split("a" * 152 + "€" * 80)
    assert [len(part) for part in parts] == [152, 76, 4]
    assert "".join(split("😀" * 50)) == "😀" * 50
    assert all(len(part.encode("utf-16-be")) <= 134 for part in split("😀" * 50))


def test_figures_of_pages_become_figures_of_an_sms() -> None:
    assert for_sms("Zapłać 552,34\u00a0zł \u2212 dziś", plain=True) == "Zaplac 552,34 zl - dzis"
    assert for_sms("552,34\u00a0zł", plain=False) == "552,34 zł"
    assert for_sms("\u206611\u2069", plain=False, right_to_left=True) == "\u206611\u2069"
    assert for_sms("\u206611\u2069", plain=False) == "11"


def test_the_letters_that_make_it_dearer_are_named() -> None:
    assert dear_letters("Zażółć gęślą, 5 €") == ["ó", "ą", "ć", "ę", "ł", "ś", "ż"]
