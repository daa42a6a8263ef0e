"""Products: a draft with its live example, publishing it, opening a contract of it; rates of law."""

from django.test import Client
from django.urls import reverse

from repaid.access.actors import Actor
from repaid.contracts.models import Contract
from repaid.contracts.tests.lender import person
from repaid.interfaces.backoffice.tests.pages import filled, value_of
from repaid.interfaces.ui.testing import page_text
from repaid.products.models import LegalRate, ProductVersion

NEW = {
    "valid_from": "2015-06-01", "method": "annuity", "every_n": "1", "every_unit": "months", "day_count": "act_365",
    "working_days": "none", "rate": "12", "rate_min": "0", "rate_max": "20", "amount_min": "100", "amount_max": "10000",
    "count_min": "1", "count_max": "36", "fee_name": "Commission", "fee_amount": "50", "fee_percent": "",
    "fee_taken": "financed", "penalty_percent": "8", "penalty_cap": "PL:max_delay",
    "penalty_base": "overdue_principal", "tolerance": "0", "basis": "accrual", "fee_income": "gross",
    "example_amount": "1000", "example_count": "12",
}  # fmt: skip
HTMX = {"HX-Request": "true"}


def test_a_product_is_made_drafted_and_published(browser: Client, by: Actor) -> None:
    page = filled(
        browser, "product_new", code="wiosna", kind="loan", currency="PLN", name_en="Spring", name_pl="Wiosna"
    )
    assert "Product made." in page_text(page)
    page = filled(browser, "draft", "wiosna", **NEW)
    text = page_text(page)
    assert "Draft saved." in text
    assert "1 month" in text
    assert "Maximum interest for delay (PL)" in text
    browser.post(reverse("backoffice:publication", args=["wiosna", 1]))
    version = ProductVersion.objects.get(product__code="wiosna")
    assert version.published_at is not None
    assert version.template["penalty"]["rate"] == {"percent": "8", "cap": "PL:max_delay"}
    assert version.fees[0]["amount"] == "50.00"


def test_the_example_follows_what_is_typed(browser: Client, by: Actor) -> None:
    """CZ-60: 500,00 with a financed fee of 50,00 at 5 % is 550 / 2,34 / 552,34 after 31 days."""
    typed = NEW | {"rate": "5", "example_amount": "500", "example_count": "1", "valid_from": "2015-05-21"}
    part = browser.post(reverse("backoffice:draft", args=["na-chwile"]), typed, headers=HTMX)
    text = page_text(part)
    assert b"<html" not in part.content
    assert "21 Jun 2015 550.00 2.34 0.00 552.34" in text
    assert "Total cost of credit 52.34 PLN" in text
    assert ProductVersion.objects.filter(product__code="na-chwile").count() == 1


def test_figures_that_contradict_each_other_are_told(browser: Client, by: Actor) -> None:
    part = browser.post(reverse("backoffice:draft", args=["na-chwile"]), NEW | {"rate": "30"}, headers=HTMX)
    assert "The usual rate must lie within the limits." in page_text(part)


def test_a_draft_is_changed_and_keeps_what_the_form_does_not_ask(browser: Client, by: Actor) -> None:
    filled(browser, "draft", "na-chwile", **NEW)
    draft = ProductVersion.objects.get(product__code="na-chwile", number=2)
    ProductVersion.objects.filter(pk=draft.pk).update(template=draft.template | {"grace_principal": 2})
    filled(browser, "draft", "na-chwile", **NEW | {"rate": "11"})
    draft.refresh_from_db()
    assert (draft.rate, draft.template["grace_principal"]) == (11, 2)


def test_a_published_version_shows_what_it_says(browser: Client, by: Actor) -> None:
    text = page_text(browser.get(reverse("backoffice:version", args=["na-chwile", 1])))
    assert "It does not change any more." in text
    assert "Preparation fee 50.00 PLN, added to the principal" in text


def test_a_contract_is_opened_for_a_person_named_by_name(browser: Client, by: Actor) -> None:
    person(by)
    wanted = {"product": "na-chwile", "borrowers": "wzorcowy", "amount": "500", "count": "1", "start": "2015-05-21"}
    part = browser.post(reverse("backoffice:contract_opening"), wanted, headers=HTMX)
    assert "21 Jun 2015 550.00 2.34 0.00 552.34" in page_text(part)
    page = filled(browser, "contract_opening", **wanted)
    assert "Contract opened." in page_text(page)
    contract = Contract.objects.get()
    assert page.redirect_chain[-1][0] == f"/contracts/{contract.number}"
    assert [each.party.name for each in contract.parties.all()] == ["Piotr Wzorcowy"]


def test_a_second_press_opens_one_contract(browser: Client, by: Actor) -> None:
    person(by)
    address = reverse("backoffice:contract_opening")
    sent = {"product": "na-chwile", "borrowers": "1", "amount": "500", "count": "1", "start": "2015-05-21"}
    sent["key"] = value_of(browser.get(address), "key")
    assert browser.post(address, sent)["Location"] == browser.post(address, sent)["Location"]
    assert Contract.objects.count() == 1


def test_a_request_outside_the_limits_says_which(browser: Client, by: Actor) -> None:
    person(by)
    wanted = {"product": "na-chwile", "borrowers": "1", "amount": "9 999", "count": "1", "start": "2015-05-21"}
    part = browser.post(reverse("backoffice:contract_opening"), wanted, headers=HTMX)
    assert "The amount must lie between 100.00 PLN and 3,000.00 PLN." in page_text(part)


def test_a_borrower_nobody_knows_is_told_at_the_box(browser: Client, by: Actor) -> None:
    page = filled(browser, "contract_opening", product="na-chwile", borrowers="Nikt", amount="500", count="1")
    assert "There is no customer “Nikt”. Register the customer first." in page_text(page)


def test_a_rate_of_law_is_put_on_file_and_corrected(browser: Client, by: Actor) -> None:
    before = page_text(browser.get(reverse("backoffice:legal_rate", args=["max_delay"])))
    assert "came with the release" in before
    typed = {"valid_from": "2031-01-01", "value": "18.5", "source": "KC art. 481 § 2¹"}
    page = filled(browser, "legal_rate_rows", "max_delay", **typed)
    assert "1 Jan 2031 18.5" in page_text(page)
    filled(browser, "legal_rate_rows", "max_delay", **typed | {"value": "19"})
    assert [int(row.value * 10) for row in LegalRate.objects.order_by("id")] == [185, 190]


def test_a_rate_without_a_source_is_refused_at_its_box(browser: Client, by: Actor) -> None:
    page = filled(browser, "legal_rate_rows", "max_delay", valid_from="2031-01-01", value="18.5", source="")
    assert "The field “Law or decision” is empty. Please fill it in." in page_text(page)
