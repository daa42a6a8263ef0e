"""A code in a sentence keeps its order where the sentence runs from right to left: it is isolated there."""

import ast
import re
from collections.abc import Iterator

from tests.architecture import source

CODES = frozenset({"number", "numbers", "contract", "application", "code", "login", "email", "phone", "keys"})
"""Placeholders that stand for what people copy."""
DOORS = "repaid.interfaces."
TERMINAL = "repaid.interfaces.cli"
BLOCK = re.compile(r"{% blocktrans(?:late)? ([^%]*)%}")
GIVEN = re.compile(r"(\w+)=([^ ]+)")
SETTLED = ("|isolated", "|plain", "|figure")
"""Filters after which a code or a figure has its order; what follows a count only chooses the plural."""


def test_sentences_of_pages_isolate_their_codes() -> None:
    doors = [each for each in source.modules() if each.room.startswith(DOORS) and not each.room.startswith(TERMINAL)]
    assert [f"{each.place}: {bare}" for each in doors for bare in _bare(each.tree)] == []


def test_sentences_of_templates_isolate_their_codes() -> None:
    found = []
    for path in source.templates():
        for block in BLOCK.findall(path.read_text()):
            told = GIVEN.findall(block.partition("count ")[0])
            found += [f"{path.name}: {name}" for name, value in told if name in CODES and not value.endswith(SETTLED)]
    assert found == []


def _bare(tree: ast.Module) -> Iterator[str]:
    """The codes that a call of `format` puts into a sentence as they are."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format":
            for given in node.keywords:
                if given.arg in CODES and not isinstance(given.value, ast.Call):
                    yield ast.unparse(given.value)
