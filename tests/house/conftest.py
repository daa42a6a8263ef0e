"""Folders for servers: outside pytest's own, which only their owner may enter."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def new_folder() -> Iterator[Callable[[], Path]]:
    """Makes folders that the system user of the server can reach; they go with the last test."""
    folders: list[Path] = []

    def make() -> Path:
        folders.append(Path(tempfile.mkdtemp(prefix="repaid-house-")))
        folders[-1].chmod(0o711)
        return folders[-1]

    yield make
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def folder(new_folder: Callable[[], Path]) -> Path:
    """One such folder."""
    return new_folder()
