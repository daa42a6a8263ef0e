"""The office, for every test of activities."""

import pytest

from repaid.activities.tests.office import Office, office


@pytest.fixture
def world(db: None) -> Office:
    return office()
