"""Applications on screen: search, header, tabs, procedures, the run window, the procedures of a product."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from repaid.access.actors import Actor
from repaid.access.commands.organisations import move_business_day
from repaid.access.models import Proposal, User
from repaid.access.tests.people import member
from repaid.activities.choices import EventType
from repaid.activities.commands.ground import About
from repaid.activities.commands.noting import Contact, note_event
from repaid.activities.commands.planning import Plan, plan_activity
from repaid.contracts.commands.disbursement import disburse
from repaid.contracts.tests.lender import pln
from repaid.documents.commands.ground import add_usual_categories
from repaid.documents.tests.files import pdf
from repaid.identity.tests.people import open_gateways
from repaid.interfaces.backoffice.tests.conftest import SignIn
from repaid.interfaces.backoffice.tests.pages import value_of
from repaid.interfaces.ui.testing import page_text
from repaid.messages.models import Message
from repaid.origination.choices import Step
from repaid.origination.commands.configuring import choose_procedures
from repaid.origination.commands.drafting import change_application, wish_of
from repaid.origination.models import Application
from repaid.origination.queries import application_named
from repaid.origination.tests.applications import DAY, PESEL, customer, entered, led_to, pan_x, run, wish
from repaid.products.tests import offers

TABS = ("Decisions", "Comments", "Procedures", "Actions", "Documents", "Application")
ADDRESSES = ("/decisions", "/comments", "/procedures", "/actions", "/documents", "")


@pytest.fixture
def by(db: None) -> Actor:
    return pan_x()


@pytest.fixture
def pan(by: Actor, sign_in: SignIn) -> Client:
    """A browser in which Pan X has signed in."""
    return sign_in(by)


def post(client: Client, address: str, **typed: Any) -> Any:
    """Send the form that stands at an address."""
    return client.post(address, {"key": value_of(client.get(address), "key"), **typed}, follow=True)


def rows(page: Any) -> dict[str, list[str]]:
    """The cells of the procedures by name: state, result, execute, executed by, date, view."""
    found = {}
    for line in re.findall(r"<tr><th scope=\"row\">(.*?)</tr>", page.content.decode(), re.DOTALL):
        name, *cells = re.split(r"</t[hd]>", line)
        found[name] = [page_text(cell) for cell in cells[:-1]]
    return found


class TestSearch:
    def test_cz_06_number_23_gives_one_row_and_opens(self, by: Actor, pan: Client) -> None:
        """CZ-06: searching for number 23 returns exactly one row and opening it shows "Application no. 23"."""
        piotr = customer(by)
        for number in ("22", "23", "230"):
            entered(by, number, borrower=piotr)
        page = pan.get("/applications?number=23")
        assert re.findall(r'href="(/applications/\d+)"', page.content.decode()) == ["/applications/23"]
        assert "(optional)" not in page_text(page), "every box of a search may stay empty"
        assert "Application no. 23" in page_text(pan.get("/applications/23"))

    def test_cz_06_bad_input_and_nothing_found_are_told(self, by: Actor, pan: Client) -> None:
        entered(by)
        page = pan.get("/applications?number=abc")
        assert "A number has digits only, for example 23." in page_text(page)
        assert "No application found." in page_text(pan.get("/applications?number=99"))

    @pytest.mark.parametrize(
        "query", ["borrower=wzorc", f"national_id={PESEL}", f"q={PESEL}", "q=Piotr", "state=entered"]
    )
    def test_cz_06_by_borrower_and_national_id(self, by: Actor, pan: Client, query: str) -> None:
        entered(by)
        entered(by, "24", borrower=customer(by, "90010112349", given="Anna", family="Kowalska"), is_draft=True)
        text = page_text(pan.get(f"/applications?{query}"))
        assert "Piotr Wzorcowy" in text and "Anna Kowalska" not in text
        assert "•••••••2226" in text

    def test_cz_06_the_list_is_paged_with_a_known_number_of_queries(self, by: Actor, pan: Client) -> None:
        piotr = customer(by)
        for number in range(1, 28):
            entered(by, str(number), borrower=piotr)
        pan.get("/applications")
        with CaptureQueriesContext(connection) as few:
            page = pan.get("/applications?rows=25")
        assert len(re.findall(r'<th scope="row">', page.content.decode())) == 25
        assert 'rel="next"' in page.content.decode()
        assert len(few) <= 16

    def test_cz_05_others_do_not_see_the_menu(self, by: Actor, sign_in: SignIn) -> None:
        """CZ-05: staff without the permission see no menu entry, and the page is refused."""
        clerk = sign_in(member(by, "Olga Podglądowa", ("contracts.view",)))
        assert "Search applications" not in page_text(clerk.get("/start"))
        assert clerk.get("/applications").status_code == 403


class TestHeader:
    def test_cz_07_cz_08_six_tabs_in_order_with_the_header_on_each(self, by: Actor, pan: Client) -> None:
        """CZ-07, CZ-08: number 23, status "launched" and "taken by: Pan X" on all tabs; six tabs in this order."""
        led_to(by, Step.ACCEPT)
        run(by, Step.TAKE)
        for address, tab in zip(ADDRESSES, TABS, strict=True):
            page = pan.get(f"/applications/23{address}")
            text, source = page_text(page), page.content.decode()
            assert page.status_code == 200
            for said in ("Application no. 23", "launched", "taken by: Pan X"):
                assert said in text
            tabs = source[source.index('aria-label="Parts of this application"') :]
            assert re.findall(r">([A-Z][a-z]+)</a>", tabs[: tabs.index("</nav>")]) == list(TABS)
            assert re.search(rf'aria-current="page">{tab}</a>', tabs)

    def test_cz_05_the_breadcrumb_leads_back(self, by: Actor, pan: Client) -> None:
        """CZ-05: "application search / application 23 / procedures", each part a link; three steps from the menu."""
        entered(by)
        assert 'href="/applications"' in pan.get("/start").content.decode()
        source = pan.get("/applications/23/procedures").content.decode()
        trail = source[source.index('class="rp-crumb"') :]
        trail = trail[: trail.index("</nav>")]
        assert page_text(trail + "</nav>").endswith("Application search Application 23 Procedures")
        assert 'href="/applications"' in trail and 'href="/applications/23"' in trail

    def test_cl_01_the_bar_marks_the_present_stage(self, by: Actor, pan: Client) -> None:
        """CL-01: a bar of the seven stages in this order with the present one marked; after pay-out Settling."""
        row = led_to(by, Step.ACCEPT)
        source = pan.get("/applications/23").content.decode()
        bar = source[source.index('<ol class="rp-stages"') : source.index("</ol>", source.index("rp-stages"))]
        assert re.findall(r"<b>(.*?)</b>", bar) == [
            "Offering", "Applying", "Risk assessment", "Signing", "Verifying", "Launching", "Settling",
        ]  # fmt: skip
        assert re.search(r'aria-current="step">.*?<b>(.*?)</b>', bar).group(1) == "Launching"  # type: ignore[union-attr]
        disburse(by=by, number=row.contract.number, amount=pln("500.00"), value_date=DAY)
        source = pan.get("/applications/23").content.decode()
        assert re.search(r'aria-current="step">.*?<b>(.*?)</b>', source, re.DOTALL).group(1) == "Settling"  # type: ignore[union-attr]

    def test_cz_33_the_header_says_rejected(self, by: Actor, pan: Client) -> None:
        """CZ-33: after Run the header shows "rejected" and no further procedures except viewing can be run."""
        entered(by)
        page = post(pan, "/applications/23/procedures/reject/run", reason="wrong papers")
        assert "Application no. 23Piotr Wzorcowy rejected" in page_text(page)
        assert "Reason wrong papers" in page_text(pan.get("/applications/23/documents"))
        assert [name for name, cells in rows(page).items() if cells[2]] == []
        assert [name for name, cells in rows(page).items() if cells[5]] == ["Enter application", "Reject application"]

    def test_cz_34_the_header_says_withdrawn_with_date(self, by: Actor, pan: Client) -> None:
        """CZ-34: after Run the header shows "withdrawn by customer" with date."""
        entered(by)
        text = page_text(post(pan, "/applications/23/procedures/withdraw/run", reason=""))
        assert re.search(r"Piotr Wzorcowy withdrawn by customer .*since 15 Jun 2015", text), text

    def test_cz_35_the_header_says_deceased(self, by: Actor, pan: Client) -> None:
        """CZ-35: after Run the customer is marked deceased on every screen: application, customer, contract."""
        row = led_to(by, Step.ACCEPT)
        run(by, Step.DEATH)
        customer, contract = f"/parties/{row.borrower.number}", f"/contracts/{row.contract.number}"
        for address in ("/applications/23", "/applications/23/procedures", customer, f"{contract}/payments"):
            assert "deceased" in page_text(pan.get(address))


class TestTabs:
    def test_cz_09_a_decision(self, by: Actor, pan: Client) -> None:
        """CZ-09: executed with a positive result on 2015-06-15 by Pan X, the tab shows it with date and person."""
        entered(by)
        assert "No decision yet." in page_text(pan.get("/applications/23/decisions"))
        run(by, Step.VERIFY)
        run(by, Step.DECIDE)
        text = page_text(pan.get("/applications/23/decisions"))
        assert re.search(r"Decision positive \S+( none)? Pan X 15 Jun 2015", text), text

    def test_cz_10_a_comment(self, by: Actor, pan: Client) -> None:
        """CZ-10: a comment saved by Pan X appears at once with his name and time; an empty comment is refused."""
        entered(by)
        page = post(pan, "/applications/23/comments", text="called, nobody at home")
        assert "Comment saved." in page_text(page)
        assert re.search(r"Pan X .*\d\d:\d\d called, nobody at home", page_text(page))
        refused = post(pan, "/applications/23/comments", text="  ")
        assert refused.status_code == 422
        assert "The comment is empty. Please write a text." in page_text(refused)

    def test_cz_11_what_was_done(self, by: Actor, pan: Client) -> None:
        led_to(by, Step.SIGN)
        text = page_text(pan.get("/applications/23/actions"))
        for said in ("Enter application", "Pass for verification", "Pan X · now signed", "to be launched"):
            assert said in text

    def test_cz_11_the_access_sms_is_in_the_list(self, by: Actor, pan: Client) -> None:
        """CZ-11: sending the access SMS (CZ-21) is visible in the list with date, time and user."""
        open_gateways(by)
        entered(by)
        post(pan, "/applications/23/procedures/client_zone/run")
        text = page_text(pan.get("/applications/23/actions"))
        assert re.search(r"SMS: \S.* Pan X · \S+ .*\d\d:\d\d", text), text

    def test_cz_11_calls_and_planned_tasks_are_in_the_list(self, by: Actor, pan: Client) -> None:
        """CZ-11: actions carried out or planned: a telephone call with who made it, a task that waits."""
        entered(by)
        about = About("application", "23")
        note_event(by=by, told=Contact(EventType.PHONE_CALL, text="asked for the payslip"), about=about)
        plan_activity(by=by, plan=Plan("check the payslip", date(2015, 6, 17)), about=about)
        text = page_text(pan.get("/applications/23/actions"))
        assert re.search(r"What happened .*Telephone call asked for the payslip · Pan X", text), text
        assert re.search(r"Planned .*check the payslip .*17 Jun 2015", text), text
        assert "/activities/about/application/23" in pan.get("/applications/23/actions").content.decode()

    def test_cz_12_a_document_comes_back_unchanged(self, by: Actor, pan: Client, settings: Any, tmp_path: Path) -> None:
        """CZ-12: a document uploaded here can be downloaded unchanged; it is the one document store."""
        settings.DOCUMENTS = tmp_path / "documents"
        add_usual_categories(by=by)
        entered(by)
        assert "No documents yet." in page_text(pan.get("/applications/23/documents"))
        content = pdf("23")
        given = {"file": SimpleUploadedFile("umowa.pdf", content), "category": "agreement", "level": "general"}
        post(pan, "/documents/new?about=application:23", **given)
        page = pan.get("/applications/23/documents")
        assert "umowa.pdf" in page_text(page) and "Pan X" in page_text(page)
        document = re.search(r'href="/documents/(\d+)"', page.content.decode())
        assert document is not None
        assert pan.get(f"/documents/{document[1]}/file").content == content

    def test_the_contract_is_a_file(self, by: Actor, pan: Client) -> None:
        row = led_to(by, Step.SIGN)
        assert 'href="/applications/23/agreement"' in pan.get("/applications/23/documents").content.decode()
        file = pan.get("/applications/23/agreement")
        assert file["Content-Disposition"] == f'attachment; filename="contract-{row.contract.number}.pdf"'
        assert file.content.startswith(b"%PDF")
        picture = pan.get("/applications/23/agreement/picture")
        assert picture["Content-Type"] == "image/png" and picture.content.startswith(b"\x89PNG")

    def test_cz_13_the_data_of_the_application(self, by: Actor, pan: Client) -> None:
        """CZ-13: borrower, national ID, telephone stated in the application, product, amount, instalments."""
        entered(by)
        text = page_text(pan.get("/applications/23"))
        for said in ("Piotr Wzorcowy", "•••••••2226", "+48600000001", "500.00", "Na chwilę", "Pan X, 15 Jun 2015"):
            assert said in text


class TestProcedures:
    def test_cz_15_columns_and_rows(self, by: Actor, pan: Client) -> None:
        """CZ-15: [Wprowadzenie wniosku] executed / positive / no Play / Pan X / date / View; [Odrzucenie] only Play."""
        led_to(by, Step.ACCEPT)
        page = pan.get("/applications/23/procedures")
        heads = re.findall(r'<th scope="col">(.*?)</th>', page.content.decode())
        assert heads == [
            "Procedure name", "State", "Result", "Execute", "Executed by", "Date executed", "View",
        ]  # fmt: skip
        found = rows(page)
        first = ["executed", "positive", "", "Pan X", "15 Jun 2015", "View Enter application"]
        assert found["Enter application"] == first
        assert found["Reject application"] == ["", "", "Play Reject application", "", "", ""]
        assert [name for name, cells in found.items() if cells[2]] == [
            "Take application", "Pass for correction", "Reject application",
            "Customer&#x27;s withdrawal from application", "Access to client zone", "Death of customer",
        ]  # fmt: skip
        assert len(found) == 13

    def test_cz_14_filter_and_refresh(self, by: Actor, pan: Client) -> None:
        """CZ-14: "strefy" leaves only [Dostęp do strefy klienta], whatever case and marks; clearing restores 13."""
        entered(by)
        assert list(rows(pan.get("/applications/23/procedures?q=CLIÉNT+zone"))) == ["Access to client zone"]
        assert len(rows(pan.get("/applications/23/procedures?q="))) == 13
        polish = pan.get("/applications/23/procedures?q=strefy", headers={"accept-language": "pl"})
        assert list(rows(polish)) == ["Dostęp do strefy klienta"]
        nothing = pan.get("/applications/23/procedures?q=xyz")
        assert "No procedure has “xyz” in its name." in page_text(nothing)
        assert "Refresh the list" in page_text(nothing) and "Procedures to execute" in page_text(nothing)
        part = pan.get("/applications/23/procedures", headers={"HX-Request": "true", "HX-Target": "procedures"})
        run(by, Step.VERIFY)
        again = pan.get("/applications/23/procedures", headers={"HX-Request": "true", "HX-Target": "procedures"})
        assert rows(part)["Pass for verification"][0] == ""
        assert rows(again)["Pass for verification"][0] == "executed"
        assert "<html" not in again.content.decode()

    def test_cz_03_the_row_is_absent_where_the_product_has_none(self, by: Actor, pan: Client) -> None:
        """CZ-03: for "Na chwilę" the row is shown; for a product without it the row is absent."""
        piotr = customer(by)
        choose_procedures(by=by, product="na-raty", procedures=[each for each in Step.values if each != "client_zone"])
        entered(by, "23", borrower=piotr)
        entered(by, "24", "na-raty", borrower=piotr)
        assert "Access to client zone" in rows(pan.get("/applications/23/procedures"))
        assert "Access to client zone" not in rows(pan.get("/applications/24/procedures"))
        assert pan.get("/applications/24/procedures/client_zone/run").status_code == 409

    def test_cz_17_a_direct_call_is_refused_with_a_sentence(self, by: Actor, pan: Client) -> None:
        """CZ-17: calling the run address of another procedure directly is refused with a message."""
        led_to(by, Step.ACCEPT)
        address = "/applications/23/procedures/sign/run"
        for answer in (pan.get(address), pan.post(address)):
            assert answer.status_code == 409
            assert "Procedure “Sign contract” cannot run now: the application is launched." in page_text(answer)
        assert pan.get("/applications/23/procedures/dance/run").status_code == 404

    def test_cz_18_the_window_of_access_to_the_client_zone(self, by: Actor, pan: Client) -> None:
        """CZ-18, CZ-19, CZ-22: title with number 23, remarks, "No errors.", both buttons; nothing happens yet."""
        open_gateways(by)
        entered(by)
        text = page_text(pan.get("/applications/23/procedures/client_zone/run"))
        assert "Running procedure Access to client zone for application 23" in text
        assert re.search(r"Remarks .*85051522226.*600000001.* No errors\. Back Run", text), text
        assert "+48600000001" in page_text(pan.get("/applications/23")), "CZ-13: the same number"
        assert rows(pan.get("/applications/23/procedures"))["Access to client zone"][0] == "", "CZ-22: Back"
        assert not User.objects.filter(audience="customer").exists()
        assert not Message.objects.exists()

    def test_cz_21_after_run_the_row_shows_it(self, by: Actor, pan: Client) -> None:
        """CZ-21: the row shows executed, positive, Pan X, today's date and a View button; Play stays."""
        open_gateways(by)
        entered(by)
        row = rows(post(pan, "/applications/23/procedures/client_zone/run"))["Access to client zone"]
        assert row[:2] == ["executed", "positive"] and row[3:5] == ["Pan X", "15 Jun 2015"]
        assert row[2].startswith("Play") and row[5].startswith("View")

    def test_cz_22_back_has_no_effect_and_run_has(self, by: Actor, pan: Client) -> None:
        """CZ-18, CZ-22: title with number, remarks, "No errors.", Back and Run; looking changes nothing."""
        entered(by)
        window = pan.get("/applications/23/procedures/verify/run")
        text = page_text(window)
        assert "Running procedure Pass for verification for application 23" in text
        assert re.search(r"Remarks .* No errors\. .*Back Run", text)
        assert 'href="/applications/23/procedures"' in window.content.decode()
        assert rows(pan.get("/applications/23/procedures"))["Pass for verification"][0] == ""
        done = post(pan, "/applications/23/procedures/verify/run")
        assert "“Pass for verification” executed." in page_text(done)
        assert rows(done)["Pass for verification"][:2] == ["executed", "positive"]

    def test_cz_20_with_errors_run_is_not_available(self, by: Actor, pan: Client) -> None:
        """CZ-20: with the telephone number missing the window lists it, and Run is not available."""
        entered(by, telephone="")
        window = pan.get("/applications/23/procedures/client_zone/run")
        assert "The telephone number is missing from the application." in page_text(window)
        assert "No errors." not in page_text(window)
        assert "Back Run" not in page_text(window)
        refused = pan.post("/applications/23/procedures/client_zone/run", {})
        assert refused.status_code == 422

    def test_a_wrong_code_to_sign_is_told_at_its_box(self, by: Actor, pan: Client) -> None:
        open_gateways(by)
        led_to(by, Step.DECIDE)
        assert "Send the code by SMS" in page_text(pan.get("/applications/23/procedures/sign/run"))
        page = pan.post("/applications/23/signing-code", follow=True)
        assert "The code is on its way by SMS." in page_text(page)
        empty = post(pan, "/applications/23/procedures/sign/run", code="")
        assert empty.status_code == 422 and "Nothing shows yet that the customer signed." in page_text(empty)
        refused = post(pan, "/applications/23/procedures/sign/run", code="12")
        assert refused.status_code == 422
        assert "This code is not right, or not valid any more." in page_text(refused)
        assert application_named(by, "23").work.state == "approved"

    def test_cz_30_the_scan_of_the_signed_contract_is_asked_for_and_kept(self, by: Actor, pan: Client) -> None:
        """CZ-30: signed by hand with a scan: the window asks for it, the tab Documents has it, the contract exists."""
        add_usual_categories(by=by)
        led_to(by, Step.DECIDE, telephone="")
        address = "/applications/23/procedures/sign/run"
        window = page_text(pan.get(address))
        assert "Scan of the signed contract" in window and "Contract to be signed, as PDF" in window
        wrong = post(pan, address, file=SimpleUploadedFile("umowa.pdf", b"no PDF at all"))
        assert wrong.status_code == 422 and application_named(by, "23").work.state == "approved"
        done = post(pan, address, file=SimpleUploadedFile("umowa.pdf", pdf("signed")))
        assert "“Sign contract” executed." in page_text(done)
        text = page_text(pan.get("/applications/23/documents"))
        assert "umowa.pdf" in text and "Agreement" in text
        assert application_named(by, "23").contract.state == "to_be_launched"

    def test_a_second_press_runs_once(self, by: Actor, pan: Client) -> None:
        entered(by)
        address = "/applications/23/procedures/verify/run"
        sent = {"key": value_of(pan.get(address), "key")}
        assert pan.post(address, sent)["Location"] == pan.post(address, sent)["Location"]
        assert application_named(by, "23").work.runs.filter(procedure="verify").count() == 1

    def test_cz_23_view_of_an_executed_procedure(self, by: Actor, pan: Client) -> None:
        """CZ-23: View on [Decyzja] shows positive, Pan X, 2015-06-15; rows never executed have no View."""
        led_to(by, Step.DECIDE)
        text = page_text(pan.get("/applications/23/procedures/decide"))
        for said in ("positive", "Pan X", "15 Jun 2015", "The decision is recorded with your name"):
            assert said in text
        assert pan.get("/applications/23/procedures/sign").status_code == 404
        assert rows(pan.get("/applications/23/procedures"))["Sign contract"][-1] == ""

    def test_a_reason_that_is_missing_is_told_at_its_box(self, by: Actor, pan: Client) -> None:
        led_to(by, Step.VERIFY)
        page = post(pan, "/applications/23/procedures/correct/run", reason="")
        assert page.status_code == 422
        assert "The field “Reason” is empty. Please fill it in." in page_text(page)
        assert "Reason (optional)" not in page_text(page)
        assert "Reason (optional)" in page_text(pan.get("/applications/23/procedures/withdraw/run"))

    def test_a_colleague_decides_where_the_product_asks_for_it(self, by: Actor, pan: Client) -> None:
        choose_procedures(by=by, product=offers.CODE, procedures=list(Step.values), four_eyes=[Step.REJECT])
        entered(by)
        assert "A colleague decides" in page_text(pan.get("/applications/23/procedures/reject/run"))
        page = post(pan, "/applications/23/procedures/reject/run", reason="wrong papers")
        assert "Proposed. A colleague decides." in page_text(page)
        assert "A proposal of Pan X waits for a decision." in page_text(page)
        shown = page_text(pan.get(f"/proposals/{Proposal.objects.get().pk}"))
        assert "The application is rejected. You cannot undo this." in shown and "wrong papers" in shown
        assert application_named(by, "23").work.state == "entered"
        assert "Reject application 23" in page_text(pan.get("/proposals"))


