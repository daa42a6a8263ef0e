"""The catalogues of texts: gathering what is to be translated, and compiling what was."""

import re
from collections.abc import Iterator
from pathlib import Path

import polib
import typer
from django.conf import settings
from django.utils.translation import gettext as _

from repaid.interfaces.cli.extraction import Text, texts
from repaid.interfaces.cli.output import Json, show

commands = typer.Typer()

SOURCE_LANGUAGE = "en"
PLACEHOLDER = re.compile(r"\{\w*\}|%\(\w+\)s|%s")
PLURALS = {
    "pl": "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);",
    "nl": "nplurals=2; plural=(n != 1);",
    "fa": "nplurals=2; plural=(n > 1);",
}


@commands.command("make-messages")
def make_messages(as_json: Json = False) -> None:
    """Bring the catalogues up to the texts in code and templates; what is not used any more leaves them."""
    wanted = texts(settings.ROOT / "src")
    open_texts = {language: merge(place, language, wanted) for language, place in catalogues()}
    text = "\n".join(
        _("{language}: {count} texts are not translated yet").format(language=language, count=count)
        for language, count in open_texts.items()
    )
    show({"texts": len(wanted), "untranslated": open_texts}, text, as_json=as_json)


@commands.command("compile-messages")
def compile_messages(as_json: Json = False) -> None:
    """Compile the catalogues, so that the product speaks their languages."""
    compiled = []
    for language, place in catalogues():
        if place.exists():
            polib.pofile(str(place)).save_as_mofile(str(place.with_suffix(".mo")))
            compiled.append(language)
    show({"languages": compiled}, "", as_json=as_json)


def catalogues() -> Iterator[tuple[str, Path]]:
    """The languages that are translated into, with the file of each."""
    for language, _name in settings.LANGUAGES:
        if language != SOURCE_LANGUAGE:
            yield language, settings.LOCALE_PATHS[0] / language / "LC_MESSAGES" / "django.po"


def merge(place: Path, language: str, wanted: list[Text]) -> int:
    """Write the catalogue of `language` with exactly the wanted texts, keeping their translations.

    Returns how many are not translated.
    """
    before = polib.pofile(str(place)) if place.exists() else polib.POFile()
    known = {(entry.msgctxt or "", entry.msgid): entry for entry in before}
    after = polib.POFile(wrapwidth=110)
    after.metadata = {
        "Language": language,
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURALS[language],
    }
    after.extend(_entry(text, known.get(text.key), forms=int(PLURALS[language][9])) for text in wanted)
    place.parent.mkdir(parents=True, exist_ok=True)
    after.save(str(place))
    return len(after.untranslated_entries())


def _entry(text: Text, before: polib.POEntry | None, *, forms: int) -> polib.POEntry:
    entry = polib.POEntry(
        msgid=text.singular,
        msgid_plural=text.plural,
        msgctxt=text.context or None,
        occurrences=[(place, "") for place in sorted(text.places)],
    )
    if text.plural:
        kept = before.msgstr_plural if before else {}
        entry.msgstr_plural = {form: kept.get(form, "") for form in range(forms)}
    else:
        entry.msgstr = (before.msgstr if before else "") or _wordless(text.singular)
    return entry


def _wordless(text: str) -> str:
    """A text of placeholders alone, which reads alike in every language; "" for any other."""
    return text if not any(char.isalpha() for char in PLACEHOLDER.sub("", text)) else ""
