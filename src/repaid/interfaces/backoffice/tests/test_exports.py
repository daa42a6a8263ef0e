"""Long lists as files on screen: how far one is, downloading it, nobody else's."""

import hashlib

import pytest
from django.test import Client
from django.urls import reverse

from repaid.access import exports
from repaid.access.actors import Actor
from repaid.access.models import AuditRecord, Export
from repaid.access.rights import all_rights
from repaid.access.tests.people import member
from repaid.interfaces.backoffice.tests.conftest import SignIn
from repaid.interfaces.ui.jobs import write_list
from repaid.interfaces.ui.testing import page_text

HTMX = {"HX-Request": "true"}


@pytest.fixture
def begun(browser: Client, loan: str, long_loan: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of the export of all contracts, where one row is many."""
    monkeypatch.setattr(exports, "DIRECT_ROWS_MAX", 1)
    return browser.get(reverse("backoffice:contracts"), {"export": "csv"})["Location"]


def test_the_page_says_how_far_the_file_is(browser: Client, begun: str) -> None:
    text = page_text(browser.get(begun))
    assert "Contracts" in text and "running" in text
    assert "0 of 2" in text
    assert "Download the file" not in text
    part = browser.get(begun, headers=HTMX)
    assert b"<html" not in part.content and "HX-Refresh" not in part
    assert browser.get(f"{begun}/file").status_code == 404


def test_a_finished_file_is_downloaded_and_that_is_audited(
    browser: Client, begun: str, django_assert_num_queries: object
) -> None:
    write_list(export=Export.objects.get().pk)
    assert browser.get(begun, headers=HTMX)["HX-Refresh"] == "true"
    with django_assert_num_queries(5):  # type: ignore[operator]
        text = page_text(browser.get(begun))
    kept = Export.objects.get()
    answer = browser.get(f"{begun}/file")
    content = b"".join(answer.streaming_content)
    assert content.count(b"\r\n") == 3
    assert answer["Content-Disposition"] == 'attachment; filename="contracts.csv"'
    assert hashlib.sha256(content).hexdigest() == kept.digest
    assert "Rows 2 Size 1 kB Kept until" in text and kept.digest in text
    taken = AuditRecord.objects.get(command="access.take_file")
    assert taken.outcome == {"export_id": kept.pk, "name": "contracts.csv", "digest": kept.digest}
    assert "File downloaded" in page_text(browser.get(reverse("backoffice:audit")))


def test_the_list_of_files_holds_ones_own_only(browser: Client, by: Actor, begun: str, sign_in: SignIn) -> None:
    assert "contracts.csv" in page_text(browser.get(reverse("backoffice:exports")))
    jan = sign_in(member(by, "Jan Ciekawy", tuple(all_rights())))
    assert "No files here." in page_text(jan.get(reverse("backoffice:exports")))
    assert (jan.get(begun).status_code, jan.get(f"{begun}/file").status_code) == (404, 404)


def test_what_went_wrong_is_told(browser: Client, begun: str) -> None:
    Export.objects.update(state="failed", failure="You do not have the right “See contracts”.")
    text = page_text(browser.get(begun))
    assert "The file could not be written. You do not have the right “See contracts”. Please ask for it again." in text


def test_who_may_not_take_lists_out_is_not_offered_it(by: Actor, loan: str, sign_in: SignIn) -> None:
    jan = sign_in(member(by, "Jan Nowy", ("contracts.view",)))
    assert "Export" not in page_text(jan.get(reverse("backoffice:contracts")))
    assert jan.get(reverse("backoffice:contracts"), {"export": "csv"}).status_code == 403
