"""Every text a person reads is there in every language, and is what it claims to be."""

import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import polib
import pytest

from repaid.interfaces.cli.extraction import texts
from repaid.interfaces.cli.texts import PLACEHOLDER, catalogues
from tests.architecture import source

CATALOGUES = dict(catalogues())
LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
PERSIAN = re.compile(r"[آ-ی]")
ARABIC_ONLY = re.compile(r"[يكى]")
MARKUP = re.compile(r"</?\w[^>]*>|&\w+;")

pytestmark = pytest.mark.parametrize("language", CATALOGUES)


@cache
def entries(language: str) -> tuple[polib.POEntry, ...]:
    place = CATALOGUES[language]
    return tuple(entry for entry in polib.pofile(str(place)) if not entry.obsolete) if place.exists() else ()


def pairs(language: str) -> Iterator[tuple[str, str]]:
    """English and its translation, each form of a plural by itself."""
    for entry in entries(language):
        if entry.msgid_plural:
            yield from ((entry.msgid_plural, form) for form in entry.msgstr_plural.values())
        else:
            yield entry.msgid, entry.msgstr


def wordless(text: str) -> str:
    """What is left of a text without placeholders and markup."""
    return MARKUP.sub("", PLACEHOLDER.sub("", text)).replace("%%", "")


def same_as_english(language: str) -> set[str]:
    with (Path(__file__).parent / "same_as_english.csv").open() as file:
        return {row["text"] for row in csv.DictReader(file) if row["language"] == language and row["reason"]}


def test_the_catalogue_holds_exactly_the_texts_in_use(language: str) -> None:
    used = {text.key for text in texts(source.SOURCE)}
    held = {(entry.msgctxt or "", entry.msgid) for entry in entries(language)}
    assert held == used, "run `make messages`"


def test_every_text_is_translated(language: str) -> None:
    assert entries(language)
    open_texts = [english for english, words in pairs(language) if not words.strip()]
    assert open_texts == []


def test_no_translation_is_a_guess(language: str) -> None:
    assert [entry.msgid for entry in entries(language) if entry.fuzzy] == []


def test_no_text_stays_english_except_on_the_list(language: str) -> None:
    same = {english for english, words in pairs(language) if words == english and LATIN_WORD.search(wordless(english))}
    assert same == same_as_english(language)


def test_the_placeholders_are_the_same(language: str) -> None:
    differing = [
        english
        for english, words in pairs(language)
        if words and sorted(set(PLACEHOLDER.findall(english))) != sorted(set(PLACEHOLDER.findall(words)))
    ]
    assert differing == []


def test_persian_is_written_in_persian_script(language: str) -> None:
    if language != "fa":
        assert not any(PERSIAN.search(words) for _, words in pairs(language))
        return
    listed = same_as_english("fa")
    for english, words in filter(all, pairs("fa")):
        bare = wordless(words)
        foreign = set(LATIN_WORD.findall(bare)) - set(LATIN_WORD.findall(english))
        assert not foreign, f"{words} has words that are neither Persian nor in the English text"
        assert english in listed or not LATIN_WORD.search(wordless(english)) or PERSIAN.search(bare), words
        assert not ARABIC_ONLY.search(words), f"{words} has letters of Arabic: write ی and ک"
