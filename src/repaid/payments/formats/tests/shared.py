"""The samples that stand beside the repository; a test that needs one is skipped where they are absent."""

from pathlib import Path

import pytest

SHARED = Path(__file__).parents[5].parent / "shared" / "data"


def shared(name: str) -> Path:
    """The path of a shared sample."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"../shared/data/{name} is not here")
    return path
