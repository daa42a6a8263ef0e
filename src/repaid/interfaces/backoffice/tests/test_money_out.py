"""Money out on screen: what waits, proposing, approving with count and sum, files, what the bank answered."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from repaid.access.actors import Actor
from repaid.access.tests.people import member
from repaid.contracts.tests.lender import LAUNCH, day_comes, instalment_loan, pln
from repaid.interfaces.backoffice.tests.conftest import SignIn
from repaid.interfaces.backoffice.tests.pages import filled, value_of
from repaid.interfaces.backoffice.tests.test_lists import FRAME
from repaid.interfaces.ui.testing import page_text
from repaid.parties.commands.contacts import add_bank_account
from repaid.payments.choices import OrderState
from repaid.payments.commands.order_files import make_order_file
from repaid.payments.commands.orders import approve_orders
from repaid.payments.commands.own_accounts import add_own_account
from repaid.payments.models import OrderFile, PaymentOrder
from repaid.payments.queries.orders import orders
from repaid.payments.tests.sending import ANNAS, OWN, PIOTRS, Senders, approved, proposed, senders, sent
from repaid.settling.commands.payouts import order_payout
from repaid.settling.payouts import money_to_send

ON = {"execution_day": LAUNCH}


@pytest.fixture
def people(by: Actor, loan: str) -> Senders:
    """The lender sends money from today on; 500,00 of contract 11 wait."""
    return senders(by, LAUNCH)


def read(client: Client, name: str, *args: Any, **asked: str) -> str:
    return page_text(client.get(reverse(f"backoffice:{name}", args=args), asked))


def payout_page(people: Senders, name: str) -> str:
    return f"{reverse(f'backoffice:{name}')}?contract=11&event={money_to_send(people.by)[0].key}"


class TestMoneyToSend:
    def test_the_contract_leads_to_the_order(self, browser: Client, people: Senders) -> None:
        add_bank_account(by=people.by, number="1", account=PIOTRS)
        assert "500.00 PLN of 21 May 2015 waits to be sent." in read(browser, "contract", "11")
        address = payout_page(people, "payout_order")
        page = browser.get(address)
        assert (value_of(page, "creditor"), value_of(page, "account")) == ("Piotr Wzorcowy", PIOTRS)
        assert value_of(page, "amount") == "500.00"
        assert "11" in value_of(page, "remittance")
        told = {name: value_of(page, name) for name in ("key", "amount", "creditor", "account", "remittance")}
        for _press in range(2):
            answer = browser.post(address, {**told, "own_account": OWN, "execution_day": "2015-05-21"})
            assert answer["Location"] == reverse("backoffice:order", args=["1"])
        assert orders(people.by).get().subject.number == "11"
        assert "waits to be sent" not in read(browser, "contract", "11")

    def test_the_list_and_paid_another_way(self, browser: Client, people: Senders) -> None:
        assert "11 Piotr Wzorcowy disbursement 21 May 2015 500.00 PLN Propose the order" in read(
            browser, "money_to_send"
        )
        address = payout_page(people, "payout_elsewhere")
        told = {"key": value_of(browser.get(address), "key"), "amount": "500.00", "reason": "Cash in Kraków"}
        assert "paid another way" in page_text(browser.post(address, told, follow=True))
        assert "Nothing waits to be sent." in read(browser, "money_to_send")

    def test_older_ones_are_looked_for_when_asked(self, by: Actor, browser: Client, people: Senders) -> None:
        day_comes(by, date(2015, 7, 23))
        assert "Nothing waits to be sent." in read(browser, "money_to_send")
        assert "Propose the order" in read(browser, "money_to_send", older="yes")

    def test_more_than_was_paid_out_is_refused_at_the_amount(self, browser: Client, people: Senders) -> None:
        address = payout_page(people, "payout_elsewhere")
        page = browser.post(address, {"amount": "500.01", "reason": "Cash"})
        assert page.status_code == 422
        assert "500.00 PLN of it is not ordered yet" in page_text(page)

    def test_without_an_own_account_it_says_how_to_begin(self, browser: Client, loan: str) -> None:
        for name in ("money_to_send", "order_propose"):
            assert "Name the account that money leaves from" in read(browser, name)
        done = filled(browser, "own_account_add", account=OWN, currency="PLN", since="2015-05-21")
        assert "PL83 9999 0000" in page_text(done)
        assert "Propose the order" in read(browser, "money_to_send")


class TestProposing:
    FORM = {
        "own_account": OWN, "amount": "120.00", "creditor": "Pośrednik sp. z o.o.", "account": ANNAS,
        "remittance": "Prowizja maj", "execution_day": "2015-05-22", "purpose": "commission",
    }  # fmt: skip

    def test_a_commission(self, browser: Client, people: Senders) -> None:
        text = page_text(filled(browser, "order_propose", **self.FORM))
        assert "Proposed. A colleague decides." in text
        assert "commission" in text
        assert "You proposed this yourself." in text

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"account": ANNAS.replace("27", "28", 1)}, "This account number is not right."),
            ({"execution_day": "2015-05-20"}, "The day has passed."),
            ({"purpose": "refund"}, "Name the contract that the money is for."),
        ],
    )
    def test_errors_stand_at_their_boxes(
        self, browser: Client, people: Senders, changes: dict[str, str], sentence: str
    ) -> None:
        page = filled(browser, "order_propose", **{**self.FORM, **changes})
        assert page.status_code == 422
        assert sentence in page_text(page)

    def test_each_currency_has_its_own_form(self, browser: Client, people: Senders) -> None:
        add_own_account(by=people.by, account="NL91ABNA0417164300", currency="EUR", since=LAUNCH)
        page = browser.get(reverse("backoffice:order_propose"), {"currency": "EUR"})
        assert "NL91ABNA0417164300" in page.content.decode()
        assert OWN not in page.content.decode()


class TestApproving:
    def test_count_and_sum_are_seen_before_one_press_approves_once(self, browser: Client, people: Senders) -> None:
        numbers = [proposed(people.clerk, amount, **ON).number for amount in ("500.00", "47.66")]
        page = browser.get(reverse("backoffice:approval"))
        assert "What you approve Orders 2 Sum 547.66 PLN" in page_text(page)
        told = {"key": value_of(page, "key"), "orders": numbers, "seen": value_of(page, "seen")}
        for _press in range(2):
            assert browser.post(reverse("backoffice:approval"), told)["Location"] == reverse("backoffice:approval")
        assert "2 payment orders approved." in read(browser, "approval")
        assert set(orders(people.by).values_list("state", flat=True)) == {OrderState.APPROVED}

    def test_other_orders_than_those_seen_are_shown_again(self, browser: Client, people: Senders) -> None:
        first, second = (proposed(people.clerk, amount, **ON).number for amount in ("500.00", "47.66"))
        seen = value_of(browser.get(reverse("backoffice:approval")), "seen")
        page = browser.post(reverse("backoffice:approval"), {"orders": [second], "seen": seen})
        assert "The figures have changed. Look at the effect once more" in page_text(page)
        part = browser.post(reverse("backoffice:approval"), {"orders": [first]}, headers={"HX-Request": "true"})
        assert "Orders 1 Sum 500.00 PLN" in page_text(part)
        assert not orders(people.by).filter(state=OrderState.APPROVED).exists()

    def test_what_looks_like_a_double_is_said_and_not_ticked(self, browser: Client, people: Senders) -> None:
        proposed(people.clerk, **ON)
        proposed(people.clerk, **ON)
        text = read(browser, "approval")
        assert "Orders 0" in text
        page = browser.post(reverse("backoffice:approval"), {"orders": ["1"]}, headers={"HX-Request": "true"})
        assert "Order 2 of 21 May 2015 sends the same amount to the same account." in page_text(page)

    def test_nobody_sees_a_way_to_approve_an_own_order(self, browser: Client, ewa: Actor, people: Senders) -> None:
        number = proposed(ewa, **ON).number
        assert "Nothing waits for you." in read(browser, "approval")
        answer = browser.post(reverse("backoffice:order_approve", args=[number]))
        assert "Another person must approve it." in page_text(answer)

    def test_from_the_page_of_the_order(self, browser: Client, people: Senders) -> None:
        number = proposed(people.clerk, **ON).number
        text = page_text(browser.post(reverse("backoffice:order_approve", args=[number]), follow=True))
        assert "1 payment order approved." in text
        assert "Approved Ewa Przykładowa" in text

    def test_declined(self, browser: Client, people: Senders) -> None:
        number = proposed(people.clerk, **ON).number
        text = page_text(filled(browser, "order_decline", number, reason="Wrong account"))
        assert "Withdrawn Ewa Przykładowa · Wrong account" in text

    def test_it_asks_its_right(self, sign_in: SignIn, people: Senders) -> None:
        number = proposed(people.clerk, **ON).number
        clerk = sign_in(people.clerk)
        assert clerk.get(reverse("backoffice:approval")).status_code == 403
        assert "Approve" not in read(clerk, "order", number)

    def test_the_start_page_says_that_orders_wait(self, browser: Client, sign_in: SignIn, people: Senders) -> None:
        proposed(people.clerk, **ON)
        assert "1 payment order of a colleague waits for your decision" in read(browser, "start")
        assert "of a colleague waits" not in read(sign_in(people.clerk), "start")


class TestFiles:
    def test_made_once_after_it_was_seen_and_the_same_every_time(self, browser: Client, people: Senders) -> None:
        approved(people, "500.00", "47.66", **ON)
        assert "2 approved orders are in no file yet" in read(browser, "order_files")
        address = reverse("backoffice:order_file_make")
        page = browser.get(address)
        assert "What the file holds Orders 2 Sum 547.66 PLN" in page_text(page)
        told = {"key": value_of(page, "key"), "own_account": OWN, "execution_day": "2015-05-21"}
        assert OrderFile.objects.count() == 0
        browser.post(address, told)
        assert OrderFile.objects.count() == 0
        for _press in range(2):
            answer = browser.post(address, {**told, "seen": value_of(page, "seen")})
            assert answer["Location"] == reverse("backoffice:order_file", args=["1"])
        file = OrderFile.objects.get()
        first, again = (browser.get(reverse("backoffice:order_file_download", args=["1"])) for _ in range(2))
        assert first.content == again.content == bytes(file.content)
        assert first["Content-Disposition"] == f'attachment; filename="{file.message_id}.xml"'
        assert f"Check sum (SHA-256) {file.digest}" in read(browser, "order_file", "1")

    def test_what_the_bank_answered(self, browser: Client, people: Senders) -> None:
        sent(people, "1.00", "2.00", **ON)
        text = page_text(filled(browser, "order_reject", "1", reason="Account closed"))
        assert "Rejected by the bank Ewa Przykładowa · Account closed" in text
        done = filled(browser, "order_file_execute", "1", on="2015-05-21")
        assert "Confirmed." in page_text(done)
        assert list(orders(people.by).order_by("id").values_list("state", flat=True)) == ["rejected", "executed"]
        again = filled(browser, "order_repeat", "1", creditor="Anna", account=ANNAS, execution_day="2015-05-21")
        assert "Repeats order 1" in page_text(again)
        assert "It is sent again by order 3." in read(browser, "order", "1")

    def test_the_money_of_a_contract_that_was_rejected_is_ordered_again(self, browser: Client, people: Senders) -> None:
        key = money_to_send(people.by)[0].key
        order_payout(
            by=people.clerk, contract="11", event_key=key, amount=pln("500.00"), creditor="Piotr", account=PIOTRS,
            remittance="Umowa 11", **ON,
        )  # fmt: skip
        approve_orders(by=people.manager, orders=["1"])
        make_order_file(by=people.cashier, own_account=OWN, orders=["1"], **ON)
        filled(browser, "order_reject", "1", reason="Account closed")
        assert f"contract=11&amp;event={key}" in browser.get(reverse("backoffice:order", args=["1"])).content.decode()

    def test_only_who_sends_orders_gets_the_file(self, sign_in: SignIn, people: Senders) -> None:
        sent(people, **ON)
        clerk = sign_in(people.clerk)
        assert clerk.get(reverse("backoffice:order_file_download", args=["1"])).status_code == 403
        assert "Get the file" not in read(clerk, "order_file", "1")


class TestLists:
    @pytest.mark.parametrize("typed", ["wzorcowy", "500,00", "500.00", PIOTRS[-6:], "PO20150521-1"])
    def test_an_order_is_found(self, browser: Client, people: Senders, typed: str) -> None:
        proposed(people.clerk, **ON)
        proposed(people.clerk, "7.00", creditor="Anna", account=ANNAS, remittance="x", **ON)
        assert "rows: 1" in read(browser, "orders", q=typed)

    def test_filtered_by_state_and_exported(self, browser: Client, people: Senders) -> None:
        proposed(people.clerk, "7.00", **ON)
        approved(people, **ON)
        assert "rows: 1" in read(browser, "orders", state="approved")
        answer = browser.get(reverse("backoffice:orders"), {"export": "csv", "state": "proposed"})
        assert "7.00,PLN,Piotr Wzorcowy" in b"".join(answer).decode()

    @pytest.mark.parametrize(
        ("name", "queries"),
        [("orders", 3), ("approval", 6), ("money_to_send", 2), ("order_files", 3), ("own_accounts", 2)],
    )
    def test_a_page_takes_as_many_queries_whatever_stands_on_it(
        self, browser: Client, people: Senders, name: str, queries: int, django_assert_num_queries: Any
    ) -> None:
        for place in range(4):
            instalment_loan(people.by, number=f"7{place}")
            proposed(people.clerk, f"{place + 1}.00", contract="11", **ON)
        sent(people, **ON)
        address = reverse(f"backoffice:{name}")
        browser.get(address)
        with django_assert_num_queries(FRAME + queries):
            browser.get(address)

    def test_one_order_and_one_file_too(self, browser: Client, people: Senders, django_assert_num_queries: Any) -> None:
        sent(people, "1.00", "2.00", "3.00", contract="11", **ON)
        for name, queries in (("order", 2), ("order_file", 5)):
            address = reverse(f"backoffice:{name}", args=["1"])
            browser.get(address)
            with django_assert_num_queries(FRAME + queries):
                browser.get(address)

    def test_a_stranger_finds_nothing(self, by: Actor, sign_in: SignIn, people: Senders) -> None:
        proposed(people.clerk, contract="11", **ON)
        waldek = member(by, "Waldek", ("payments.view", "payments.order"), scope="branch", branch="WA")
        stranger = sign_in(waldek)
        assert stranger.get(reverse("backoffice:order", args=["1"])).status_code == 404
        assert "No payment orders yet." in read(stranger, "orders")
        assert PaymentOrder.objects.count() == 1