class TestEntering:
    def typed(self, by: Actor, **changes: Any) -> dict[str, Any]:
        return {
            "product": offers.CODE, "borrower": changes.get("borrower") or customer(by), "guarantors": "",
            "amount": "500,00", "count": "1",
            "rate": "", "telephone": "600 000 001", "branch": "KR", **changes,
        }  # fmt: skip

    def test_cz_24_an_application_is_entered(self, by: Actor, pan: Client) -> None:
        page = post(pan, "/applications/new", **self.typed(by))
        assert "Application entered." in page_text(page)
        assert "Application no. 1" in page_text(page)
        assert rows(pan.get("/applications/1/procedures"))["Enter application"][:2] == ["executed", "positive"]

    def test_a_draft_is_kept_changed_and_entered(self, by: Actor, pan: Client) -> None:
        page = post(pan, "/applications/new", **self.typed(by, amount="", telephone="", draft="yes"))
        assert "Draft saved." in page_text(page)
        row = Application.objects.get()
        changed = self.typed(by, borrower=row.borrower.number, amount="600") | {"key": ""}
        assert "Saved." in page_text(pan.post("/applications/1/change", changed, follow=True))
        assert application_named(by, "1").amount == 60000
        post(pan, "/applications/1/procedures/enter/run")
        assert pan.get("/applications/1/change").status_code == 409

    def test_the_live_schedule_and_the_cap_that_is_broken(self, by: Actor, pan: Client) -> None:
        live = pan.post("/applications/new", self.typed(by), headers={"HX-Request": "true"})
        assert "552.26" in page_text(live)
        live = pan.post(
            "/applications/new", self.typed(by, borrower="1", amount="5000"), headers={"HX-Request": "true"}
        )
        assert "The amount must lie between 100.00 PLN and 3,000.00 PLN." in page_text(live)

    def test_in_correction_after_a_decision_the_amount_stands_still(self, by: Actor, pan: Client) -> None:
        row = led_to(by, Step.DECIDE)
        run(by, Step.CORRECT)
        assert b"disabled" in pan.get("/applications/23/change").content
        change_application(by=by, number="23", wish=wish(wish_of(row).borrower, telephone="600000009"))
        assert "+48600000009" in page_text(pan.get("/applications/23"))


