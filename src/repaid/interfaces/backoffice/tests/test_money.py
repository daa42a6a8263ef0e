"""The desk, one payment, statements: what a clerk reads and presses."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from repaid.access.actors import Actor
from repaid.access.tests.people import member
from repaid.contracts.commands.billing import bill_due
from repaid.contracts.models import Event
from repaid.contracts.tests.lender import ACCOUNT, day_comes, pay, pln
from repaid.interfaces.backoffice.tests.conftest import SignIn
from repaid.interfaces.backoffice.tests.pages import filled, value_of
from repaid.interfaces.backoffice.tests.test_lists import FRAME
from repaid.interfaces.ui.testing import page_text
from repaid.payments.choices import State
from repaid.payments.commands.entering import register_payment
from repaid.payments.models import Payment, Statement
from repaid.payments.queries import payment_named
from repaid.payments.tests.money import table
from repaid.settling.commands.settling import settle_payment
from repaid.settling.models import Settlement

DUE = date(2015, 6, 21)


@pytest.fixture(autouse=True)
def on_the_due_date(by: Actor, loan: str, long_loan: str) -> None:
    day_comes(by, DUE)
    bill_due(by=by)


def came(by: Actor, amount: str = "552.34", payer: str = "Piotr Wzorcowy", title: str = "umowa 11") -> str:
    """Money that was entered by hand; its number."""
    return register_payment(by=by, amount=pln(amount), value_date=DUE, payer=payer, title=title).number


def brought(browser: Client, content: bytes, name: str = "bank.csv") -> HttpResponse:
    """Bring a file; the page of what is in it."""
    file = SimpleUploadedFile(name, content)
    return browser.post(reverse("backoffice:statement_bring"), {"file": file}, follow=True)


def told_of() -> Statement:
    """The statement that was taken in."""
    return Statement.objects.get()


class TestDesk:
    def test_the_oldest_payment_with_reasons_and_effect(self, by: Actor, browser: Client) -> None:
        came(by)
        text = page_text(browser.get("/money/desk"))
        assert "1 payment waits for a person·552.34 PLN" in text
        assert "Contract 11, Piotr Wzorcowy Due now 552.34 PLN" in text
        assert "70 likely" in text
        assert "Speaks for it: the title names the number of this contract" in text
        assert "Speaks for it: the amount is exactly what is due" in text
        assert "State active settled" in text

    def test_one_press_books_once_and_the_next_one_comes(self, by: Actor, browser: Client) -> None:
        number = came(by)
        other = came(by, "33.00", "Ktoś Inny", "czynsz")
        page = browser.get("/money/desk")
        told = {"key": value_of(page, "key"), "contract": "11"}
        for _press in range(2):
            answer = browser.post(f"/money/desk/{number}/settle", told)
            assert (answer.status_code, answer["Location"]) == (302, f"/money/desk/{other}")
        assert Event.objects.filter(kind="received").count() == 1
        text = page_text(browser.get(answer["Location"]))
        assert f"Payment {number}: 552.34 PLN booked on contract 11." in text
        assert "33.00 PLN" in text
        assert "No contract fits." in text

    def test_a_booking_that_is_refused_says_why_at_the_desk(self, by: Actor, browser: Client) -> None:
        number = came(by)
        pay(by, "11", "552.34", DUE, "WPL-1")
        answer = browser.post(f"/money/desk/{number}/settle", {"contract": "11"})
        assert answer["Location"] == f"/money/desk/{number}?contract=11"
        text = page_text(browser.get(answer["Location"]))
        assert text.count("Contract 11 is settled. It takes no payments now.") == 2
        assert payment_named(by, number).state == State.UNMATCHED

    def test_a_booking_is_undone_from_its_notice(self, by: Actor, browser: Client) -> None:
        number = came(by)
        page = browser.get("/money/desk")
        told = {"key": value_of(page, "key"), "contract": "11"}
        notice = browser.post(f"/money/desk/{number}/settle", told, follow=True)
        address = reverse("backoffice:desk_undo", args=[Settlement.objects.get().pk])
        assert f'action="{address}"' in notice.content.decode()
        for _press in range(2):
            undone = browser.post(address, follow=True)
            assert undone.redirect_chain[-1][0] == f"/money/desk/{number}"
        assert "Undone. The money waits again." in page_text(undone)
        assert payment_named(by, number).state == State.UNSETTLED

    def test_a_payment_dated_back_says_what_changes(self, by: Actor, browser: Client) -> None:
        """A payment of the due date that comes to light 19 days later: the penalty interest goes."""
        day_comes(by, date(2015, 7, 10))
        came(by)
        text = page_text(browser.get("/money/desk"))
        assert "Owed today 553.49 PLN 0.00 PLN" in text
        assert "Instalments that change" in text
        assert "Waits since 21 Jun 2015 (19 days)" in text

    def test_an_empty_desk_says_so(self, by: Actor, browser: Client) -> None:
        text = page_text(browser.get("/money/desk"))
        assert "Nothing waits for you." in text
        assert "All money has found its contract." in text
        browser.post(reverse("backoffice:payment_park", args=[came(by)]), {"reason": "We ask the bank"})
        assert "1 payment is put aside." in page_text(browser.get("/money/desk"))

    def test_put_aside_from_the_desk_leads_to_the_next(self, by: Actor, browser: Client) -> None:
        first, second = came(by), came(by, "33.00", "Ktoś Inny", "czynsz")
        address = reverse("backoffice:payment_park", args=[first])
        assert f"{address}?desk=1" in browser.get("/money/desk").content.decode()
        answer = browser.post(f"{address}?desk=1", {"reason": "We ask the bank"})
        assert answer["Location"] == f"/money/desk/{second}"

    def test_it_asks_the_right_to_book(self, by: Actor, sign_in: SignIn) -> None:
        jan = sign_in(member(by, "Jan Kowalski", ("payments.view",)))
        assert jan.get("/money/desk").status_code == 403


class TestSplit:
    def test_who_gets_what_before_it_is_booked(self, by: Actor, browser: Client) -> None:
        number = came(by, "1000.00")
        address = reverse("backoffice:payment_split", args=[number])
        told = {
            "key": value_of(browser.get(address), "key"), "contract_1": "11", "amount_1": "600.00", "contract_2": "77",
            "amount_2": "400.00",
        }  # fmt: skip
        page = browser.post(address, told)
        assert "11 600.00 550.00 2.34 0.00 0.00 47.66" in page_text(page)
        assert not Settlement.objects.exists()
        told["seen"] = value_of(page, "seen")
        for _press in range(2):
            assert browser.post(address, told).status_code == 302
        assert Settlement.objects.count() == 2
        assert payment_named(by, number).state == State.SETTLED

    def test_cc_45_the_proposed_parts_are_changed_before_saving(self, by: Actor, browser: Client) -> None:
        """CC-45: the proposal for 552,34 against principal 550 and interest 2,34; the user can change it."""
        number = came(by)
        address = reverse("backoffice:payment_split", args=[number])
        told = {"contract_1": "11", "amount_1": "552.34", "scheme": ":by-parts"}
        asked = browser.post(address, told)
        parts = {name: value_of(asked, name) for name in ("part_1_principal", "part_1_interest", "part_1_penalty")}
        assert parts == {"part_1_principal": "550.00", "part_1_interest": "2.34", "part_1_penalty": "0.00"}
        told |= {**parts, "by_parts": "1", "part_1_interest": "1.34", "key": value_of(asked, "key")}
        page = browser.post(address, told)
        assert "11 551.34 550.00 1.34 0.00 0.00 0.00" in page_text(page)
        assert "Stays on the payment 1.00 PLN" in page_text(page)
        assert "Owed today 552.34 PLN 1.00 PLN" in page_text(page)
        told["seen"] = value_of(page, "seen")
        text = page_text(browser.post(address, told, follow=True))
        assert "Piotr Wzorcowy · Interest 1.34 PLN" in text
        assert "Piotr Wzorcowy · Principal 550.00 PLN" in text
        too_much = browser.post(address, {**told, "key": "", "seen": "", "part_1_interest": "9.00"})
        assert "takes only" in page_text(too_much) or "is left" in page_text(too_much)

    def test_an_unknown_contract_is_said_at_its_box(self, by: Actor, browser: Client) -> None:
        address = reverse("backoffice:payment_split", args=[came(by)])
        page = browser.post(address, {"contract_2": "404", "amount_2": "1.00"})
        assert page.status_code == 422
        assert "There is no contract 404 here" in page_text(page)

    def test_half_a_line_is_said_at_its_box(self, by: Actor, browser: Client) -> None:
        address = reverse("backoffice:payment_split", args=[came(by)])
        page = page_text(browser.post(address, {"contract_1": "11", "amount_2": "1.00"}))
        assert "Say how much this contract gets, or clear it." in page
        assert "Say which contract gets this amount." in page

    def test_other_figures_than_those_seen_are_shown_again(self, by: Actor, browser: Client) -> None:
        number = came(by, "1000.00")
        address = reverse("backoffice:payment_split", args=[number])
        told = {"contract_1": "11", "amount_1": "600.00", "seen": ";11=100"}
        assert "550.00" in page_text(browser.post(address, told))
        assert not Settlement.objects.exists()

    def test_more_than_came_is_a_sentence(self, by: Actor, browser: Client) -> None:
        address = reverse("backoffice:payment_split", args=[came(by, "10.00")])
        page = browser.post(address, {"contract_1": "11", "amount_1": "11.00"})
        assert page.status_code == 422
        assert "The lines come to 11.00 PLN, but 10.00 PLN" in page_text(page)


class TestPayment:
    def test_cc_43_withdrawn_with_both_operations_on_the_page(self, by: Actor, browser: Client) -> None:
        number = came(by)
        page = browser.get("/money/desk")
        browser.post(f"/money/desk/{number}/settle", {"key": value_of(page, "key"), "contract": "11"})
        address = reverse("backoffice:settlement_withdraw", args=[Settlement.objects.get().pk])
        told = {"key": value_of(browser.get(address), "key"), "reason": "Belongs to his brother"}
        text = page_text(browser.post(address, told, follow=True))
        assert "Withdrawn. The money waits again." in text
        assert "Ewa Przykładowa · by hand" in text
        assert "Ewa Przykładowa · Belongs to his brother" in text
        assert "unsettled" in text

    def test_cc_39_and_cc_42_entered_and_found(self, browser: Client) -> None:
        address = reverse("backoffice:payment_enter")
        told = {"amount": "552.34", "value_date": "21.06.2015", "payer": "Piotr Wzorcowy", "contract": "11"}
        told["channel"] = "cash"
        told["key"] = value_of(browser.get(address), "key")
        text = page_text(browser.post(address, told, follow=True))
        assert "unsettled" in text
        assert "How it came cash" in text
        assert "There is no contract 404" in page_text(browser.post(address, {**told, "key": "", "contract": "404"}))
        text = page_text(browser.get("/money/payments?q=552,34"))
        assert "552.34 PLN Piotr Wzorcowy" in text
        assert "unsettled" in text
        told.pop("key")
        assert "If this is another one" in page_text(browser.post(address, told))
        assert "Enter an amount above 0" in page_text(browser.post(address, {**told, "amount": "0"}))

    def test_cc_41_whose_money_it_is(self, by: Actor, browser: Client) -> None:
        number = came(by, title="rata")
        text = page_text(filled(browser, "payment_assign", number, customer="1"))
        assert "unsettled" in text
        assert "Belongs to 1 Piotr Wzorcowy" in text
        assert "There is no party 404 here" in page_text(filled(browser, "payment_assign", number, customer="404"))
        assert "unmatched" in page_text(filled(browser, "payment_assign", number))

    def test_what_it_paid_and_the_credit_balance_in_use(self, by: Actor, browser: Client) -> None:
        """Decision 38: the deposit stands in the row of the payment; when it is used a second row says so."""
        number = came(by, "1100.00", "Anna Kowalska", "rata 77")
        page = browser.get("/money/desk")
        browser.post(f"/money/desk/{number}/settle", {"key": value_of(page, "key"), "contract": "77"})
        address = reverse("backoffice:payment", args=[number])
        text = page_text(browser.get(address))
        assert "What it paid on contract 77" in text
        assert "21 Jun 2015 1,100.00 944.27 122.30 0.00 0.00 33.43" in text
        assert "33.43 PLN of it is kept as credit balance" in text
        assert "Pay it back to the customer" in text
        assert "the title names the number of this contract" in text
        day_comes(by, date(2015, 7, 21))
        bill_due(by=by)
        text = page_text(browser.get(address))
        assert "21 Jul 2015from deposit 0.00" in text or "21 Jul 2015 from deposit 0.00" in text
        assert "kept as credit balance" not in text

    def test_cc_42_buttons_as_the_state_allows(self, by: Actor, browser: Client) -> None:
        """CC-42: searching amount 552,34 finds the payment with its state; Settle and Withdraw are offered."""
        number = came(by)
        text = page_text(browser.get("/money/payments?q=552,34"))
        assert "unmatched Settle" in text
        page = browser.get("/money/desk")
        browser.post(f"/money/desk/{number}/settle", {"key": value_of(page, "key"), "contract": "11"})
        assert "settled Withdraw" in page_text(browser.get("/money/payments?q=552,34"))
        pay(by, "77", "40.00", DUE, "WPL-1")
        assert "WPL-1 21 Jun 2015 40.00 PLN" in page_text(browser.get("/money/payments?amount_to=50"))
        assert "rows: 1" in page_text(browser.get("/money/payments?value_date_from=21.06.2015&q=wpl&source=contract"))
        assert "Nothing found" in page_text(browser.get("/money/payments?value_date_from=22.06.2015"))
        assert "This is not a date." in page_text(browser.get("/money/payments?value_date_from=soon"))

    def test_put_aside_and_taken_up_again(self, by: Actor, browser: Client) -> None:
        number = came(by)
        address = reverse("backoffice:payment_park", args=[number])
        browser.post(address, {"reason": "We ask the bank"})
        text = page_text(browser.get(reverse("backoffice:payment", args=[number])))
        assert "parked" in text
        assert "We ask the bank" in text
        browser.post(reverse("backoffice:payment_take_up", args=[number]))
        assert payment_named(by, number).state == State.UNMATCHED

    def test_taken_back(self, by: Actor, browser: Client) -> None:
        number = came(by)
        browser.post(reverse("backoffice:payment_take_back", args=[number]), {"reason": "Entered by mistake"})
        assert payment_named(by, number).state == State.WITHDRAWN


@pytest.mark.parametrize(
    ("page", "queries"),
    [
        ("/money/payments", 6), ("/money/payments?q=wzorcowy", 5), ("/money/payments?after=p{pk}", 7),
        ("/money/payments/{settled}", 6), ("/money/statements", 2), ("/money/receipts", 2),
    ],
)  # fmt: skip
def test_a_page_takes_as_many_queries_whatever_stands_in_it(
    by: Actor, browser: Client, page: str, queries: int, django_assert_num_queries: object
) -> None:
    """Beside the frame: the list asks each of its two tables for rows, their count and their sum."""
    settled = came(by)
    settle_payment(by=by, number=settled, lines=[("11", pln("552.34"))])
    for place in range(3):
        last = came(by, f"{place + 1}.00")
    address = page.format(pk=payment_named(by, last).pk, settled=settled)
    browser.get(address)
    with django_assert_num_queries(FRAME + queries):  # type: ignore[operator]
        browser.get(address)


class TestStatements:
    ROWS = [("552,34", "Piotr", "", f"rata {ACCOUNT}"), ("7,00", "Jan", "", "czynsz")]

    def test_cc_40_a_file_is_shown_and_taken_in_once(self, browser: Client) -> None:
        page = brought(browser, table(self.ROWS, DUE))
        text = page_text(page)
        assert "552.34 PLN Piotr" in text
        assert "new 11" in text
        assert not Payment.objects.exists()
        address = page.redirect_chain[-1][0] + "/take-in"
        told = {"key": value_of(page, "key")}
        for _press in range(2):
            assert browser.post(address, told)["Location"] == reverse("backoffice:statement", args=[told_of().pk])
        assert "Taken in: 2 new entries, 0 known before, 1 settled." in page_text(browser.get("/money/statements"))
        again = page_text(brought(browser, table(self.ROWS, DUE)))
        assert "Entries 2 Sum of the file 559.34 PLN New 0 Known before 2" in again
        assert "All of it is known already." in again

    def test_what_became_of_each_row_stands_on_the_page_of_the_statement(self, browser: Client) -> None:
        page = brought(browser, table(self.ROWS, DUE))
        assert "Entries 2 Sum of the file 559.34 PLN New 2 Known before 0 Settled by itself 1" in page_text(page)
        browser.post(page.redirect_chain[-1][0] + "/take-in", {"key": value_of(page, "key")})
        address = reverse("backoffice:statement", args=[told_of().pk])
        assert address in browser.get("/money/statements").content.decode()
        text = page_text(browser.get(address))
        assert "552.34 PLN Piotr" in text
        assert "11 Piotr Wzorcowy settled Withdraw" in text
        assert "unmatched Settle" in text
        assert "rows: 1" in page_text(browser.get(f"{address}?state=settled"))
        assert "rows: 1" in page_text(browser.get(f"{address}?q=czynsz"))
        assert browser.get(reverse("backoffice:statement", args=[0])).status_code == 404

    def test_a_file_of_which_nothing_can_be_taken_in_offers_no_button(self, browser: Client) -> None:
        page = brought(browser, b"%PDF-1.7 no statement")
        assert "Nothing of this file can be taken in." in page_text(page)
        assert "Bring another file" in page_text(page)
        assert "take-in" not in page.content.decode()

    def test_a_wrong_part_is_named_and_left_out_by_choice(self, browser: Client) -> None:
        page = brought(browser, table([*self.ROWS, ("1x", "Jan", "", "")], DUE))
        assert "Line 4: “1x” is not an amount in PLN. It is left out." in page_text(page)
        address = page.redirect_chain[-1][0] + "/take-in"
        refused = browser.post(address, {})
        assert refused.status_code == 422
        assert "keep what is right" in page_text(refused)
        browser.post(address, {"keep_good": "on"})
        assert Payment.objects.count() == 2

    def test_columns_are_chosen_once(self, browser: Client) -> None:
        content = b"When;Who;How much\n2015-06-21;Piotr;552,34\n2015-06-21;Anna;1,00\n"
        page = brought(browser, content)
        assert "Choose the columns yourself" in page_text(page)
        address = page.redirect_chain[-1][0]
        told = {"booked_on": "When", "amount": "How much", "counterparty": "Who", "default_currency": "PLN"}
        assert "552.34 PLN Piotr" in page_text(browser.post(f"{address}/columns", told, follow=True))
        assert "552.34 PLN Piotr" in page_text(brought(browser, content + b"2015-06-21;Maria;2,00\n"))

    @pytest.mark.parametrize("name", ["money", "statements", "statement_bring", "payment_enter", "desk"])
    def test_every_page_opens(self, browser: Client, name: str) -> None:
        assert browser.get(reverse(f"backoffice:{name}")).status_code == 200
