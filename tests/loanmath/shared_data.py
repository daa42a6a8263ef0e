"""Reading the published vectors and law tables that stand beside the repository."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3] / "shared" / "data"


def vectors(name: str) -> dict[str, Any]:
    """A vector file by name; the whole test module is skipped where it is absent."""
    loaded: dict[str, Any] = json.loads(_present(ROOT / "vectors" / f"{name}.json").read_text())
    return loaded


def rows(folder: str, name: str) -> list[dict[str, str]]:
    """The rows of a CSV table; the whole test module is skipped where it is absent."""
    with _present(ROOT / folder / f"{name}.csv").open(encoding="utf-8") as table:
        return list(csv.DictReader(table))


def _present(path: Path) -> Path:
    if not path.exists():
        pytest.skip(
            f"{path.name} is not here: the shared test data is not part of the repository", allow_module_level=True
        )
    return path
