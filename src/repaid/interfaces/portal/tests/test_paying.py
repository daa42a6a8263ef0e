"""Paying online in the client zone and by link, over real sockets to the simulator (CZ-01, CZ-47 to CZ-54, CZ-67)."""

import re
from collections.abc import Iterator
from datetime import date
from threading import Thread

import pytest
from django.core.cache import cache
from django.test import Client

from repaid.access.actors import Actor
from repaid.access.models import AuditRecord, User
from repaid.contracts.links import payment_link
from repaid.contracts.queries.contracts import contract_named
from repaid.interfaces.portal.tests.specimen import DUE, client_with_loans, day_comes, lender, loan, signed_in
from repaid.interfaces.shared.throttling import MOST
from repaid.interfaces.simulator.cashier import Ending
from repaid.interfaces.simulator.server import Simulator
from repaid.interfaces.ui.testing import page_text
from repaid.parties.commands.register import register_person
from repaid.payments.commands.providers import switch_provider
from repaid.payments.models import OnlineNotice, OnlinePayment, Payment, PaymentProvider
from repaid.payments.providers.simulator.signing import HEADER, signature
from repaid.settling.tests.paying import SECRET, provider

PAY = "/clientzone/loans/11/pay"
RIGHT = {"email": "p.wzorcowy@example.com", "description": "spłata", "amount": "552,34"}


@pytest.fixture(scope="module")
def made(module_db: None) -> tuple[Actor, User]:
    machine = lender()
    return machine, client_with_loans(machine)


@pytest.fixture
def by(db: None, made: tuple[Actor, User]) -> Actor:
    cache.clear()
    return made[0]


@pytest.fixture
def piotr(made: tuple[Actor, User]) -> User:
    return made[1]


@pytest.fixture
def browser(by: Actor, piotr: User) -> Client:
    """Piotr on the due day of loan 11, with a provider connected."""
    provider(by)
    day_comes(by, DUE)
    return signed_in(piotr, "en")


@pytest.fixture
def simulator(browser: Client) -> Iterator[Simulator]:
    """The provider listens; what it tells is collected, since nobody serves our door here."""
    server = Simulator("127.0.0.1", 0, SECRET)
    server.cashier.tell = lambda _address, _letters: None
    PaymentProvider.objects.update(address=server.address)
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def notified(row: OnlinePayment, secret: str = SECRET, **changes: str) -> int:
    """The provider notifies our door that a payment was paid; the status of the answer."""
    facts = {"id": row.reference, "reference": row.number, "state": "paid", "amount": "552.34", "currency": "PLN"}
    body = re.sub(r"'", '"', str(facts | changes)).encode()
    address = f"/online-payments/notices/{row.provider.door}"
    headers = {HEADER: signature(secret, body)}
    return Client().post(address, body, content_type="application/json", headers=headers).status_code


def sent(browser: Client, **typed: str) -> OnlinePayment:
    """The form is sent; the payment that the provider has then."""
    answer = browser.post(PAY, RIGHT | typed)
    assert answer.status_code == 302, page_text(answer)
    return OnlinePayment.objects.select_related("provider").latest("id")


def text_of(browser: Client, address: str) -> str:
    return page_text(browser.get(f"/clientzone/{address}"))


def test_cz_47_the_button_of_row_11_opens_its_payment(browser: Client) -> None:
    """CZ-01, CZ-47, decision 9: 11 and 15 have a button in the last column, 12 (to be launched) has none."""
    page = browser.get("/clientzone/loans").content.decode()
    found = [number for number in ("15", "12", "11") if f'href="/clientzone/loans/{number}/pay"' in page]
    assert found == ["15", "11"]
    assert "Payment for loan number 11" in text_of(browser, "loans/11/pay")
    assert 'href="/clientzone/loans/11/pay"' in browser.get("/clientzone/loans/11").content.decode()
    answer = browser.get("/clientzone/loans/12/pay")
    assert answer.status_code == 409
    assert "There is nothing to pay yet on loan 12." in page_text(answer)


