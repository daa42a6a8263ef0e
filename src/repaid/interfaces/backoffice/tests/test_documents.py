"""Documents on screen: added with drag and drop or not, found, downloaded harmlessly, versions, sharing, categories."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from repaid.access.actors import Actor
from repaid.access.models import AuditRecord
from repaid.access.tests.people import member
from repaid.contracts.queries.contracts import contract_named
from repaid.documents.choices import Wanted
from repaid.documents.commands.documents import add_document
from repaid.documents.commands.ground import add_usual_categories, save_access_level
from repaid.documents.commands.passing import pass_document
from repaid.documents.models import AccessLevel, Category, Document
from repaid.documents.tests.files import PDF, pdf, picture
from repaid.interfaces.backoffice.tests.conftest import SignIn
from repaid.interfaces.backoffice.tests.pages import filled, value_of
from repaid.interfaces.backoffice.tests.test_lists import FRAME
from repaid.interfaces.ui.testing import page_text
from repaid.payments.formats.tests.shared import shared


@pytest.fixture(autouse=True)
def store(settings: Any, tmp_path: Path, by: Actor, loan: str) -> None:
    settings.DOCUMENTS = tmp_path / "documents"
    add_usual_categories(by=by)


def upload(browser: Client, address: str, content: bytes, name: str = "umowa.pdf", **typed: str) -> HttpResponse:
    """Fill in a form with a file and send it."""
    key = value_of(browser.get(address), "key")
    return browser.post(address, {"key": key, "file": SimpleUploadedFile(name, content), **typed}, follow=True)


def new(about: str = "") -> str:
    return reverse("backoffice:document_new") + (f"?about={about}" if about else "")


def added(by: Actor, name: str, content: bytes = PDF, about: str = "", **more: str) -> str:
    given = {"category": "agreement", "level": "general", "file_name": "umowa.pdf", **more}
    subject = contract_named(by, about).subject if about else None
    return add_document(by=by, name=name, content=content, subject=subject, **given).number


GIVEN = {"category": "agreement", "level": "general"}


def test_a_document_is_added_to_a_contract_and_downloaded_unchanged(browser: Client) -> None:
    """CC-27, CZ-12: kept as a file, handed out as a file, nothing in it runs."""
    page = upload(browser, new("contract:11"), pdf("11"), name="Umowa żółta.pdf", remarks="skan", **GIVEN)
    text = page_text(page)
    assert "Document added." in text and "Umowa żółta.pdf" in text and "Agreement" in text
    number = Document.objects.get().number
    answer = browser.get(reverse("backoffice:document_file", args=[number]))
    assert answer.content == pdf("11")
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''Umowa%20%C5%BC%C3%B3%C5%82ta.pdf"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == "application/pdf"
    assert "Umowa żółta.pdf" in page_text(browser.get(reverse("backoffice:contract_documents", args=["11"])))
    assert AuditRecord.objects.filter(command="documents.download_file", user__isnull=False).count() == 1


def test_the_form_says_what_is_wrong_at_the_box(browser: Client) -> None:
    """CC-27: category and level are mandatory; the kind is told with a clear message."""
    empty = upload(browser, new(), PDF)
    assert empty.status_code == 422
    assert "The field “Category” is empty." in page_text(empty) and "The field “Access level” is empty." in page_text(
        empty
    )
    wrong = page_text(upload(browser, new(), b"<html>", name="x.jpg", **GIVEN))
    assert "What is in the file is not what its name says (jpg)." in wrong
    assert "Files of this kind are not taken." in page_text(upload(browser, new(), b"MZ", name="a.pdf.exe", **GIVEN))
    assert not Document.objects.exists()
    assert AuditRecord.objects.filter(command="documents.add_document", refusal="file_refused").count() == 2


def test_hostile_names_are_shown_escaped(browser: Client) -> None:
    """filenames.json: never a path, never markup."""
    for place, name in enumerate(json.loads(shared("hostile/filenames.json").read_text())):
        file = SimpleUploadedFile("placeholder.pdf", pdf(str(place)))
        file._name = name
        page = browser.post(new(), {"file": file, **GIVEN}, follow=True)
        assert page.status_code in (200, 422)
        assert b"<script>alert(1)</script>" not in page.content
    page = browser.get(reverse("backoffice:documents"))
    assert b"<script>alert(1)</script>" not in page.content
    assert "script&gt;.pdf" in page.content.decode()


def test_a_document_is_found_by_category_and_number_of_its_case(
    browser: Client, by: Actor, long_loan: str, django_assert_num_queries: Any
) -> None:
    """CC-29: exactly that record's documents of the category; forbidden ones are neither listed nor counted."""
    added(by, "Umowa jedenaście", about="11")
    added(by, "Umowa siedemdziesiąt siedem", pdf("77"), about="77")
    added(by, "Wezwanie do zapłaty", pdf("w"), about="11", category="letter")
    address = reverse("backoffice:documents")
    browser.get(address)
    with django_assert_num_queries(FRAME + 4):
        text = page_text(browser.get(address))
    assert "Wezwanie do zapłaty" in text
    found = page_text(browser.get(address, {"category": "agreement", "q": "11"}))
    assert "Umowa jedenaście" in found
    assert "siedemdziesiąt" not in found and "Wezwanie" not in found
    assert "Wezwanie" in page_text(browser.get(address, {"q": "wezwanie ZAPLATY"}))
    assert "Nothing found" in page_text(browser.get(address, {"q": "nic takiego"}))
    assert "Wezwanie" not in page_text(browser.get(address, {"added_at_to": "2020-01-01"}))


