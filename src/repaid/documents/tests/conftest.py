"""A Polish lender with the usual categories; its files lie in a folder of the test."""

from pathlib import Path
from typing import Any

import pytest

from repaid.access.actors import Actor
from repaid.access.tests.people import krakowska, member
from repaid.documents.commands.ground import add_usual_categories

EVERY_RIGHT = ("documents.view", "documents.add", "documents.share", "documents.archive", "documents.define")


@pytest.fixture
def store(settings: Any, tmp_path: Path) -> Path:
    settings.DOCUMENTS = tmp_path / "documents"
    return settings.DOCUMENTS


@pytest.fixture
def by(db: None, store: Path) -> Actor:
    """The machine's actor of the lender."""
    machine = krakowska()
    add_usual_categories(by=machine)
    return machine


@pytest.fixture
def ewa(by: Actor) -> Actor:
    return member(by, "Ewa Przykładowa", EVERY_RIGHT)
