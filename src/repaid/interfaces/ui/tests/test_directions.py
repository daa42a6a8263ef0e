"""What runs from left to right keeps its order on a page that runs from right to left."""

import pytest
from django.utils.translation import override

from repaid.interfaces.ui import markup
from repaid.interfaces.ui.sentences import sentence_of
from repaid.kernel.refusal import Finding
from repaid.kernel.text import folded, latin_digits, plain_code


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2026-0001", '<bdi dir="ltr">2026-0001</bdi>'),
        ("KRA(Kraków Rynek)", '<bdi dir="ltr">KRA(Kraków Rynek)</bdi>'),
        ("نامهٔ 12/2026", "نامهٔ 12/2026"),
        ("", ""),
    ],
)
def test_a_text_without_a_letter_from_right_to_left_is_isolated(text: str, shown: str) -> None:
    with override("fa"):
        assert str(markup.words(text)) == shown
    with override("pl"):
        assert markup.words(text) == text


def test_a_number_in_a_sentence_is_isolated() -> None:
    finding = Finding("taken", "پرونده {number} از آن {name} است", facts={"number": "12/2026-KR", "name": "علی"})
    with override("fa"):
        assert sentence_of(finding) == "پرونده \u206612/2026-KR\u2069 از آن علی است"
    with override("en"):
        assert sentence_of(finding) == "پرونده 12/2026-KR از آن علی است"


def test_what_is_copied_with_its_marks_is_found() -> None:
    copied = "\u206612/2026-KR\u2069"
    assert (latin_digits(copied), folded(copied), plain_code(copied)) == ("12/2026-KR", "12/2026-kr", "122026KR")
