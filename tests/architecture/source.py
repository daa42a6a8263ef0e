"""The source of the product as the tests of its shape read it."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src"

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@dataclass(frozen=True, slots=True)
class Module:
    """One file: its path below the root (with slashes), its lines, its tree."""

    place: str
    text: str
    tree: ast.Module

    @property
    def room(self) -> str:
        """Dotted name of the module."""
        return self.place.removeprefix("src/").removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    def definitions(self) -> Iterator[Definition]:
        for node in ast.walk(self.tree):
            if isinstance(node, Definition):
                yield node


@cache
def modules() -> tuple[Module, ...]:
    """Every module of the product, without migrations and tests."""
    places = (path for path in sorted(SOURCE.rglob("*.py")) if not {"migrations", "tests"} & set(path.parts))
    return tuple(module(path) for path in places)


def module(path: Path) -> Module:
    text = path.read_text()
    return Module(path.relative_to(ROOT).as_posix(), text, ast.parse(text))


def tests() -> Iterator[Module]:
    """Every module of tests."""
    for path in sorted((*ROOT.glob("tests/**/test_*.py"), *ROOT.glob("src/**/tests/**/test_*.py"))):
        yield module(path)


def templates() -> list[Path]:
    return sorted(SOURCE.glob("**/templates/**/*.html"))


def words(name: str) -> set[str]:
    """The words of a name in snake or camel case, lower case."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name)
    return {word for word in spaced.lower().split("_") if word}


def called(node: ast.AST) -> str:
    """The last name of what a call calls or a decorator names; "" for anything else."""
    target = node.func if isinstance(node, ast.Call) else node
    if isinstance(target, ast.Attribute):
        return target.attr
    return target.id if isinstance(target, ast.Name) else ""
