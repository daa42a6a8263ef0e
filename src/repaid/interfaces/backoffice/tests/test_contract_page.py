"""The record of a contract: what is owed and why, on any day; the schedule, the payments, the story."""

import io
import json
import zipfile
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from repaid.access.actors import Actor
from repaid.access.models import AuditRecord
from repaid.access.tests.people import member
from repaid.contracts.tests.lender import day_comes, instalment_loan, pay
from repaid.interfaces.backoffice.tests.conftest import SignIn
from repaid.interfaces.backoffice.tests.pages import done
from repaid.interfaces.ui.testing import page_text

LATE = date(2015, 7, 1)


@pytest.fixture(autouse=True)
def ten_days_late(by: Actor, loan: str) -> None:
    day_comes(by, LATE)


def read(client: Client, tab: str, number: str = "11", **asked: str) -> str:
    return page_text(client.get(reverse(f"backoffice:{tab}", args=[number]), asked))


def test_the_overview_says_what_is_owed_and_why(browser: Client) -> None:
    """CL-43: 552,34 ten days late at 4 % costs 0,61."""
    text = read(browser, "contract")
    assert "10 days late" in text
    assert "Owed today 552.95 PLN 1 instalment overdue, since 21 Jun 2015" in text
    assert "Instalment 1, due 21 Jun 2015 Principal 550.00 · Interest 2.34" in text
    assert "Penalty interest on instalment 1" in text
    assert "Owed today 552.95 PLN" in text
    assert "To repay everything today 552.95 PLN" in text


def test_another_day_has_other_figures(browser: Client) -> None:
    text = read(browser, "contract", on="22.06.2015")
    assert "As of 22 Jun 2015" in text
    assert "Owed today 552.40 PLN" in text
    assert "Owed today 0.00 PLN nothing is due" in read(browser, "contract", on="2015-06-20")


def test_a_day_that_does_not_exist_is_refused_with_a_sentence(browser: Client) -> None:
    answer = browser.get(reverse("backoffice:contract", args=["11"]), {"on": "2015-02-30"})
    assert answer.status_code == 422
    assert "The last day of that month is" in page_text(answer)


def test_the_schedule_is_the_specimen(browser: Client) -> None:
    """CZ-60: 550 / 2,34 / 552,34 on 2015-06-21."""
    assert "21 Jun 2015 550.00 2.34 552.34 0.00 0.00 next" in read(browser, "contract_schedule", on="2015-06-20")


def test_a_payment_adds_up(browser: Client, by: Actor) -> None:
    """CZ-62: 600,00 against 552,34 on the due date leaves 47,66."""
    pay(by, "11", "600.00", date(2015, 6, 21), "PKO-1")
    assert "21 Jun 2015 600.00 550.00 2.34 0.00 0.00 47.66" in read(browser, "contract_payments")


def test_a_reversed_event_is_struck_through_and_linked(browser: Client, by: Actor) -> None:
    pay(by, "11", "600.00", date(2015, 6, 21), "PKO-1")
    page = browser.get(reverse("backoffice:deed", args=["11", "reversals"]), {"of": "PKO-1"})
    assert "Payment received 600.00 PLN" in page_text(page)
    answer = done(browser, "reversals", "11", of="PKO-1", reason="wrong contract")
    assert "Event reversed." in page_text(answer)
    source = browser.get(reverse("backoffice:contract_events", args=["11"])).content.decode()
    assert 'class="is-undone" id="event-PKO-1"' in source
    assert "Reversed by reversed-" in page_text(source)
    assert "Reason: wrong contract" in page_text(source)


def test_the_ledger_and_the_audit_trail_of_a_contract(browser: Client, by: Actor) -> None:
    done(browser, "payments", "11", amount="100.00", value_date="2015-07-01", receipt="PKO-2")
    assert "241 Unallocated receipts" in read(browser, "contract_ledger")
    text = read(browser, "contract_audit")
    assert "Ewa Przykładowa Take a payment contracts.receive_payment" in text
    assert "Amount: 100.00 PLN" in text


@pytest.mark.parametrize("instalments", [2, 60])
def test_the_page_takes_as_many_queries_however_long_the_contract(
    browser: Client, by: Actor, instalments: int, django_assert_num_queries: object
) -> None:
    number = instalment_loan(by, count=instalments)
    address = reverse("backoffice:contract", args=[number])
    browser.get(address)
    with django_assert_num_queries(13):  # type: ignore[operator]
        browser.get(address)


def test_everything_about_a_contract_is_taken_out(browser: Client, loan: str) -> None:
    assert "Everything that this contract is" in page_text(browser.get(f"/contracts/{loan}"))
    page = browser.post(f"/contracts/{loan}/exports", {"form": "json"})
    assert page["Content-Disposition"] == 'attachment; filename="contract-11-2015-07-01.json"'
    assert json.loads(page.content)["schedule"][0]["total"] == "552.95"
    package = zipfile.ZipFile(io.BytesIO(browser.post(f"/contracts/{loan}/exports", {"form": "csv"}).content))
    assert {"contract.csv", "schedule.csv", "transfers.csv", "story.json"} <= set(package.namelist())
    assert AuditRecord.objects.filter(command="reports.export_contract", user__isnull=False).count() == 2


def test_who_may_not_take_it_out_sees_no_button(by: Actor, loan: str, sign_in: SignIn) -> None:
    jan = sign_in(member(by, "Jan Kowalski", ("contracts.view",)))
    assert "Everything that this contract is" not in page_text(jan.get(f"/contracts/{loan}"))
    assert jan.post(f"/contracts/{loan}/exports", {"form": "json"}).status_code == 403
