"""Sizes and names: what keeps every file readable at one sitting."""

import ast
from collections.abc import Iterator

import pytest

from tests.architecture import source
from tests.architecture.exceptions import EXCEPTIONS, excepted

FILE_LINES, FUNCTION_LINES, VIEW_LINES = 300, 40, 25
EMPTY_WORDS = {"util", "utils", "helper", "helpers", "manager", "info", "process", "handle"}


def long_files() -> Iterator[str]:
    for module in source.modules():
        if module.text.count("\n") > FILE_LINES:
            yield module.place


def long_functions() -> Iterator[str]:
    for module in source.modules():
        is_view = "/interfaces/" in module.place and ("/views" in module.place)
        limit = VIEW_LINES if is_view else FUNCTION_LINES
        for node in module.definitions():
            if not isinstance(node, ast.ClassDef) and length(node) > limit:
                yield f"{module.place}::{node.name}"


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from `def` to the end, without the docstring."""
    assert function.end_lineno is not None
    first = function.body[0]
    docstring = 0
    if ast.get_docstring(function) is not None and first.end_lineno is not None:
        docstring = first.end_lineno - first.lineno + 1
    return function.end_lineno - function.lineno + 1 - docstring


def empty_names() -> Iterator[str]:
    for module in source.modules():
        if EMPTY_WORDS & source.words(module.room.rpartition(".")[2]):
            yield module.place
        for node in module.definitions():
            if EMPTY_WORDS & source.words(node.name):
                yield f"{module.place}::{node.name}"


def undocumented_modules() -> Iterator[str]:
    for module in source.modules():
        if module.text.strip() and ast.get_docstring(module.tree) is None:
            yield module.place


def silenced_checks() -> Iterator[str]:
    """Comments that silence a checker without naming the rule."""
    for module in source.modules():
        for number, line in enumerate(module.text.splitlines(), 1):
            _, found, comment = line.partition("# ")
            bare = comment.strip() in ("noqa", "nosec", "type: ignore")
            if found and bare:
                yield f"{module.place}:{number}"


HABITS = {
    "long file": long_files,
    "long function": long_functions,
    "empty name": empty_names,
    "undocumented module": undocumented_modules,
    "silenced check": silenced_checks,
}


@pytest.mark.parametrize("habit", HABITS)
def test_habit(habit: str) -> None:
    assert set(HABITS[habit]()) == excepted(habit)


def test_every_exception_has_a_habit_and_a_reason() -> None:
    known = {*HABITS, "dynamic import", "hook", "equal to English", "raw text", "side", "undeclared dependency"}
    assert all(habit in known and len(reason.split()) > 2 for habit, _, reason in EXCEPTIONS)