class TestQueue:
    def test_cl_03_oldest_first_and_empty(self, by: Actor, pan: Client) -> None:
        """CL-03: the cases that wait, oldest first; an empty queue says so."""
        assert "Nothing waits for you." in page_text(pan.get("/applications/queue"))
        piotr = customer(by)
        for number in ("23", "24"):
            entered(by, number, borrower=piotr)
        text = page_text(pan.get("/applications/queue"))
        assert text.index("23 Piotr") < text.index("24 Piotr")
        assert "Pass for verification" in text and "18 Jun 2015" in text

    def test_deadlines_are_told_on_the_start_page(self, by: Actor, pan: Client) -> None:
        assert "application waits for you" not in page_text(pan.get("/start"))
        entered(by)
        assert "1 application waits for you" in page_text(pan.get("/start"))
        move_business_day(by=by, day=date(2015, 6, 19))
        assert "1 application waits for you · 1 is past its day" in page_text(pan.get("/start"))

    def test_it_is_filtered_by_person(self, by: Actor, pan: Client) -> None:
        entered(by)
        assert "Piotr Wzorcowy" not in page_text(pan.get("/applications/queue?taken=me"))
        run(by, Step.TAKE)
        assert "Piotr Wzorcowy" in page_text(pan.get("/applications/queue?taken=me"))