def test_a_level_hides_a_document_on_every_page(browser: Client, by: Actor, sign_in: SignIn) -> None:
    """CC-27: a document of level "management" is invisible to an ordinary collector."""
    adam = sign_in(member(by, "Adam Windykator", ("documents.view", "contracts.view", "parties.view")))
    save_access_level(by=by, code="management", names={"en": "Management"}, groups=("ewaprzykadowa",))
    number = added(by, "Strategia", about="11", level="management")
    assert "Strategia" in page_text(browser.get(reverse("backoffice:contract_documents", args=["11"])))
    for page in (reverse("backoffice:documents"), reverse("backoffice:contract_documents", args=["11"])):
        assert "Strategia" not in page_text(adam.get(page))
    for name in ("document", "document_file", "document_picture"):
        assert adam.get(reverse(f"backoffice:{name}", args=[number])).status_code == 404


def test_versions_sharing_and_the_archive(browser: Client, by: Actor) -> None:
    number = added(by, "Regulamin")
    page = reverse("backoffice:document", args=[number])
    text = page_text(upload(browser, f"{page}/versions", pdf("2"), remark="nowe opłaty"))
    assert "Version added." in text and "nowe opłaty" in text
    assert browser.get(f"{page}/versions/1/file").content == PDF
    assert "customers see it" in page_text(browser.post(f"{page}/sharing", {"shared": "yes"}, follow=True))
    assert "Customers no longer see" in page_text(browser.post(f"{page}/sharing", {"shared": "no"}, follow=True))
    told = {"name": "Regulamin 2026", "remarks": "", **GIVEN, "key": value_of(browser.get(f"{page}/data"), "key")}
    assert "Regulamin 2026" in page_text(browser.post(f"{page}/data", told, follow=True))
    assert "The document is archived." in page_text(browser.post(f"{page}/archive", follow=True))
    assert "Regulamin 2026" not in page_text(browser.get(reverse("backoffice:documents")))
    assert "Regulamin 2026" in page_text(browser.get(reverse("backoffice:documents"), {"archived": "yes"}))
    assert "back in the lists" in page_text(browser.post(f"{page}/return", follow=True))


def test_a_picture_is_shown_drawn_anew_and_a_pdf_is_not(browser: Client, by: Actor) -> None:
    shown = added(by, "Dowód", picture(), file_name="dowod.png")
    page = browser.get(reverse("backoffice:document", args=[shown]))
    assert reverse("backoffice:document_picture", args=[shown]) in page.content.decode()
    drawn = browser.get(reverse("backoffice:document_picture", args=[shown]))
    assert (drawn["Content-Type"], drawn.content[:3]) == ("image/jpeg", b"\xff\xd8\xff")
    assert browser.get(reverse("backoffice:document_picture", args=[added(by, "Umowa")])).status_code == 404


def test_a_harmful_file_is_put_aside_and_said(browser: Client) -> None:
    told = json.loads(shared("hostile/eicar_description.json").read_text())
    text = page_text(upload(browser, new(), (told["part1"] + told["part2"]).encode(), name="x.pdf", **GIVEN))
    assert "It was put aside, and nobody can open it." in text
    assert "Download" not in text
    assert browser.get(reverse("backoffice:document_file", args=[Document.objects.get().number])).status_code == 409


def test_an_administrator_keeps_categories_and_levels(browser: Client, by: Actor) -> None:
    """CC-28: a new category is at once in the form; one in use cannot be removed, only closed."""
    address = reverse("backoffice:document_category_new")
    told = {"key": value_of(browser.get(address), "key"), "code": "photos", "name_en": "Photos", "name_pl": "Zdjęcia"}
    assert "Photos" in page_text(browser.post(address, told, follow=True))
    assert "Photos" in page_text(browser.get(new()))
    added(by, "Umowa")
    page = "/document-categories/agreement"
    assert "Remove" not in page_text(browser.get(page))
    refused = browser.post(f"{page}/removal")
    assert refused.status_code == 409 and "Close it instead" in page_text(refused)
    browser.post(f"{page}/closing", {"closed": "yes"})
    assert "Agreement" not in page_text(browser.get(new()))
    assert "category is removed" in page_text(browser.post("/document-categories/court/removal", follow=True))
    level = reverse("backoffice:document_level_new")
    told = {"key": value_of(browser.get(level), "key"), "code": "legal", "name_en": "Legal", "groups": "ewaprzykadowa"}
    assert "Ewa Przykładowa" in page_text(browser.post(level, told, follow=True))
    nobody = browser.post(level, {"code": "x", "name_en": "X"})
    assert "Choose at least one group, or everybody." in page_text(nobody)


def test_without_categories_the_page_says_how_to_begin(browser: Client, by: Actor) -> None:
    AccessLevel.objects.all().delete()
    Category.objects.all().delete()
    assert "Add the usual ones" in page_text(browser.get(reverse("backoffice:document_categories")))
    assert "Identity document" in page_text(browser.post(reverse("backoffice:document_usual"), follow=True))


def test_what_was_passed_to_the_reader_stands_on_the_start_page_until_it_is_answered(
    browser: Client, by: Actor, ewa: Actor
) -> None:
    """CC-06: the start screen informs about what waits; CC-30: it is answered there."""
    number = added(by, "Ugoda")
    adam = member(by, "Adam Nowy", ("documents.view",))
    step = pass_document(by=adam, number=number, wanted=Wanted.APPROVE, user=ewa.user_id, note="Proszę o zgodę").step_id
    assert "1 document waits for your answer" in page_text(browser.get("/start"))
    assert "Ugoda" in page_text(browser.get(reverse("backoffice:documents_passed")))
    filled(browser, "document_answer", number, step, refused="no", answer="Zgoda")
    assert "waits for your answer" not in page_text(browser.get("/start"))
