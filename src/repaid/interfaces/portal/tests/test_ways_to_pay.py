"""What a customer finds around an online payment: amounts, the way back to it, a transfer in its place, the history."""

from threading import Thread

import pytest
from django.core.cache import cache
from django.test import Client

from repaid.access.actors import Actor
from repaid.access.models import User
from repaid.contracts.commands.disbursement import disburse
from repaid.contracts.commands.opening import open_contract
from repaid.contracts.commands.payments import receive_payment
from repaid.contracts.links import payment_link
from repaid.contracts.queries.contracts import contract_named
from repaid.interfaces.portal.payments.results import LOOKS
from repaid.interfaces.portal.tests.specimen import (
    ACCOUNT,
    DUE,
    LAUNCH,
    client_with_loans,
    day_comes,
    lender,
    pln,
    signed_in,
)
from repaid.interfaces.shared.throttling import MOST
from repaid.interfaces.simulator.server import Simulator
from repaid.interfaces.ui.testing import page_text
from repaid.payments.commands.providers import switch_provider
from repaid.payments.models import OnlinePayment, PaymentProvider
from repaid.payments.providers.protocol import Said
from repaid.products.queries import TermsRequest
from repaid.products.tests import offers
from repaid.settling.tests.paying import SECRET, begun, provider, told

PAY = "/clientzone/loans/11/pay"


@pytest.fixture
def by(db: None) -> Actor:
    cache.clear()
    return lender()


@pytest.fixture
def browser(by: Actor) -> Client:
    """Piotr on the due day of loan 11, with a provider connected."""
    piotr = client_with_loans(by)
    provider(by)
    day_comes(by, DUE)
    return signed_in(piotr, "en")


def text_of(browser: Client, address: str) -> str:
    return page_text(browser.get(f"/clientzone/{address}"))


def switched_off(by: Actor) -> None:
    for row in PaymentProvider.objects.all():
        switch_provider(by=by, key=row.pk, is_active=False)


def link(by: Actor) -> str:
    return "/" + payment_link(contract_named(by, "11"), DUE).address.split("/", 3)[3]


def test_each_amount_is_proposed_once(browser: Client) -> None:
    """On its due day the only instalment is what is due now and everything as well: one amount, 552,34."""
    page = browser.get(PAY).context["page"]
    assert [(each.label, each.amount) for each in page.proposals] == [("What is due now", pln("552.34"))]
    assert 'data-value="552.34"' in browser.get(PAY).content.decode()


def test_amounts_of_several_instalments(by: Actor, browser: Client) -> None:
    """Due now, that with the next instalment, everything; before anything is due, the next instalment alone."""
    person = User.objects.get(audience="customer").person
    assert person is not None
    request = TermsRequest(amount=pln("300.00"), count=3, start=LAUNCH)
    open_contract(by=by, product=offers.CODE, request=request, borrowers=[person.number], number="21")
    disburse(by=by, number="21", amount=pln("300.00"), value_date=LAUNCH)
    proposals = browser.get("/clientzone/loans/21/pay").context["page"].proposals
    assert sorted(each.amount.minor for each in proposals) == [each.amount.minor for each in proposals]
    assert [each.label for each in proposals] == [
        "What is due now",
        "What is due now and the instalment of 21\xa0Jul\xa02015",
        "Everything today",
    ]
    receive_payment(by=by, number="21", amount=proposals[0].amount, value_date=DUE, receipt="przelew-21")
    proposals = browser.get("/clientzone/loans/21/pay").context["page"].proposals
    assert [each.label for each in proposals] == ["The instalment of 21\xa0Jul\xa02015", "Everything today"]


def test_what_was_paid_early_is_not_asked_for_again(by: Actor, browser: Client) -> None:
    """The next instalment paid before its day is a deposit (decision 38): the pages say that it covers it."""
    person = User.objects.get(audience="customer").person
    assert person is not None
    request = TermsRequest(amount=pln("300.00"), count=3, start=DUE)
    open_contract(by=by, product=offers.CODE, request=request, borrowers=[person.number], number="22")
    disburse(by=by, number="22", amount=pln("300.00"), value_date=DUE)
    first = browser.get("/clientzone/loans/22/pay").context["page"].proposals[0].amount
    receive_payment(by=by, number="22", amount=pln("50.00"), value_date=DUE, receipt="przelew-22")
    left = browser.get("/clientzone/loans/22/pay").context["page"].proposals[0].amount
    assert left == first - pln("50.00")
    assert "Your deposit pays a part of it. Deposit: 50.00 PLN" in text_of(browser, "loans/22")
    receive_payment(by=by, number="22", amount=left, value_date=DUE, receipt="przelew-23")
    assert "It is covered by your deposit." in text_of(browser, "start")
    proposals = browser.get("/clientzone/loans/22/pay").context["page"].proposals
    assert [each.label for each in proposals] == ["Everything today"]


def test_cz_66_a_number_keeps_its_order_in_persian(by: Actor, browser: Client) -> None:
    """CZ-66: numbers remain readable left to right: one with dashes is isolated in headings and sentences."""
    person = User.objects.get(audience="customer").person
    assert person is not None
    request = TermsRequest(amount=pln("300.00"), count=3, start=DUE)
    number = "8329-307-1401659-1"
    open_contract(by=by, product=offers.CODE, request=request, borrowers=[person.number], number=number)
    disburse(by=by, number=number, amount=pln("300.00"), value_date=DUE)
    User.objects.filter(audience="customer").update(language="fa")
    for address in (f"loans/{number}", f"loans/{number}/schedule", f"loans/{number}/pay", "start"):
        page = browser.get(f"/clientzone/{address}").content.decode()
        assert f"\u2066{number}\u2069" in page, address


