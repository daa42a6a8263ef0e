"""Words that code shows to people go through translation."""

import ast
from collections.abc import Iterator

from repaid.interfaces.cli.extraction import CALLS
from repaid.kernel.refusal import Refusal
from tests.architecture import source
from tests.architecture.exceptions import excepted

SHOWN = {"label", "help_text", "verbose_name", "verbose_name_plural", "empty_label", "sentence"}


def raw_words() -> Iterator[str]:
    for module in source.modules():
        if not module.place.startswith("src/repaid/") or module.place.endswith("/apps.py"):
            continue
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call):
                shown = [(key.arg, key.value) for key in node.keywords]
            elif isinstance(node, ast.Assign):
                shown = [(target.id, node.value) for target in node.targets if isinstance(target, ast.Name)]
            else:
                continue
            for name, value in shown:
                if name in SHOWN and isinstance(value, ast.Constant) and isinstance(value.value, str) and value.value:
                    yield f"{module.place}:{node.lineno} {value.value}"


def test_nothing_shown_is_written_in_one_language() -> None:
    allowed = excepted("raw text")
    assert [line for line in raw_words() if line.partition(":")[0] not in allowed] == []


def unknown_names() -> Iterator[str]:
    """Functions of translation under names that the extraction of texts does not know."""
    for module in source.modules():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
                called = ((each.asname or each.name) for each in node.names if "gettext" in each.name)
                yield from (f"{module.place} {name}" for name in called if name not in CALLS)


def test_texts_are_marked_by_names_that_are_extracted() -> None:
    assert list(unknown_names()) == []


def refusals(above: type[Refusal] = Refusal) -> Iterator[type[Refusal]]:
    for below in above.__subclasses__():
        yield below
        yield from refusals(below)


def test_every_refusal_has_a_code_of_its_own_and_a_translated_sentence() -> None:
    ours = [
        refusal
        for refusal in refusals()
        if refusal.__module__.startswith("repaid") and ".tests" not in refusal.__module__
    ]
    assert len({refusal.code for refusal in ours}) == len(ours) > 0
    for refusal in ours:
        assert not isinstance(refusal.sentence, str), f"{refusal.__name__} is not translated"
