"""Taking contracts over on screen: bring, look, choose columns, compare, decide; the history."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from repaid.access.actors import Actor
from repaid.access.tests.people import member
from repaid.contracts import jobs
from repaid.contracts.imports.positions.tests.rows import CURRENT, JALALI, LATE, SOURCE, Row, new_lender, table
from repaid.contracts.models import Contract, TakeOver
from repaid.interfaces.backoffice.tests.conftest import SignIn
from repaid.interfaces.backoffice.tests.pages import value_of
from repaid.interfaces.ui.testing import page_text

WRONG: Row = LATE | {"rate": "much"}


@pytest.fixture
def by(db: None) -> Actor:
    return new_lender()


def bring(browser: Client, content: bytes, name: str = "umowy.csv", **typed: str) -> HttpResponse:
    """Bring a file; the page of what is in it."""
    told = {"system": SOURCE, "day": "2015-09-10", **typed}
    return browser.post(
        reverse("backoffice:take_over_bring"), {"file": SimpleUploadedFile(name, content), **told}, follow=True
    )


def decide(browser: Client, page: HttpResponse, **typed: str) -> HttpResponse:
    key = TakeOver.objects.latest("pk").pk
    told = {"key": value_of(page, "key"), **typed}
    return browser.post(reverse("backoffice:take_over_contracts", args=[key]), told, follow=True)


class TestPreview:
    def test_what_is_in_the_file_before_anything_is_booked(self, browser: Client) -> None:
        text = page_text(bring(browser, table(CURRENT, WRONG)))
        assert "3 Interest rate “much” is not a rate in per cent, with four decimals at most." in text
        assert "S-1 Anna Kowalska na-raty 9,134.55 PLN 0.00 PLN 60.06 PLN" in text
        assert "21 Sep 2015: 1,066.57 · 21 Oct 2015: 1,066.57 · 21 Nov 2015: 1,066.57" in text
        assert "Take over 1 contract" in text
        assert not Contract.objects.exists()

    def test_the_number_of_queries_does_not_grow_with_the_rows(
        self, browser: Client, django_assert_max_num_queries: object
    ) -> None:
        for count in (2, 60):
            bring(browser, table(*(CURRENT | {"number": f"M{count}-{k}"} for k in range(count))))
            with django_assert_max_num_queries(9):  # type: ignore[operator]
                browser.get(reverse("backoffice:take_over", args=[TakeOver.objects.latest("pk").pk]))

    def test_rials_and_jalali_days_in_persian(self, browser: Client) -> None:
        browser.cookies["language"] = "fa"
        bring(browser, table(JALALI, language="fa"))
        browser.post("/language", {"language": "fa"})
        page = browser.get(reverse("backoffice:take_over", args=[TakeOver.objects.latest("pk").pk]))
        assert page.status_code == 200

    def test_columns_are_chosen_once(self, browser: Client) -> None:
        content = table(CURRENT).replace(b"Contract number", b"Sygnatura")
        assert "The table has no such column." in page_text(bring(browser, content))
        address = reverse("backoffice:take_over_columns", args=[TakeOver.objects.get().pk])
        form = browser.get(address)
        told = {name: value_of_choice(form, name) for name in CURRENT} | {"number": "Sygnatura"}
        assert "Take over 1 contract" in page_text(browser.post(address, told, follow=True))
        assert "Take over 1 contract" in page_text(bring(browser, content))

    def test_a_file_that_is_too_large(self, browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("repaid.interfaces.backoffice.takeover.bringing.BYTES_MAX", 10)
        page = bring(browser, table(CURRENT))
        assert page.status_code == 422
        assert "larger than 32 MB" in page_text(page)

    def test_a_refusal_stands_at_its_box(self, browser: Client) -> None:
        page = bring(browser, table(CURRENT), day="2015-09-11")
        assert page.status_code == 422
        assert "later than the business day" in page_text(page)


class TestDecision:
    def test_all_of_a_good_file_and_one_press_is_one(self, browser: Client) -> None:
        page = bring(browser, table(CURRENT, LATE))
        text = page_text(decide(browser, page))
        assert "The contracts are taken over." in text
        assert "Taken over 2" in text
        decide(browser, page)
        assert Contract.objects.count() == 2

    def test_a_wrong_file_only_by_choice(self, browser: Client) -> None:
        page = bring(browser, table(CURRENT, WRONG))
        refused = decide(browser, page)
        assert refused.status_code == 422
        assert "Errors in the file: 1." in page_text(refused)
        assert "The contracts are taken over." in page_text(decide(browser, page, keep_good="on"))
        assert Contract.objects.count() == 1

    def test_control_totals_are_compared(self, browser: Client) -> None:
        page = bring(browser, table(CURRENT))
        address = reverse("backoffice:take_over_control", args=[TakeOver.objects.get().pk])
        text = page_text(browser.post(address, {"PLN-principal": "9134.55", "PLN-contracts": "2"}, follow=True))
        assert text.count("differs") == 1
        assert "Errors in the file: 1." in page_text(decide(browser, page))
        wrong = browser.post(address, {"PLN-principal": "much"})
        assert wrong.status_code == 422

    def test_a_large_file_shows_how_far_it_is(self, browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(jobs, "AT_ONCE_MAX", 1)
        page = bring(browser, table(CURRENT, LATE))
        assert "0 of 2 rows" in page_text(decide(browser, page))
        key = TakeOver.objects.get().pk
        address = reverse("backoffice:take_over_work", args=[key])
        assert "HX-Refresh" not in browser.get(address)
        browser.post(reverse("backoffice:take_over_contracts", args=[key]))
        for job in ProcrastinateJob.objects.filter(task_name="contracts.take_over"):
            jobs.take_over(**job.args)
        assert browser.get(address)["HX-Refresh"] == "true"
        assert Contract.objects.count() == 2

    def test_a_file_is_discarded(self, browser: Client) -> None:
        bring(browser, table(CURRENT))
        address = reverse("backoffice:take_over_discard", args=[TakeOver.objects.get().pk])
        text = page_text(browser.post(address, follow=True))
        assert "The file was discarded." in text
        assert "discarded" in text.partition("The file was discarded.")[0]


class TestAround:
    def test_the_history_says_who_and_how_many(self, browser: Client) -> None:
        decide(browser, bring(browser, table(CURRENT, WRONG)), keep_good="on")
        text = page_text(browser.get("/take-overs"))
        assert "Stary System umowy.csv 10 Sep 2015 taken over 2 1 1" in text
        assert "Ewa Przykładowa" in text

    def test_the_template_comes_back_as_it_is(self, browser: Client) -> None:
        content = browser.get(reverse("backoffice:take_over_template")).content
        assert BytesIO(content).read(2) == b"PK"
        assert "Take over 1 contract" in page_text(bring(browser, content, "template.xlsx"))

    def test_the_contract_says_where_it_came_from(self, browser: Client) -> None:
        decide(browser, bring(browser, table(CURRENT)))
        text = page_text(browser.get("/contracts/S-1"))
        assert "Taken over from Stary System" in text
        assert "Number there S-1" in text
        assert "Instalments agreed 12" in text

    def test_it_asks_the_right(self, by: Actor, sign_in: SignIn) -> None:
        jan = sign_in(member(by, "Jan Kowalski", ("contracts.view",)))
        assert jan.get("/take-overs").status_code == 403

    def test_every_page_opens(self, browser: Client) -> None:
        for name in ("take_overs", "take_over_bring"):
            assert browser.get(reverse(f"backoffice:{name}")).status_code == 200


def value_of_choice(page: HttpResponse, name: str) -> str:
    """The chosen value of a box of choices."""
    box = page.content.decode().partition(f'name="{name}"')[2].partition("</select>")[0]
    chosen = box.partition(" selected")[0].rpartition('value="')[2]
    return chosen.partition('"')[0] if " selected" in box else ""
