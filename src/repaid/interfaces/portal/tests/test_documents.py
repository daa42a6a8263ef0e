"""The customer's documents: what was made available, and nothing else (MP-34, MP-40, MP-41)."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from repaid.access.actors import Actor
from repaid.access.models import User
from repaid.contracts.queries.contracts import contract_named
from repaid.contracts.tests.lender import LAUNCH, instalment_loan, lender, loan_11
from repaid.documents.commands.documents import add_document, archive_document, share_document
from repaid.documents.commands.ground import add_usual_categories
from repaid.documents.tests.files import pdf
from repaid.interfaces.ui.testing import page_text
from repaid.parties.commands.client_zone import open_client_zone

PASSWORD = "Wisla-2026-krakow"


@pytest.fixture
def by(db: None, settings: Any, tmp_path: Path) -> Actor:
    settings.DOCUMENTS = tmp_path / "documents"
    by = lender(LAUNCH)
    loan_11(by)
    instalment_loan(by, number="77")
    add_usual_categories(by=by)
    return by


def customer(by: Actor, number: str, login: str) -> Client:
    user = User.objects.get(pk=open_client_zone(by=by, number=number, login=login, password=PASSWORD).user_id)
    user.language = "en"
    user.save(update_fields=["language"])
    client = Client()
    client.force_login(user)
    client.cookies["customer_session"] = client.cookies.pop("sessionid").value
    return client


def added(by: Actor, name: str, about: str = "", *, shared: bool = True, category: str = "agreement") -> str:
    done = add_document(
        by=by, name=name, category=category, level="management", file_name="plik.pdf", content=pdf(name),
        subject=contract_named(by, about).subject if about else None,
    )  # fmt: skip
    if shared:
        share_document(by=by, number=done.number, shared=True)
    return done.number


def read(client: Client) -> str:
    return page_text(client.get(reverse("portal:documents")))


def test_what_is_available_can_be_opened_and_the_rest_is_not_there(by: Actor) -> None:
    """MP-34: neither listed nor reachable by address when it is not set so, nor when it is another customer's."""
    piotr, anna = customer(by, "1", "90010112349"), customer(by, "2", "85010112345")
    assert "There are no documents for you yet." in read(piotr)
    agreement, note = added(by, "Umowa pożyczki", "11"), added(by, "Notatka", "11", shared=False)
    assert "Umowa pożyczki" in read(piotr) and "Notatka" not in read(piotr)
    answer = piotr.get(reverse("portal:document_file", args=[agreement]))
    assert answer.content == pdf("Umowa pożyczki")
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert piotr.get(reverse("portal:document_file", args=[note])).status_code == 404
    assert anna.get(reverse("portal:document_file", args=[agreement])).status_code == 404
    assert "Umowa pożyczki" not in read(anna)


def test_important_documents_stand_by_category_for_everybody(by: Actor, django_assert_num_queries: Any) -> None:
    """MP-40, MP-41: the tab is last, a category without documents is not shown, removing a document removes it."""
    anna = customer(by, "2", "85010112345")
    rules = added(by, "Regulamin 2026", category="rules")
    page = anna.get(reverse("portal:start")).content.decode()
    tabs = page[page.index("rp-ptop__tabs") :].partition("</nav>")[0]
    assert tabs.rstrip().endswith('href="/clientzone/documents">Important documents</a>')
    with django_assert_num_queries(5):
        text = read(anna)
    assert "Rules and price lists" in text and "Regulamin 2026" in text and "Agreement" not in text
    archive_document(by=by, number=rules)
    assert "Regulamin 2026" not in read(anna)
