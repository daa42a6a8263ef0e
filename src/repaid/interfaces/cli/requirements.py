"""Which requirement has a test: docs/requirements.csv, made from the IDs that the tests name."""

import ast
import csv
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import typer
from django.conf import settings
from django.utils.translation import gettext as _

from repaid.interfaces.cli.output import Json, show

commands = typer.Typer()

AREAS = {"CZ": 67, "CL": 67, "CC": 59, "CT": 104, "MP": 44}
NAMED = re.compile(rf"(?<![A-Za-z])({'|'.join(AREAS)})[-_](\d{{1,3}})(?!\d)", re.IGNORECASE)


@commands.command()
def requirements(as_json: Json = False) -> None:
    """Write docs/requirements.csv: every requirement, the tests that name it, tested or open."""
    place = settings.ROOT / "docs" / "requirements.csv"
    place.write_text(table(settings.ROOT))
    tested = len(tests_by_requirement(settings.ROOT))
    text = _("{tested} of {count} requirements have a test.").format(tested=tested, count=sum(AREAS.values()))
    show({"tested": tested, "requirements": sum(AREAS.values()), "file": str(place)}, text, as_json=as_json)


def table(root: Path) -> str:
    """The file's text: a row for each requirement, in order."""
    tests = tests_by_requirement(root)
    out = StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(["ID", "test", "state"])
    for area, count in AREAS.items():
        for number in range(1, count + 1):
            code = f"{area}-{number:02}"
            rows.writerow([code, " ".join(tests.get(code, ())), "tested" if code in tests else "open"])
    return out.getvalue()


def tests_by_requirement(root: Path) -> dict[str, list[str]]:
    """For each requirement that tests name in their names or docstrings: those tests, as pytest names them."""
    found: dict[str, list[str]] = {}
    for path in sorted((*root.glob("tests/**/test_*.py"), *root.glob("src/**/tests/**/test_*.py"))):
        for test, words in _tests(ast.parse(path.read_text())):
            for code in sorted({_code(match) for match in NAMED.finditer(words)}):
                found.setdefault(code, []).append(f"{path.relative_to(root).as_posix()}::{test}")
    return found


def _tests(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Each test function with the words that may name requirements: its name and docstring."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            yield node.name, f"{node.name} {ast.get_docstring(node) or ''}"


def _code(match: re.Match[str]) -> str:
    return f"{match[1].upper()}-{int(match[2]):02}"
