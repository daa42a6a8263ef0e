"""A long statement is left to a worker: the page says how far it is, and what became of it."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from repaid.access.actors import Actor
from repaid.contracts.commands.billing import bill_due
from repaid.contracts.tests.lender import ACCOUNT, day_comes
from repaid.interfaces.backoffice.tests.pages import value_of
from repaid.interfaces.ui.testing import page_text
from repaid.payments.models import Payment
from repaid.payments.tests.money import table
from repaid.settling import intakes, jobs

DUE = date(2015, 6, 21)
ROWS = [("552,34", "Piotr", "", f"rata {ACCOUNT}"), *((f"{minor},00", "Jan", "", "czynsz") for minor in range(7, 11))]


@pytest.fixture(autouse=True)
def on_the_due_date(by: Actor, loan: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intakes, "LONG_FROM", 3)
    day_comes(by, DUE)
    bill_due(by=by)


def begun(browser: Client, content: bytes) -> str:
    """Press the button below a file; the address of its progress."""
    file = SimpleUploadedFile("bank.csv", content)
    page = browser.post(reverse("backoffice:statement_bring"), {"file": file}, follow=True)
    address = page.redirect_chain[-1][0] + "/take-in"
    told = {"key": value_of(page, "key")}
    first, second = (browser.post(address, told)["Location"] for _press in range(2))
    assert first == second
    return str(first)


def test_it_is_taken_in_by_a_worker(browser: Client) -> None:
    address = begun(browser, table(ROWS, DUE))
    text = page_text(browser.get(address))
    assert "Step 1 of 2: Reading the file" in text
    assert "Being taken in bank.csv" in page_text(browser.get("/money/statements"))
    assert not Payment.objects.exists()
    assert "HX-Refresh" not in browser.get(f"{address}/work")
    job = ProcrastinateJob.objects.get()
    jobs.take_in_file(**job.args)
    assert browser.get(f"{address}/work")["HX-Refresh"] == "true"
    text = page_text(browser.get(address))
    assert "The statement is taken in." in text
    assert "New 5 Known before 0 Settled by itself 1" in text
    statement = reverse("backoffice:statement", args=[Payment.objects.latest("pk").statement_id])
    assert statement in browser.get(address).content.decode()
    assert "Being taken in" not in page_text(browser.get("/money/statements"))


def test_it_goes_on_when_a_worker_was_stopped(browser: Client) -> None:
    address = begun(browser, table(ROWS, DUE))
    assert browser.post(f"{address}/go-on")["Location"] == address
    for job in ProcrastinateJob.objects.order_by("id"):
        jobs.take_in_file(**job.args)
    assert Payment.objects.count() == 5


def test_why_it_was_not_taken_in(browser: Client) -> None:
    address = begun(browser, table([*ROWS, ("1x", "Jan", "", "")], DUE))
    jobs.take_in_file(**ProcrastinateJob.objects.get().args)
    text = page_text(browser.get(address))
    assert "Nothing was taken in" in text
    assert "keep what is right" in text


def test_nobody_elses_is_shown(browser: Client) -> None:
    assert browser.get("/money/statements/intakes/4711").status_code == 404


def test_how_far_it_is_takes_few_queries(browser: Client, django_assert_max_num_queries: object) -> None:
    address = begun(browser, table(ROWS, DUE))
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        browser.get(f"{address}/work")