def test_a_transfer_says_what_to_transfer(by: Actor, browser: Client) -> None:
    """Recipient, account, amount and title, and a code for the application of the bank."""
    text = text_of(browser, "loans/11/pay")
    lines = (
        "Do you prefer a bank transfer?", f"Account number for repayments {ACCOUNT}", "Amount 552.34 PLN",
        "Title of the transfer Loan 11", "Scan the code",
    )  # fmt: skip
    assert [line for line in lines if line not in text] == []
    assert 'aria-label="Code for a banking application"' in browser.get(PAY).content.decode()


def test_cz_48_without_a_provider_the_transfer_is_told(by: Actor, browser: Client) -> None:
    """CZ-48: with all providers off there is no form; the page, with or without login, says how to pay instead."""
    switched_off(by)
    for page in (browser.get(PAY), Client(headers={"accept-language": "en"}).get(link(by))):
        assert page.status_code == 409
        text = page_text(page)
        assert "Online payment is not possible at the moment." in text
        assert f"{ACCOUNT}" in text
        assert "Amount 552.34 PLN" in text
        assert "Proceed to payment" not in text
    assert browser.post(PAY, {"description": "spłata", "amount": "552,34"}).status_code == 409
    assert not OnlinePayment.objects.exists()


def test_cz_48_another_provider_takes_the_payment(by: Actor, browser: Client) -> None:
    """CZ-48: a test provider before the other one takes the next payment, at its own address; the form is the same."""
    server = Simulator("127.0.0.1", 0, SECRET)
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    provider(by, "Test Pay", place=0, address=server.address)
    went = browser.post(PAY, {"email": "p.wzorcowy@example.com", "description": "spłata", "amount": "552,34"})
    row = OnlinePayment.objects.select_related("provider").get()
    assert row.provider.name == "Test Pay"
    assert f'content="0; url={server.address}/pay/{row.reference}"' in browser.get(went["Location"]).content.decode()
    server.shutdown()
    server.server_close()


def test_cz_53_an_abandoned_payment_can_be_gone_on_with(by: Actor, browser: Client) -> None:
    """Left before it was paid, it is pending; its page leads back to the provider and looks by itself for a while."""
    row = begun(by)
    address = f"loans/11/payments/{row.number}"
    page = browser.get(f"/clientzone/{address}").content.decode()
    assert f'href="/clientzone/{address}/go"' in page
    assert f'hx-get="/clientzone/{address}?look=1"' in page
    last = browser.get(f"/clientzone/{address}?look={LOOKS}").content.decode()
    assert "hx-get" not in last.partition('id="result"')[2].partition("</section>")[0]
    assert "Look again" in last


def test_cz_53_a_failed_payment_is_tried_again_as_it_was(by: Actor, browser: Client) -> None:
    """CZ-53: it failed, nothing is booked; the form comes back with amount and description."""
    row = begun(by, amount="100.00")
    told(by, row, Said.FAILED)
    page = browser.get(f"/clientzone/loans/11/payments/{row.number}").content.decode()
    assert f'href="{PAY}?again={row.number}"' in page
    form = browser.get(f"{PAY}?again={row.number}").context["form"]
    assert (form["amount"].value(), form["description"].value()) == ("100.00", "spłata")
    assert browser.get(f"{PAY}?again=999").status_code == 404


def test_cz_54_what_was_paid_online_is_found_again(by: Actor, browser: Client) -> None:
    """CZ-54: under the repayments stand the online payments with their state, newest first, and lead to their pages."""
    assert "Your online payments" not in text_of(browser, "loans/11/repayments")
    failed = begun(by, amount="100.00", key="form-1")
    told(by, failed, Said.FAILED)
    paid = begun(by, key="form-2")
    told(by, paid)
    text = text_of(browser, "loans/11/repayments").partition("Your online payments")[2]
    assert text.index("received") < text.index("failed")
    assert (
        f'href="/clientzone/loans/11/payments/{paid.number}"'
        in browser.get("/clientzone/loans/11/repayments").content.decode()
    )


def test_pending_payments_stand_on_the_first_page(by: Actor, browser: Client) -> None:
    """Who has paid sees it at once, wherever the debt is shown."""
    row = begun(by)
    for address in ("start", "loans", "loans/11"):
        assert "Your payment is pending. 552.34 PLN" in text_of(browser, address), address
    told(by, row)
    assert "pending" not in text_of(browser, "start")


class TestLink:
    def test_it_shows_no_payment_of_the_client_zone(self, by: Actor, browser: Client) -> None:
        """What the client typed in the client zone is not for whoever has the letter."""
        row, visitor = begun(by), Client(headers={"accept-language": "en"})
        answers = [visitor.get(f"{link(by)}{rest}") for rest in (f"/payments/{row.number}", f"?again={row.number}")]
        assert [answer.status_code for answer in answers] == [404, 404]

    def test_waiting_on_the_page_is_not_opening_it_too_often(self, by: Actor, browser: Client) -> None:
        """The page looks every three seconds whether the payment has come; that does not count as opening it."""
        row, visitor = begun(by), Client()
        OnlinePayment.objects.update(via="link")
        answers = [
            visitor.get(f"{link(by)}/payments/{row.number}", headers={"HX-Request": "true"})
            for _look in range(MOST + 5)
        ]
        assert {answer.status_code for answer in answers} == {200}
