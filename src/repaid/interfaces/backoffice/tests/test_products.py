"""Products: a draft with its live example, publishing it, opening a contract of it; rates of law."""

import re

from django.test import Client
from django.urls import reverse

from repaid.access.actors import Actor
from repaid.contracts.models import Contract
from repaid.contracts.tests.lender import person
from repaid.interfaces.backoffice.tests.pages import filled, value_of
from repaid.interfaces.ui.testing import page_text
from repaid.ledger.choices import AccountClass, Role
from repaid.ledger.commands.chart import add_account
from repaid.products.models import LegalRate, ProductVersion

NEW = {
    "valid_from": "2015-06-01", "method": "annuity", "every_n": "1", "every_unit": "months", "day_count": "act_365",
    "working_days": "none", "rate": "12", "rate_min": "0", "rate_max": "20", "amount_min": "100", "amount_max": "10000",
    "count_min": "1", "count_max": "36", "fee_name": "Commission", "fee_amount": "50", "fee_percent": "",
    "fee_taken": "financed", "penalty_percent": "8", "penalty_cap": "PL:max_delay",
    "penalty_base": "overdue_principal", "tolerance": "0", "basis": "accrual", "fee_income": "gross",
    "example_amount": "1000", "example_count": "12", "pays_1": "fees", "pays_2": "tax", "pays_3": "penalty",
    "pays_4": "interest", "pays_5": "principal", "pays_through": "instalment", "pays_advance": "hold",
    "early_percent": "", "early_amount": "", "early_reduces": "yes", **{f"account_{role}": "chart" for role in Role},
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


PAYING = {
    "pays_1": "principal", "pays_2": "interest", "pays_3": "penalty", "pays_4": "fees", "pays_5": "tax",
    "pays_through": "component", "pays_advance": "next", "early_percent": "2", "early_amount": "10",
    "early_reduces": "no",
}  # fmt: skip


def test_what_a_payment_pays_and_what_repaying_early_costs(browser: Client, by: Actor) -> None:
    text = page_text(filled(browser, "draft", "na-chwile", **NEW | PAYING))
    assert "Principal, Interest, Penalty interest, Fees and costs, Tax" in text
    assert "the first part in every instalment, then the next part" in text
    assert "Fee for early repayment 10.00 PLN + 2.00 % of the amount" in text
    template = ProductVersion.objects.get(product__code="na-chwile", number=2).template
    assert [slot["component"] for slot in template["allocation"]["order"][:2]] == ["principal", "interest"]
    assert template["allocation"]["advance"] == "next"
    assert template["early_repayment"] == {
        "fee": {"amount": "10.00", "share": "1/50"}, "reduces_financed_fees": False
    }  # fmt: skip


def test_the_example_shows_a_late_payment_and_an_early_end(browser: Client, by: Actor) -> None:
    """4 % on 552,34 for 30 days is 1,82; the order of the version says what a payment pays first."""
    typed = NEW | PAYING | {
        "rate": "5", "example_amount": "500", "example_count": "1", "valid_from": "2015-05-21", "fee_amount": "50",
        "penalty_percent": "4", "penalty_base": "whole_instalment",
    }  # fmt: skip
    address = reverse("backoffice:draft", args=["na-chwile"])
    text = page_text(browser.post(address, typed, headers=HTMX))
    assert "Half of the first instalment, 30 days late: 276.17 PLN Principal 276.17" in text
    assert "Everything repaid on 5 Jun 2015" in text
    assert "Fee for early repayment 21.00 To repay everything on that day 572.13 PLN" in text
    polish = dict(zip(("pays_1", "pays_2", "pays_3", "pays_4", "pays_5"), ("fees", "tax", "penalty", "interest",
                  "principal"), strict=True))  # fmt: skip
    text = page_text(browser.post(address, typed | polish | {"early_reduces": "yes"}, headers=HTMX))
    assert "276.17 PLN Principal 272.01 · Interest 2.34 · Penalty interest 1.82" in text
    assert "Costs you no longer pay −25.81" in text


def test_a_part_of_the_debt_named_twice_is_told_at_its_box(browser: Client, by: Actor) -> None:
    page = filled(browser, "draft", "na-chwile", **NEW | PAYING | {"pays_3": "interest"})
    assert page.status_code == 422
    assert "Choose each part of the debt once." in page_text(page)
    assert 'id="id_pays_3" aria-invalid="true"' in page.content.decode() or "id_pays_3_error" in page.content.decode()


def test_an_order_that_was_not_changed_stays_however_it_was_made(browser: Client, by: Actor) -> None:
    filled(browser, "draft", "na-chwile", **NEW)
    draft = ProductVersion.objects.get(product__code="na-chwile", number=2)
    slots = [{"timing": "past", "component": name} for name in ("tax", "fees", "interest", "penalty", "principal")]
    odd = {"order": [*slots, {"timing": "due", "component": "principal"}], "through": "instalment", "advance": "hold"}
    ProductVersion.objects.filter(pk=draft.pk).update(template=draft.template | {"allocation": odd})
    source = browser.get(reverse("backoffice:draft", args=["na-chwile"]))
    shown = {f"pays_{place}": slot["component"] for place, slot in enumerate(slots, start=1)}
    assert '<option value="tax" selected>' in source.content.decode()
    filled(browser, "draft", "na-chwile", **NEW | shown | {"pays_through": "instalment", "pays_advance": "hold"})
    draft.refresh_from_db()
    assert draft.template["allocation"] == odd


def test_a_product_has_accounts_of_its_own(browser: Client, by: Actor) -> None:
    add_account(by=by, code="755", names={"en": "Fees of the spring loan"}, account_class=AccountClass.INCOME)
    page = filled(browser, "draft", "na-chwile", **NEW | {"account_fee_income": "755"})
    text = page_text(page)
    assert "Fee income 755 Fees of the spring loan own" in text
    assert "Loans, principal 201 Loans, principal" in text
    assert ProductVersion.objects.get(product__code="na-chwile", number=2).accounts == {"fee_income": "755"}
    browser.post(reverse("backoffice:publication", args=["na-chwile", 2]))
    assert ProductVersion.objects.get(product__code="na-chwile", number=2).accounts["loans_principal"] == "201"
    source = browser.get(reverse("backoffice:draft", args=["na-chwile"])).content.decode()
    assert '<option value="755" selected>' in source
    assert source.count(" selected>201 ") == 0
    wrong = filled(browser, "draft", "na-chwile", **NEW | {"account_fee_income": "999"})
    assert wrong.status_code == 422


def test_what_contradicts_itself_is_told_at_its_box(browser: Client, by: Actor) -> None:
    page = filled(browser, "draft", "na-chwile", **NEW | {"rate": "30"})
    assert page.status_code == 422
    assert re.search(r'href="#id_rate"[^>]*>\s*The usual rate must lie within the limits', page.content.decode())


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
