"""What administrators decide about money: schemes, how sure the machine must be, columns of tables of banks."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from repaid.access.actors import Actor
from repaid.access.tests.people import member
from repaid.contracts.tests.lender import LAUNCH, day_comes
from repaid.interfaces.backoffice.tests.conftest import SignIn
from repaid.interfaces.backoffice.tests.pages import filled
from repaid.interfaces.ui.testing import page_text
from repaid.payments.models import MappingKept
from repaid.settling.models import SettlementScheme
from repaid.settling.queries import scheme_named, threshold

PL = {"place_1": "fees", "place_2": "penalty", "place_3": "interest", "place_4": "principal", "place_5": ""}
SCHEME = {"code": "costs-first", "name_en": "Costs first", "valid_from": "21.05.2015", "through": "instalment", **PL}


class TestSchemes:
    def test_cc_45_made_with_a_live_example(self, browser: Client) -> None:
        """CC-45: costs - penalty interest - interest - principal, oldest first."""
        address = reverse("backoffice:scheme_new")
        part = page_text(browser.post(address, {**SCHEME, "example_amount": "70.00"}, headers={"HX-Request": "true"}))
        assert "Principal 300.00 6.00 294.00" in part
        assert "Interest 40.00 40.00 0.00" in part
        assert not SettlementScheme.objects.exists()
        text = page_text(filled(browser, "scheme_new", **SCHEME))
        assert "Fees and costs → Penalty interest → Interest → Principal" in text
        assert "The oldest instalment first" in text
        assert "Costs first" in page_text(browser.get(reverse("backoffice:schemes")))

    def test_a_part_stands_once_and_a_name_is_given(self, browser: Client) -> None:
        twice = filled(browser, "scheme_new", **{**SCHEME, "place_2": "fees"})
        assert "Name each component once." in page_text(twice)
        assert "at least one language" in page_text(filled(browser, "scheme_new", **{**SCHEME, "name_en": ""}))
        assert "has passed" in page_text(filled(browser, "scheme_new", **{**SCHEME, "valid_from": "20.05.2015"}))

    def test_a_new_version_holds_from_its_day(self, by: Actor, browser: Client) -> None:
        filled(browser, "scheme_new", **SCHEME)
        later = {**SCHEME, "valid_from": "01.06.2015", "place_1": "principal", "place_4": ""}
        del later["code"]
        text = page_text(filled(browser, "scheme_version", "costs-first", **later))
        assert "Principal → Penalty interest → Interest" in text
        assert scheme_named(by, "costs-first").order[0].component == "fees"
        assert "Coming" in page_text(browser.get(reverse("backoffice:schemes")))
        day_comes(by, date(2015, 6, 1))
        assert scheme_named(by, "costs-first").order[0].component == "principal"

    def test_archived_not_deleted(self, browser: Client) -> None:
        filled(browser, "scheme_new", **SCHEME)
        text = page_text(browser.post(reverse("backoffice:scheme_archive", args=["costs-first"]), follow=True))
        assert "The scheme is archived." in text
        assert "Archived Name Order" in text
        assert SettlementScheme.objects.count() == 1
        filled(browser, "scheme_version", "costs-first", **{**SCHEME, "valid_from": "22.05.2015"})
        assert SettlementScheme.objects.count() == 2


class TestAutomatic:
    def test_a_decision_with_its_history(self, by: Actor, browser: Client) -> None:
        assert "from a confidence of 95" in page_text(browser.get(reverse("backoffice:automatic")))
        text = page_text(filled(browser, "automatic_decide", valid_from="21.05.2015", threshold="80"))
        assert "alone from a confidence of 80." in text
        assert "Ewa Przykładowa" in text
        assert threshold(by.organisation_id, LAUNCH) == 80
        text = page_text(filled(browser, "automatic_decide", valid_from="22.05.2015", never="on"))
        assert "never without a person" in text
        assert "alone from a confidence of 80." in text

    def test_it_says_what_is_wrong(self, browser: Client) -> None:
        assert "tick “Never" in page_text(filled(browser, "automatic_decide", valid_from="21.05.2015"))
        past = filled(browser, "automatic_decide", valid_from="20.05.2015", threshold="80")
        assert "20 May 2015 has passed." in page_text(past)


class TestColumns:
    CONTENT = b"When;Who;How much\n2015-05-21;Piotr;552,34\n2015-05-21;Anna;1,00\n"
    CHOSEN = {"name": "Bank of Piotr", "booked_on": "When", "amount": "How much", "default_currency": "PLN"}

    def test_remembered_for_the_bank_seen_changed_and_forgotten(self, browser: Client) -> None:
        file = SimpleUploadedFile("bank.csv", self.CONTENT)
        page = browser.post(reverse("backoffice:statement_bring"), {"file": file}, follow=True)
        browser.post(f"{page.redirect_chain[-1][0]}/columns", self.CHOSEN)
        text = page_text(browser.get(reverse("backoffice:mappings")))
        assert "Bank of Piotr When · Who · How much" in text
        assert "Ewa Przykładowa" in text
        (row,) = MappingKept.objects.all()
        filled(browser, "mapping", row.pk, **{**self.CHOSEN, "counterparty": "Who"})
        shown = browser.get(page.redirect_chain[-1][0])
        assert "552.34 PLN Piotr" in page_text(shown)
        forgotten = browser.post(reverse("backoffice:mapping_forget", args=[row.pk]), follow=True)
        assert "Nothing is remembered yet." in page_text(forgotten)


def test_they_ask_the_right_to_define(by: Actor, sign_in: SignIn) -> None:
    jan = sign_in(member(by, "Jan Kowalski", ("payments.view", "contracts.book_payments")))
    for page in ("schemes", "scheme_new", "automatic", "automatic_decide"):
        assert jan.get(reverse(f"backoffice:{page}")).status_code == 403
