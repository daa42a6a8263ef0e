"""Text as people type it."""

import pytest

from repaid.kernel.text import folded, grams, grams_apart, latin_digits, plain_code, sort_key


@pytest.mark.parametrize(
    ("typed", "compared"),
    [
        ("Łódź", "lodz"),
        ("ŻÓŁĆ  gęślą", "zolc gesla"),
        ("علي", "علی"),
        ("كريم", "کریم"),
        ("می‌شود", "می شود"),
        ("۱۲۳ ٤٥٦", "123 456"),
        ("Straße", "strasse"),
    ],
)
def test_texts_that_readers_take_as_equal_fold_alike(typed: str, compared: str) -> None:
    assert folded(typed) == folded(compared)


def test_a_part_of_a_word_has_its_grams() -> None:
    assert set(grams("zolw")) <= set(grams("Łukasz Żółw"))


@pytest.mark.parametrize(
    ("word", "few"),
    [("kowalczyk", ["alc", "kow", "zyk"]), ("kowalski", ["als", "kow", "ski"]), ("jan", ["jan"]), ("ow", [])],
)
def test_few_grams_cover_a_word(word: str, few: list[str]) -> None:
    assert grams_apart(word) == few
    assert set(few) <= set(grams(word))


def test_digits_of_three_alphabets() -> None:
    assert latin_digits("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩") == "01234567890123456789"


def test_codes_lose_what_only_groups_them() -> None:
    assert plain_code("PL 72 9999-0001 0000 0000 0000 1234") == "PL72999900010000000000001234"


def test_polish_names_sort_with_l_stroke_after_l() -> None:
    names = ["Łaba", "Lis", "Maj", "Luty"]
    assert sorted(names, key=lambda name: sort_key(name, "pl")) == ["Lis", "Luty", "Łaba", "Maj"]


def test_persian_names_sort_in_persian_order() -> None:
    names = ["گلی", "پروین", "بهار", "کاوه", "چمن"]
    assert sorted(names, key=lambda name: sort_key(name, "fa")) == ["بهار", "پروین", "چمن", "کاوه", "گلی"]
