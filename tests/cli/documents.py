"""Running commands in this process on documents written for the test."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

from click.testing import Result
from typer.testing import CliRunner

from repaid.interfaces.cli.main import build

EXAMPLES = Path(__file__).parents[2] / "docs" / "manual" / "examples"


def run(*arguments: str | Path) -> Result:
    """What a command says and how it ends; an exception that is no way to end a command fails the test."""
    result = CliRunner().invoke(build(), [str(argument) for argument in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def facts(*arguments: str | Path) -> Any:
    """The JSON of a command that must succeed."""
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def refusal(*arguments: str | Path) -> str:
    """The one sentence of a command that must refuse, with nothing on standard output."""
    result = run(*arguments, "--json")
    assert result.exit_code == 1, result.stdout
    assert result.stdout == ""
    sentences = result.stderr.strip().splitlines()
    assert len(sentences) == 1, result.stderr
    return sentences[0]


def written(folder: Path, document: Any) -> Path:
    """A file with the document; text is written as it is."""
    file = folder / "document.json"
    file.write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
    return file


def example(name: str) -> dict[str, Any]:
    """A copy of an example of the manual."""
    found: dict[str, Any] = json.loads((EXAMPLES / name).read_text(encoding="utf-8"))
    return deepcopy(found)
