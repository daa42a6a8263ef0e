"""Online payments and payment providers as staff see them (CZ-48, CZ-54)."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.access.models import AuditRecord
from repaid.contracts.tests.lender import day_comes, pln
from repaid.interfaces.backoffice.tests.pages import filled
from repaid.interfaces.backoffice.tests.test_lists import FRAME
from repaid.interfaces.ui.testing import page_text
from repaid.payments.models import PaymentProvider
from repaid.payments.providers.tests.outside import outside
from repaid.payments.tests.money import table
from repaid.settling.taking_in import take_in
from repaid.settling.tests.paying import DUE, begun, online, provider, told


def read(client: Client, name: str, *args: Any, **asked: str) -> str:
    return page_text(client.get(reverse(f"backoffice:{name}", args=args), asked))


@pytest.fixture
def paid(by: Actor, loan: str) -> str:
    """On the due day: online payment 1 of loan 11 came as 500,00 instead of 552,34."""
    day_comes(by, DUE)
    provider(by)
    row = begun(by)
    told(by, row, paid=pln("500.00"))
    return row.number


class TestProviders:
    def test_cz_48_an_administrator_connects_one(self, by: Actor, browser: Client) -> None:
        """CZ-48: provider name, address, merchant ID, secret, active flag, currency; the secret is never shown."""
        assert "customers cannot pay online" in read(browser, "providers")
        typed = {
            "name": "Tpay", "address": "https://api.tpay.com", "merchant": "1010-abc", "secret": "tajne-haslo",
            "signing_secret": "kod-bezp", "currencies": "PLN, EUR", "place": "1", "banks": "Bank Przykładowy\nBLIK",
            "payout_words": "TPAY",
        }  # fmt: skip
        page = filled(browser, "provider_connect", "tpay", **typed)
        row = PaymentProvider.objects.get()
        assert (row.currencies, row.banks, row.is_active) == (["PLN", "EUR"], ["Bank Przykładowy", "BLIK"], False)
        assert (row.secret, row.signing_secret) == ("tajne-haslo", "kod-bezp")
        assert "tajne-haslo" not in page.content.decode()
        assert f"/online-payments/notices/{row.door}" in page_text(page)
        filled(browser, "provider", row.pk, **(typed | {"secret": "", "signing_secret": "", "name": "Transferuj"}))
        row.refresh_from_db()
        assert (row.name, row.secret) == ("Transferuj", "tajne-haslo")
        browser.post(reverse("backoffice:provider_switch", args=[row.pk]))
        row.refresh_from_db()
        assert row.is_active
        text = read(browser, "provider", row.pk)
        assert "Name that customers see: Tpay → Transferuj" in text
        assert "Customers can pay through it: no → yes" in text
        assert "Order: — → 1" in text and "tajne" not in text
        assert "tajne-haslo" not in str(list(AuditRecord.objects.values_list("outcome", flat=True)))
        assert "tajne-haslo" not in str(list(AuditRecord.objects.values_list("arguments", flat=True)))

    def test_what_is_wrong_stands_at_its_field(self, by: Actor, browser: Client) -> None:
        typed = {"name": "Mollie", "address": "ftp://x", "currencies": "EUR", "place": "1"}
        answer = filled(browser, "provider_connect", "mollie", **typed, secret="k")
        assert answer.context["form"].errors.keys() == {"address"}
        answer = filled(browser, "provider_connect", "mollie", **(typed | {"address": "https://api.mollie.com"}))
        assert answer.context["form"].errors.keys() == {"secret"}

    def test_trying_the_connection(self, by: Actor, browser: Client) -> None:
        with outside() as world:
            key = provider(by, address=world.address)
            world.answers["GET /api/payments"] = (200, {})
            address = reverse("backoffice:provider_try", args=[key])
            assert "The provider answers, and knows us." in page_text(browser.post(address, follow=True))
            world.answers["GET /api/payments"] = (403, {"error": "wrong signature"})
            assert "wrong signature" in page_text(browser.post(address, follow=True))


class TestOnlinePayments:
    def test_the_list_finds_by_number_contract_and_name(self, browser: Client, paid: str) -> None:
        for asked in ({"q": "SIM-1"}, {"q": "11"}, {"finding": "yes"}, {"state": "held"}, {}):
            assert "552.34" in read(browser, "online_payments", **asked)
        assert "552.34" not in read(browser, "online_payments", state="paid")

    def test_the_list_takes_few_queries(self, browser: Client, paid: str, django_assert_max_num_queries: Any) -> None:
        with django_assert_max_num_queries(FRAME + 4):
            browser.get(reverse("backoffice:online_payments"))

    def test_held_money_stands_on_the_desk_and_is_booked_by_hand(self, by: Actor, browser: Client, paid: str) -> None:
        assert "1 online payment needs a decision." in read(browser, "desk")
        text = read(browser, "online", paid)
        assert "another amount was paid than the one asked for" in text
        assert "The provider says: paid" in text
        answer = filled(browser, "online_book", paid, contract="11", amount="500.00", reason="The client confirmed it")
        assert answer.status_code == 200
        assert online(by, paid).state == "paid"
        assert AuditRecord.objects.filter(command="settling.book_online_by_hand").count() == 1
        assert "needs a decision" not in read(browser, "desk")

    def test_held_money_is_marked_as_returned(self, by: Actor, browser: Client, paid: str) -> None:
        filled(browser, "online_returned", paid, reason="Sent back by the provider")
        assert online(by, paid).state == "returned"
        assert "Sent back by the provider" in read(browser, "online", paid)

    def test_a_transfer_that_differs_is_accepted(self, by: Actor, browser: Client, paid: str) -> None:
        row = begun(by, "100.00", "form-2")
        told(by, row, paid=Money(10000, "PLN"))
        take_in(by, "a.csv", table([("97.65", "REPAID PAY", "", "payout")], DUE), keep_good=True)
        assert "1 transfer of a provider differs" in read(browser, "online_payments")
        text = read(browser, "provider_transfers")
        assert "100.00 PLN 97.65 PLN −2.35 PLN" in text
        number = online(by, row.number).payment.number
        other = str(int(number) + 1)
        filled(browser, "provider_transfer", other, reason="Commission")
        assert "Every transfer agrees" in read(browser, "provider_transfers")
        assert other in read(browser, "online", row.number)

    def test_refused_notifications_are_listed(self, browser: Client, paid: str) -> None:
        door = PaymentProvider.objects.get().door
        Client().post(f"/online-payments/notices/{door}", b"{}", content_type="application/json")
        assert "does not bear the signature" in read(browser, "refused_notices")
