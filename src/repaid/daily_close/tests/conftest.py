"""A Polish lender, and a place of the test's own for the files of seals."""

from pathlib import Path

import pytest
from django.conf import LazySettings

from repaid.access.actors import Actor
from repaid.contracts.tests.lender import lender


@pytest.fixture(autouse=True)
def own_place(settings: LazySettings, tmp_path: Path) -> None:
    settings.DATA = tmp_path


@pytest.fixture
def by() -> Actor:
    return lender()