def test_cz_48_the_provider_is_configuration(by: Actor, browser: Client) -> None:
    """CZ-48: another provider changes breadcrumb and name; with all off there is no button and no form."""
    assert "Repaid Pay handles payments automatically" in text_of(browser, "loans/11/pay")
    provider(by, "Test Pay", place=0)
    text = text_of(browser, "loans/11/pay")
    assert "loans details Test Pay" in text
    assert "Test Pay handles payments automatically" in text
    for row in PaymentProvider.objects.all():
        switch_provider(by=by, key=row.pk, is_active=False)
    assert "/pay" not in browser.get("/clientzone/loans").content.decode()
    assert browser.get(PAY).status_code == 409


def test_cz_49_the_form(browser: Client) -> None:
    """CZ-49: borrower Piotr Wzorcowy, then e-mail, description, amount, all three empty, and the button."""
    page = browser.get(PAY)
    form = page.context["form"]
    assert [name for name in form.fields if name not in ("key", "confirmed")] == [
        "borrower", "email", "description", "amount"
    ]  # fmt: skip
    assert form["borrower"].value() == "Piotr Wzorcowy"
    assert 'value="Piotr Wzorcowy"' in page.content.decode()
    assert form.fields["borrower"].disabled
    assert [form[name].value() for name in ("email", "description", "amount")] == [None, None, None]
    assert "loans details Repaid Pay" in page_text(page)
    assert "Proceed to payment" in page_text(page)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "pl",
            "pożyczki szczegóły Repaid Pay|Płatność dla pożyczki numer 11|Repaid Pay automatycznie obsługuje płatności|"
            "Pożyczkobiorca|Email|Opis płatności|Kwota|Przejdź do płatności",
        ),
        ("nl", "Betaling voor lening nummer 11|E-mail|Omschrijving van de betaling|Naar betaling"),
        ("fa", "پرداخت برای وام شماره 11|وام‌گیرنده|ایمیل|شرح پرداخت|مبلغ|رفتن به پرداخت"),
    ],
)
def test_cz_49_the_labels_in_their_order(browser: Client, language: str, words: str) -> None:
    """CZ-49, CZ-66: breadcrumb, heading, provider, fields and button, in the languages of the client zone."""
    User.objects.filter(audience="customer").update(language=language)
    page = browser.get(PAY).content.decode()
    text = page_text(page[page.index("<main") :])
    places = [text.find(word) for word in words.split("|")]
    assert -1 not in places
    assert places == sorted(places)


def test_cz_49_amounts_computed_by_the_engine(browser: Client) -> None:
    """What is due now (552,34 on the due day) stands as a choice that fills the box."""
    page = browser.get(PAY)
    assert "What is due now552.34 PLN" in page_text(page)
    assert browser.get(f"{PAY}?amount=552.34").context["form"]["amount"].value() == "552.34"
    assert browser.get(f"{PAY}?amount=1.00").context["form"]["amount"].value() is None


@pytest.mark.parametrize(
    ("typed", "marked"),
    [
        ({"amount": ""}, ["amount"]),
        ({"amount": "0"}, ["amount"]),
        ({"amount": "-5"}, ["amount"]),
        ({"amount": "abc"}, ["amount"]),
        ({"description": ""}, ["description"]),
        ({"email": "p.wzorcowy"}, ["email"]),
        ({"amount": "", "description": " ", "email": "@"}, ["email", "description", "amount"]),
    ],
)
def test_cz_50_wrong_fields_are_marked(browser: Client, typed: dict[str, str], marked: list[str]) -> None:
    """CZ-50: with the amount empty, zero, negative or "abc", or no description, the form stays and marks the field."""
    answer = browser.post(PAY, RIGHT | typed)
    assert answer.status_code == 422
    assert sorted(answer.context["form"].errors) == sorted(marked)
    assert not OnlinePayment.objects.exists()


