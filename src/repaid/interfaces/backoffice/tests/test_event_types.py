"""Forms of contact on screen: added, chosen, found, closed (CC-17)."""

from django.test import Client
from django.urls import reverse

from repaid.interfaces.backoffice.tests.pages import filled
from repaid.interfaces.ui.testing import page_text

NAMES = {"name_en": "Trade fair", "name_pl": "Targi"}


def test_cc_17_a_form_of_contact_is_added_and_chosen(browser: Client, loan: str) -> None:
    """CC-17: what is added can be chosen at once, is shown on the record, is filtered and grouped by."""
    assert "Telephone call" in page_text(browser.get("/event-types"))
    filled(browser, "event_type_new", code="fair", **NAMES)
    filled(browser, "activity_event", type="fair", about_kind="contract", about_number="11", text="Stoisko 7")
    record = page_text(browser.get(reverse("backoffice:contract_activities", args=["11"])))
    assert "Trade fair" in record and "Stoisko 7" in record
    found = page_text(browser.get("/activities/search?type=fair&group=type"))
    assert "Trade fair" in found and "Stoisko 7" in found
    assert "Stoisko 7" not in page_text(browser.get("/activities/search?type=other"))
    page = browser.get("/event-types/fair").content.decode()
    assert 'value="Targi"' in page and "/removal" not in page
    browser.post("/event-types/fair/closing", {"closed": "yes"})
    assert 'value="fair"' not in browser.get("/activities/event").content.decode()
    assert "fair: in use → closed" in page_text(browser.get("/event-types"))
    filled(browser, "event_type_new", code="ball", **NAMES)
    said = page_text(browser.post("/event-types/ball/removal", follow=True))
    assert "The form of contact is removed." in said


def test_a_name_in_one_language_is_enough(browser: Client) -> None:
    page = filled(browser, "event_type_new", code="dinner", name_fa="مهمانی")
    assert page.status_code == 200
    nameless = filled(browser, "event_type_new", code="lunch")
    assert nameless.context["form"].errors == {"name_en": ["Enter the name in at least one language."]}


def test_a_code_of_the_product_is_refused_at_its_box(browser: Client) -> None:
    page = filled(browser, "event_type_new", code="sms", **NAMES)
    assert page.status_code == 422
    assert "The product has a form of contact with this code." in page_text(page)
