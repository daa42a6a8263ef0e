"""Templates hold no untranslated words; styles know no left and right; nothing inline."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template.base import Lexer, Token, TokenType

from tests.architecture import source
from tests.architecture.exceptions import excepted

WORD = re.compile(r"[^\W\d_]{2,}")
NAMES = {"Repaid", "CSV", "XLSX", "IBAN", "JSON", "PDF"}
READ_ATTRIBUTES = {
    "title",
    "placeholder",
    "alt",
    "aria-label",
    "aria-description",
    "label",
    "hint",
    "heading",
    "caption",
}
SILENT = {"script", "style", "kbd"}  # keys of the keyboard carry their own names
DROPPED = {"blocktrans": "endblocktrans", "blocktranslate": "endblocktranslate", "comment": "endcomment"}
VALUE_BLOCK = re.compile(r"(?:surface|density)$|\w+_attributes$")  # attributes of a tag stand in them, not words
INLINE = re.compile(r"""<style|<script(?![^>]*\bsrc=)(?![^>]*type=["']application/json)|\sstyle=["']|\son[a-z]+=["']""")

STYLES = [path for path in sorted(source.SOURCE.glob("**/static/**/*.css")) if "vendor" not in path.parts]
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SIDE = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border|inset)-(?:left|right)|border-(?:top|bottom)-(?:left|right)-radius"
    r"|(?:left|right)\s*:|(?:text-align|float|clear)\s*:\s*(?:left|right))"
)


class Words(HTMLParser):
    """Collects what a person would read: text between tags and in the attributes that are read out or shown."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in SILENT
        for name, value in attrs:
            is_part = tag.startswith("c-") and not name.startswith(":") and re.match(r"[A-Z][a-z]+", value or "")
            if value and (name in READ_ATTRIBUTES or is_part):
                self.found.append(value)

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in SILENT

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.found.append(data)


def visible(tokens: list[Token]) -> Iterator[str]:
    """The HTML of a template, with its tags and what is translated left out."""
    until = ""
    for token in tokens:
        words = token.contents.split() if token.token_type == TokenType.BLOCK else [""]
        if until:
            until = "" if words[0] == until else until
        elif words[0] in DROPPED:
            until = DROPPED[words[0]]
        elif words[0] == "block" and VALUE_BLOCK.match(words[1]):
            until = "endblock"
        elif token.token_type == TokenType.TEXT:
            yield token.contents


def raw_words(path: Path) -> list[str]:
    reader = Words()
    reader.feed("".join(visible(Lexer(path.read_text()).tokenize())))
    return [text.strip() for text in reader.found if set(WORD.findall(text)) - NAMES]


@pytest.mark.parametrize("path", source.templates(), ids=lambda path: path.name)
def test_a_template_holds_no_untranslated_words(path: Path) -> None:
    if path.relative_to(source.ROOT).as_posix() not in excepted("raw text"):
        assert raw_words(path) == []


@pytest.mark.parametrize("path", source.templates(), ids=lambda path: path.name)
def test_a_template_holds_no_inline_script_or_style(path: Path) -> None:
    assert INLINE.findall(path.read_text()) == []


def test_the_reader_sees_untranslated_words(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text('<p title="{% trans "Fine" %}">{% trans "Fine" %} Bad</p><c-field label="Worse" name="x" />')
    assert raw_words(page) == ["Bad", "Worse"]


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_a_style_knows_no_left_and_right_except_for_figures(path: Path) -> None:
    rules = RULE.findall(COMMENT.sub("", path.read_text()))
    assert [selector.strip() for selector, body in rules if SIDE.search(body) and "tabular-nums" not in body] == []