@pytest.mark.parametrize("amount", ["552,34", "552.34"])
def test_cz_50_both_ways_of_writing_lead_on(browser: Client, simulator: Simulator, amount: str) -> None:
    """CZ-50: 552,34 and 552.34 with the description "spłata", in the Polish pages, lead to the provider."""
    User.objects.filter(audience="customer").update(language="pl")
    row = sent(browser, amount=amount, email="")
    assert (row.amount, row.description, row.payer) == (55234, "spłata", "Piotr Wzorcowy")
    go = browser.get(f"/clientzone/loans/11/payments/{row.number}/go").content.decode()
    assert f'content="0; url={simulator.address}/pay/{row.reference}"' in go


def test_cz_50_above_the_settlement_quote_it_warns_and_lets_go_on(browser: Client, simulator: Simulator) -> None:
    """CZ-50, decision 37: 600,00 against 552,34 that repay everything is asked once more."""
    answer = browser.post(PAY, RIGHT | {"amount": "600,00"})
    assert answer.status_code == 422
    assert "You need 552.34 PLN to repay everything today." in page_text(answer)
    assert sent(browser, amount="600,00", confirmed="on").amount == 60000


def test_cz_50_the_same_press_twice_is_one_payment(browser: Client, simulator: Simulator) -> None:
    key = "6a0f7c1e-9d5f-4e0c-8a73-0d4d2c7d2a11"
    assert sent(browser, key=key).pk == sent(browser, key=key).pk


def test_cz_51_banks_with_text_alternatives(by: Actor, browser: Client) -> None:
    """CZ-51: a panel of the banks of the provider's configuration; each picture has a text alternative."""
    page = browser.get(PAY).content.decode()
    assert "Banks and ways to pay" in page
    for name in ("Bank Przykładowy", "Kasa Wzorcowa"):
        assert f'aria-label="{name}"' in page


def test_cz_53_pending_then_received(browser: Client, simulator: Simulator) -> None:
    """CZ-53, CZ-54: coming back shows pending, then received; the row stands on the tab Repayments."""
    row = sent(browser)
    address = f"loans/11/payments/{row.number}"
    assert "Your payment is pending." in text_of(browser, address)
    assert "Your payment is pending." in text_of(browser, "loans/11")
    simulator.cashier.end(row.reference, Ending.SILENT)
    assert "Your payment is received." in text_of(browser, address)
    assert "21 Jun 2015 552.34 550.00 2.34 0.00 0.00 0.00" in text_of(browser, "loans/11/repayments")


@pytest.mark.parametrize(
    ("ending", "sentence"),
    [
        (Ending.FAILED, "The payment did not go through. Nothing was booked. Please try again."),
        (Ending.CANCELLED, "The payment was cancelled. Nothing was booked."),
    ],
)
def test_cz_53_failed_and_cancelled_say_so(
    browser: Client, simulator: Simulator, ending: Ending, sentence: str
) -> None:
    """CZ-53: a payment that failed or was cancelled comes back with a clear message and nothing is booked."""
    row = sent(browser)
    simulator.cashier.end(row.reference, ending)
    assert sentence in text_of(browser, f"loans/11/payments/{row.number}")
    assert not Payment.objects.exists()


def test_a_provider_that_is_out_is_said_on_the_form(browser: Client) -> None:
    answer = browser.post(PAY, RIGHT)
    assert answer.status_code == 422
    assert "Repaid Pay cannot be reached at the moment." in page_text(answer)


def test_cz_54_a_notification_twice_books_once(browser: Client, simulator: Simulator) -> None:
    """CZ-54: the same signed notification twice gives one row; forged, unknown and garbled ones none."""
    row = sent(browser)
    forged = notified(row, secret="zgadniety")
    unknown = notified(row, id="SIM-inny", reference="999")
    garbled = notified(row, amount="dużo")
    assert (forged, unknown, garbled) == (403, 404, 422)
    assert not Payment.objects.exists()
    assert [notified(row) for _time in range(2)] == [200, 200]
    assert Payment.objects.count() == 1
    outcomes = list(OnlineNotice.objects.order_by("id").values_list("outcome", flat=True))
    assert outcomes == ["refused", "refused", "refused", "booked", "repeated"]


