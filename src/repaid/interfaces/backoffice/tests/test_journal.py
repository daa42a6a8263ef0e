"""The journal as a file on screen, its settings, the codes of the other chart."""

import pytest
from django.test import Client
from django.urls import reverse

from repaid.access.models import AuditRecord, Export
from repaid.interfaces.backoffice.tests.pages import filled
from repaid.interfaces.ui.testing import page_text
from repaid.ledger import jobs

DAYS = {"since": "2015-05-01", "until": "2015-05-31"}


@pytest.mark.parametrize("kind", ["csv", "xlsx", "xml"])
def test_a_journal_is_written_kept_and_downloaded_again(browser: Client, loan: str, kind: str) -> None:
    page = page_text(filled(browser, "journal_new", **DAYS, format=kind))
    kept = Export.objects.get()
    assert "Journal 2015-05-01 – 2015-05-31 done" in page
    assert f"journal-2015-05-01-2015-05-31.{kind}" in page and kept.digest in page
    assert "Entries in PLN 1 Sum of debits" in page and "no, later entries were possible" in page
    assert ("JPK_KR (Poland)" in page) == (kind == "xml")
    files = [browser.get(reverse("backoffice:journal_file", args=[kept.pk])) for _time in range(2)]
    first, second = (b"".join(answer.streaming_content) for answer in files)
    assert first == second and len(first) == kept.size
    assert AuditRecord.objects.filter(command="access.take_file").count() == 2


def test_the_list_of_journals(browser: Client, loan: str, django_assert_num_queries: object) -> None:
    assert "The journal was not taken out yet." in page_text(browser.get(reverse("backoffice:journals")))
    filled(browser, "journal_new", **DAYS, format="csv")
    with django_assert_num_queries(6):  # type: ignore[operator]
        text = page_text(browser.get(reverse("backoffice:journals")))
    assert "Journal 2015-05-01 – 2015-05-31" in text and "Ewa Przykładowa" in text


def test_the_form_comes_with_the_days_of_the_period(browser: Client, loan: str) -> None:
    source = browser.get(reverse("backoffice:journal_new"), DAYS).content.decode()
    assert 'value="1 May 2015"' in source.replace("\xa0", " ") and 'value="31 May 2015"' in source.replace("\xa0", " ")


def test_a_second_press_writes_one_file(browser: Client, loan: str) -> None:
    address, sent = reverse("backoffice:journal_new"), {**DAYS, "format": "csv"}
    sent["key"] = "6f1c1a52-8f0a-4a52-9c4b-6a4a3d1f1111"
    assert browser.post(address, sent)["Location"] == browser.post(address, sent)["Location"]
    assert Export.objects.count() == 1


def test_the_period_shows_its_journals(browser: Client, loan: str) -> None:
    assert "The journal of this period was not taken out yet." in page_text(browser.get("/ledger/periods/2015-05-01"))
    filled(browser, "journal_new", **DAYS, format="csv")
    assert "journal-2015-05-01-2015-05-31.csv done 2" in page_text(browser.get("/ledger/periods/2015-05-01"))


def test_days_in_the_wrong_order_are_told_at_the_box(browser: Client, loan: str) -> None:
    page = filled(browser, "journal_new", since="2015-06-01", until="2015-05-01", format="csv")
    assert page.status_code == 422 and "“From” is later than “to”." in page_text(page)


def test_a_long_journal_shows_its_progress(browser: Client, loan: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "DIRECT_ROWS_MAX", 0)
    page = page_text(filled(browser, "journal_new", **DAYS, format="csv"))
    assert "Writing the file running" in page
    jobs.write(export=Export.objects.get().pk)
    assert "Download the file" in page_text(browser.get(reverse("backoffice:journal", args=[Export.objects.get().pk])))


def test_the_layout_is_chosen_by_the_administrator(browser: Client, loan: str) -> None:
    assert "Saved." in page_text(filled(browser, "journal_settings", layout="xaf", tax_number="NL123"))
    page = page_text(filled(browser, "journal_new", **DAYS, format="xml"))
    assert "XAF audit file (Netherlands)" in page
    answer = browser.get(reverse("backoffice:journal_file", args=[Export.objects.get().pk]))
    content = b"".join(answer.streaming_content)
    assert b"<taxRegIdent>NL123</taxRegIdent>" in content


def test_an_account_gets_a_code_of_the_other_chart(browser: Client, loan: str) -> None:
    assert "Journals use its own." in page_text(browser.get(reverse("backoffice:external", args=["201"])))
    page = filled(browser, "external_new", "201", valid_from="2015-05-01", external="200-01", name="Pożyczki")
    assert "1 May 2015 200-01 Pożyczki" in page_text(page)
    assert "201 Pożyczki, kapitał asset 200-01" in page_text(browser.get(reverse("backoffice:accounts"))).replace(
        "Loans, principal", "Pożyczki, kapitał"
    )
    wrong = filled(browser, "external_new", "201", valid_from="soon", external="1")
    assert wrong.status_code == 422
    assert browser.get(reverse("backoffice:external", args=["999"])).status_code == 404
