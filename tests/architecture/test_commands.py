"""Every change of state is a command that says what it does and what right it needs."""

import ast
import inspect
from collections.abc import Iterator
from importlib import import_module

import pytest

from repaid.access.command import Command, all_commands
from repaid.access.rights import all_rights
from tests.architecture import source

for room in source.modules():
    if "/commands/" in room.place:
        import_module(room.room)
COMMANDS = sorted(all_commands().values(), key=lambda command: command.name)


def declared_outside() -> Iterator[str]:
    for module in source.modules():
        for node in module.definitions():
            if "command" in map(source.called, node.decorator_list) and "/commands/" not in module.place:
                yield f"{module.place}::{node.name}"


def framed(module: source.Module) -> Iterator[ast.FunctionDef]:
    for node in module.definitions():
        if isinstance(node, ast.FunctionDef) and "command" in map(source.called, node.decorator_list):
            yield node


def test_commands_live_in_the_rooms_for_commands() -> None:
    assert [place for place in declared_outside() if "/cli/" not in place] == []


def test_every_command_in_the_source_is_registered() -> None:
    written = sum(len(list(framed(module))) for module in source.modules() if "/commands/" in module.place)
    assert written == len(COMMANDS) > 0


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_command(command: Command[object]) -> None:
    function = command.run
    app, _, verb = command.name.partition(".")
    assert function.__module__.startswith(f"repaid.{app}.commands")
    assert function.__name__ == verb, "a command is named as its function"
    assert (inspect.getdoc(function) or "").rstrip().endswith("."), "a sentence says what the command does"
    assert all_rights()[command.right.code] is command.right
    parameters = inspect.signature(function).parameters.values()
    assert all(parameter.kind is parameter.KEYWORD_ONLY for parameter in parameters)
    assert "by" in inspect.signature(function).parameters
    assert command.personal <= set(inspect.signature(function).parameters)