def test_cz_54_another_amount_is_pending_for_the_client(browser: Client, simulator: Simulator) -> None:
    """Paid with another amount it is held: the client reads that somebody looks at it."""
    row = sent(browser)
    assert notified(row, amount="500.00") == 200
    assert "somebody at the lender looks at it" in text_of(browser, f"loans/11/payments/{row.number}")


def test_a_door_that_nobody_has(by: Actor, caplog: pytest.LogCaptureFixture) -> None:
    assert Client().post("/online-payments/notices/abc", b"{}", content_type="application/json").status_code == 404
    assert "a door that nobody has" in caplog.text
    assert Client().get("/online-payments/notices/abc").status_code == 405


def test_cz_67_another_clients_loan_is_not_found_and_logged(by: Actor, browser: Client) -> None:
    """CZ-67: with the session of 90010112349 another client's loan, schedule, repayments, form: refused and logged."""
    anna = register_person(by=by, given_names="Anna", family_name="Obca").number
    loan(by, anna, "99", "500.00")
    addresses = ("loans/99", "loans/99/schedule", "loans/99/repayments", "loans/99/pay", "loans/99/payments/1")
    answers = [browser.get(f"/clientzone/{address}") for address in addresses]
    assert [answer.status_code for answer in answers] == [404] * 5
    assert not any("Obca" in page_text(answer) for answer in answers)
    refused = AuditRecord.objects.filter(user__audience="customer", refusal="not_found").values_list(
        "arguments", flat=True
    )
    assert [row["path"] for row in refused.order_by("id")] == [f"/clientzone/{address}" for address in addresses]
    assert browser.get("/contracts/99").status_code == 302


class TestLink:
    def test_it_opens_the_payment_of_that_debt_only(self, by: Actor, browser: Client, simulator: Simulator) -> None:
        """The letter's link: number, amount, initials; no login, no name."""
        path = "/" + payment_link(contract_named(by, "11"), DUE).address.split("/", 3)[3]
        visitor = Client(headers={"accept-language": "en"})
        page = visitor.get(path)
        assert (page.status_code, page.headers["Referrer-Policy"]) == (200, "same-origin")
        assert "Payment for loan number 11" in page_text(page)
        assert "P. W." in page.content.decode()
        assert "Wzorcowy" not in page.content.decode()
        went = visitor.post(path, RIGHT)
        assert went["Location"].startswith(path)
        row = OnlinePayment.objects.get()
        assert (row.via, row.payer, row.begun_by) == ("link", "P. W.", None)
        assert notified(row) == 200
        result = visitor.get(f"{path}/payments/{row.number}")
        assert "Your payment is received." in page_text(result)
        assert visitor.get("/clientzone/loans/11").status_code == 302

    def test_it_expires_is_signed_and_throttled(self, by: Actor, browser: Client) -> None:
        path = "/" + payment_link(contract_named(by, "11"), DUE).address.split("/", 3)[3]
        visitor = Client(headers={"accept-language": "en"})
        assert visitor.get(f"{path}x").status_code == 404
        day_comes(by, date(2015, 8, 21))
        answer = visitor.get(path)
        assert (answer.status_code, "until 20 Aug 2015" in page_text(answer)) == (410, True)
        statuses = {visitor.get(path).status_code for _time in range(MOST)}
        assert statuses == {410, 429}


def test_the_form_takes_few_queries(browser: Client, django_assert_max_num_queries: object) -> None:
    """Session, user, frame, contract, events, borrowers, rates of law, provider."""
    with django_assert_max_num_queries(17):  # type: ignore[operator]
        browser.get(PAY)
