"""Every command of the command line says what it does and speaks JSON."""

from collections.abc import Iterator

import pytest
import typer
from typer.main import get_command

from repaid.interfaces.cli.main import HOMES, build


def leaves(command: object, name: str) -> Iterator[tuple[str, object]]:
    below = getattr(command, "commands", None)
    if below is None:
        yield name, command
    else:
        for part, inner in below.items():
            yield from leaves(inner, f"{name} {part}")


COMMANDS = dict(leaves(get_command(build()), "repaid"))


@pytest.mark.parametrize("name", COMMANDS)
def test_command(name: str) -> None:
    command = COMMANDS[name]
    options = {option for parameter in command.params for option in getattr(parameter, "opts", ())}
    assert command.help, "the docstring says what it does"
    assert "--json" in options


def test_the_home_of_every_command_is_known_so_that_it_loads_alone() -> None:
    assert set(HOMES) == {name.split()[1] for name in COMMANDS}
    for name in HOMES:
        assert name in get_command(build(asked=name)).commands


def test_the_commands_that_people_know_are_there() -> None:
    known = {"serve", "worker", "migrate", "user create", "backup", "restore", "requirements", "compile-messages"}
    assert {f"repaid {name}" for name in known} <= set(COMMANDS)
    assert isinstance(build(), typer.Typer)