class TestProceduresOfAProduct:
    def test_cz_04_removed_added_and_ordered(self, by: Actor, pan: Client) -> None:
        """CZ-04: an administrator removes and orders procedures; others only read; the way is drawn."""
        page = pan.get("/products/na-raty/procedures")
        assert '<svg xmlns="http://www.w3.org/2000/svg" class="rp-drawing"' in page.content.decode()
        assert "Fully handled in the system" in page_text(page)
        typed = {f"on_{step}": "on" for step in Step.values if step != Step.CLIENT_ZONE}
        typed |= {f"place_{step}": str(place) for place, step in enumerate(Step.values, start=1)}
        typed |= {"place_death": "1", "place_enter": "2", "four_reject": "on"}
        page = post(pan, "/products/na-raty/procedures", **typed)
        assert "Applications that are begun from now on have these procedures." in page_text(page)
        row = application_named(by, entered(by, product="na-raty"))
        assert row.work.procedures[:3] == ["death", "enter", "take"]
        assert "client_zone" not in row.work.procedures
        assert row.work.four_eyes == ["reject"]

    def test_without_the_right_it_is_only_read(self, by: Actor, sign_in: SignIn) -> None:
        clerk = sign_in(member(by, "Olga Podglądowa", ("products.view",)))
        assert clerk.get("/products/na-raty/procedures").status_code == 200
        assert clerk.post("/products/na-raty/procedures", {}).status_code == 403


def test_a_number_keeps_its_order_on_a_persian_page(by: Actor, pan: Client) -> None:
    entered(by, "2026-0023")
    User.objects.filter(pk=by.user_id).update(language="fa")
    source = pan.get("/applications/2026-0023/procedures").content.decode()
    assert source.count("\u20662026-0023\u2069") >= 2
