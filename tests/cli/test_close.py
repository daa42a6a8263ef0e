"""`repaid close` and `repaid check-books`."""

from datetime import date
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connection

from repaid.settings import roles
from repaid.simulation.demo import tell_lender
from tests.cli.documents import facts, run

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 21)


@pytest.fixture(autouse=True)
def krakowska(db: None, settings: LazySettings, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    tell_lender("krakowska", DAY, ["11", "101", "102", "1147"])


def test_days_are_closed_one_after_the_other() -> None:
    (found,) = facts("close", "--until", "2026-11-25")
    assert found["closed"] == [f"2026-11-{day}" for day in range(21, 26)]
    assert found["business_day"] == "2026-11-26"
    assert facts("check-books") == {"findings": []}


def test_what_is_closed_is_left_alone() -> None:
    facts("close", "--until", "2026-11-21")
    assert facts("close", "--until", "2026-11-21")[0]["closed"] == []


def test_a_person_reads_a_table() -> None:
    assert "krakowska" in run("close", "--until", "2026-11-21", "--organisation", "krakowska").stdout
    assert run("check-books").stdout.strip() == "The books are in order."


def test_a_wrong_row_is_named() -> None:
    facts("close", "--until", "2026-11-21")
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {roles.OWNER}")
        cursor.execute("UPDATE contracts_balance SET principal = principal + 1")
        cursor.execute("RESET ROLE")
    found = facts("check-books")["findings"]
    assert {"code", "sentence", "organisation"} == set(found[0])
    assert "Contract 11: balance is not what follows from its events." in [each["sentence"] for each in found]
