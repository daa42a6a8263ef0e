"""Commands in processes of their own: exit codes, streams, and no database where none is needed."""

import json
from pathlib import Path

import pytest

from tests.cli.documents import EXAMPLES
from tests.house.cli import repaid


@pytest.mark.parametrize("command", ["schedule", "replay"])
def test_the_engine_needs_no_database(command: str, tmp_path: Path) -> None:
    done = repaid(
        tmp_path, command, str(EXAMPLES / "payday-loan.json"), "--json", DATABASE_URL="postgres://a:b@127.0.0.1:1/c"
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["currency"] == "PLN"
    assert not (tmp_path / "postgres").exists()


def test_a_refusal_is_a_sentence_on_standard_error(tmp_path: Path) -> None:
    file = tmp_path / "broken.json"
    file.write_text('{"rule": "eu"', encoding="utf-8")
    done = repaid(tmp_path, "apr", str(file), "--json")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"{file} cannot be read: line 1, column 14: Expecting ',' delimiter\n"


def test_wrong_use(tmp_path: Path) -> None:
    done = repaid(tmp_path, "apr")
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr
