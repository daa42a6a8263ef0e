"""Running the `repaid` command as people do: in a process of its own, in a place of its own."""

import os
import subprocess
import sys
from pathlib import Path


def repaid(place: Path, *arguments: str, given: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `repaid` with `place` as its REPAID_DATA; `given` is its standard input."""
    return subprocess.run(
        [sys.executable, "-m", "repaid.interfaces.cli", *arguments],
        input=given, capture_output=True, text=True, check=False, timeout=300, env=surroundings(place, **environment),
    )  # fmt: skip


def surroundings(place: Path, **environment: str) -> dict[str, str]:
    """The environment of a command: ours, without what our own tests set, in plain English."""
    ours = {
        name: value for name, value in os.environ.items() if not name.startswith(("REPAID_", "DJANGO_", "DATABASE_"))
    }
    return {**ours, "LANG": "C.UTF-8", "LC_ALL": "", "REPAID_DATA": str(place), **environment}
