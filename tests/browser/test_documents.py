"""Documents in a real browser: a file is chosen, sent without leaving the page, shown, and downloaded as it was."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

import repaid.urls  # noqa: F401 (loading the map declares every right)
from repaid.access.models import User
from repaid.access.rights import all_rights
from repaid.access.tests.people import member
from repaid.contracts.tests.lender import LAUNCH, lender, loan_11
from repaid.documents.commands.ground import add_usual_categories
from repaid.documents.tests.files import pdf, picture

OpenPage = Callable[..., Page]


@pytest.fixture
def ewa(transactional_db: None, settings: Any, tmp_path: Path) -> User:
    settings.DOCUMENTS = tmp_path / "documents"
    by = lender(LAUNCH)
    loan_11(by)
    add_usual_categories(by=by)
    return User.objects.get(pk=member(by, "Ewa Przykładowa", tuple(all_rights())).user_id)


def given(name: str, content: bytes) -> dict[str, Any]:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


def test_a_file_is_chosen_sent_and_shown(ewa: User, open_page: OpenPage, check_axe: Callable[[Page], None]) -> None:
    """CC-27: from the contract to the document, its new version, and the line of the audit trail."""
    page = open_page("/contracts/11/documents", user=ewa, width=390)
    page.get_by_role("link", name="Add a document").click()
    expect(page.get_by_label("Category")).to_be_visible()
    check_axe(page)
    page.get_by_label("Category").select_option("identity")
    page.get_by_label("Access level").select_option("general")
    page.get_by_label("File").set_input_files(given("dowod.png", picture(size=(60, 40))))
    page.get_by_role("button", name="Add a document").click()
    expect(page.get_by_role("heading", name="dowod.png")).to_be_visible()
    expect(page.get_by_text("Document added.")).to_be_visible()
    expect(page.get_by_role("img", name="dowod.png")).to_be_visible()
    check_axe(page)
    page.get_by_role("link", name="Add a new version").click()
    page.get_by_label("File").set_input_files(given("dowod.pdf", pdf("2")))
    page.get_by_role("button", name="Save").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").click()
    assert Path(download.value.path()).read_bytes() == pdf("2")
    page.goto("/audit")
    page.get_by_role("link").filter(has_text="2026").first.click()
    page.wait_for_url(re.compile(r"/audit/."))
    check_axe(page)
