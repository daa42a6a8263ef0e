"""Contracts of another system in a real browser: two rows are wrong, the good ones are kept, one is looked at."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import repaid.urls  # noqa: F401 (loading the map declares every right)
from repaid.access.actors import Actor
from repaid.access.models import User
from repaid.access.rights import all_rights
from repaid.access.tests.people import member
from repaid.contracts.imports.positions.tests.rows import CREDIT, CURRENT, LATE, SOURCE, new_lender, table

OpenPage = Callable[..., Page]


@pytest.fixture
def by(transactional_db: None) -> Actor:
    return new_lender()


@pytest.fixture
def ewa(by: Actor) -> User:
    return User.objects.get(pk=member(by, "Ewa Przykładowa", tuple(all_rights())).user_id)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    place = tmp_path / "umowy.csv"
    wrong = (LATE | {"number": "S-8", "rate": "much"}, CURRENT | {"number": "S-9", "next_due": "2015-09-01"})
    place.write_bytes(table(CURRENT, LATE, *wrong, CREDIT))
    return place


def test_the_good_rows_of_a_file_are_kept_and_live_on(
    ewa: User, file: Path, open_page: OpenPage, check_axe: Callable[[Page], None]
) -> None:
    page = open_page("/take-overs", user=ewa)
    page.get_by_role("link", name="Take over contracts").click()
    page.get_by_label("File").set_input_files(file)
    page.get_by_label("Other system").fill(SOURCE)
    page.get_by_role("button", name="Show what is in it").click()

    expect(page.get_by_role("row", name="4 Interest rate “much” is not a rate in per cent")).to_be_visible()
    expect(page.get_by_role("row", name="5 Next due date The next due date 1 Sep 2015 is before")).to_be_visible()
    expect(page.get_by_role("row", name="S-2 Jan Późny")).to_contain_text("2,148.06 PLN")
    check_axe(page)
    page.get_by_label("Outstanding principal, PLN").fill("29 324,83")
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_text("differs")).to_have_count(0)

    page.get_by_label("Keep what is right, leave out what is wrong").check()
    page.get_by_role("button", name="Take over 3 contracts").click()
    expect(page.get_by_text("The contracts are taken over.")).to_be_visible()

    page.goto("/contracts/S-2")
    expect(page.get_by_text("51 days late")).to_be_visible()
    expect(page.locator("#terms").locator("..").locator("..")).to_contain_text(SOURCE)
    page.get_by_role("button", name="Export").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="JSON").click()
    document = json.loads(Path(download.value.path()).read_text())
    assert document["balances"]["billed"]["total"] == "2148.06"
