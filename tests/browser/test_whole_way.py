"""The whole way in a real browser: an application in Polish, the money out, the client zone, a repayment online."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from threading import Thread
from typing import NamedTuple

import pytest
from playwright.sync_api import Locator, Page, expect

from repaid.access.actors import Actor
from repaid.access.commands.organisations import move_business_day
from repaid.access.models import Organisation, User
from repaid.access.rights import all_rights
from repaid.access.tests.people import member
from repaid.documents.commands.ground import add_usual_categories
from repaid.documents.tests.files import pdf
from repaid.identity.tests.people import OWN_PASSWORD, open_gateways, password_in
from repaid.interfaces.simulator.server import Simulator
from repaid.messages.choices import Channel
from repaid.messages.sending.run import send_due
from repaid.origination.tests.applications import DAY, PESEL, TELEPHONE, customer, pan_x
from repaid.parties.commands.contacts import add_bank_account
from repaid.payments.commands.own_accounts import add_own_account
from repaid.payments.models import OnlineNotice, PaymentOrder, PaymentProvider
from repaid.payments.tests.sending import OWN, PIOTRS
from repaid.settling.tests.paying import SECRET, provider
from repaid.simulation.paying import WAYS

OpenPage = Callable[..., Page]
Check = Callable[[Page], None]
Shot = Callable[[Page, str], None]
PHONE = 390
DUE = date(2015, 7, 15)
PROCEDURES = ("verify", "decide", "sign", "accept")
NAMES = {
    "Krakowska", "Pożyczka", "Piotr", "Wzorcowy", "PW", "Na", "chwilę", "Repaid", "Pay", "PLN", "PDF", "QR",
    "Kraków", "spłata",
}  # fmt: skip
"""Names that stay as they are in every language."""


class Office(NamedTuple):
    """Pan X, who leads the application, as actor and as user, and a colleague who approves."""

    by: Actor
    pan: User
    ewa: User


@pytest.fixture
def office(transactional_db: None) -> Office:
    """Piotr is a customer with a bank account; messages land in the demo inbox."""
    by = pan_x()
    customer(by)
    add_usual_categories(by=by)
    add_bank_account(by=by, number="1", account=PIOTRS)
    add_own_account(by=by, account=OWN, since=DAY)
    open_gateways(by)
    provider(by, banks=WAYS)
    ewa = member(by, "Ewa Przykładowa", tuple(all_rights()))
    return Office(by, User.objects.get(pk=by.user_id), User.objects.get(pk=ewa.user_id))


@pytest.fixture
def simulator(office: Office) -> Iterator[Simulator]:
    server = Simulator("127.0.0.1", 0, SECRET)
    PaymentProvider.objects.update(address=server.address)
    Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def main_button(page: Page) -> Locator:
    return page.locator("main form button.btn-primary[type=submit]")


def run(page: Page, procedure: str) -> None:
    """From the list of procedures by Play and Run back to it."""
    page.goto("/applications/1/procedures")
    page.locator(f'a[href="/applications/1/procedures/{procedure}/run"]').click()
    if procedure == "sign":
        scan = page.locator("[name=file]")
        scan.set_input_files({"name": "umowa.pdf", "mimeType": "application/pdf", "buffer": pdf()})
    page.get_by_role("button", name="Uruchom").click()
    expect(page.locator(f'a[href="/applications/1/procedures/{procedure}"]')).to_be_visible()


def apply(page: Page, take_shot: Shot) -> str:
    """Enter the application and lead it on till it is launched; returns the number of the contract."""
    page.get_by_label("Produkt").select_option("na-chwile")
    page.locator("[name=borrower]").fill("Piotr Wzorcowy")
    page.locator("[name=amount]").fill("500")
    page.locator("[name=count]").fill("1")
    page.locator("[name=telephone]").fill(TELEPHONE)
    page.get_by_role("button", name="Wprowadź wniosek").click()
    expect(page.get_by_role("heading", name="Wniosek nr 1")).to_be_visible()
    for procedure in PROCEDURES:
        run(page, procedure)
    take_shot(page, "way-procedures-pl")
    found = page.locator('main a[href^="/contracts/"]').first.get_attribute("href")
    assert found
    return found.rpartition("/")[2]


def pay_out(page: Page, contract: str, open_page: OpenPage, ewa: User, take_shot: Shot) -> None:
    """Pay out by one person, order the money, and let another one approve the order."""
    page.goto(f"/contracts/{contract}/disbursements/new")
    page.get_by_role("button", name="Wypłać").click()
    expect(page.get_by_text("Wypłacono.", exact=True)).to_be_visible()
    page.goto(f"/contracts/{contract}")
    take_shot(page, "way-contract-pl")
    page.get_by_role("link", name="Do wysłania czeka 500,00").click()
    page.get_by_role("button", name="Zaproponuj").click()
    colleague = open_page("/money-out/approval", user=ewa, language="pl")
    colleague.locator("#effect").get_by_role("button", name="Zatwierdź").click()
    expect(colleague.get_by_text(re.compile("Zatwierdzono"))).to_be_visible()
    assert PaymentOrder.objects.get().state == "approved"


def temporary_password(page: Page, pan: User) -> str:
    """What the SMS in the demo inbox says, after the procedure "Dostęp do strefy klienta"."""
    run(page, "client_zone")
    send_due(Organisation.objects.get(pk=pan.organisation_id), Channel.SMS)
    page.goto("/demo/inbox")
    return password_in(page.locator("main").inner_text())


def log_in(phone: Page, password: str) -> None:
    """Log in for the first time and choose an own password."""
    phone.locator("[name=login]").fill(PESEL)
    phone.locator("[name=password]").fill(password)
    phone.get_by_role("button", name="Zaloguj się").click()
    phone.get_by_label("Obecne hasło").fill(password)
    phone.get_by_label("Nowe hasło", exact=True).fill(OWN_PASSWORD)
    phone.get_by_label("Powtórz nowe hasło").fill(OWN_PASSWORD)
    main_button(phone).click()
    expect(phone.get_by_role("heading", name="Piotr Wzorcowy")).to_be_visible()


def pay(phone: Page, contract: str, simulator: Simulator, take_shot: Shot) -> None:
    """See the debt and pay it through the provider's window."""
    phone.goto(f"/clientzone/loans/{contract}")
    expect(phone.locator("main")).to_contain_text("552,26")
    take_shot(phone, "way-loan-pl")
    phone.goto(f"/clientzone/loans/{contract}/pay")
    phone.locator("[name=description]").fill("spłata")
    phone.locator("[name=amount]").fill("552,26")
    main_button(phone).click()
    phone.locator("button.main").click()
    expect(phone.locator("h1.good")).to_be_visible()
    simulator.post.wait()
    phone.locator("a.main").click()
    expect(phone.locator("#result .rp-note--good")).to_be_visible()


def latin_words(page: Page) -> set[str]:
    """Words in Latin letters that stand on the page and are no names."""
    return set(re.findall(r"[A-Za-zÀ-ž]{2,}", page.locator("main").inner_text())) - NAMES


def test_from_an_application_to_a_repayment_online_in_polish_then_in_persian(
    office: Office, simulator: Simulator, open_page: OpenPage, check_axe: Check, take_shot: Shot
) -> None:
    """CZ-01, CZ-08, CZ-14 to CZ-20, CZ-37, CZ-41, CZ-47, CZ-52 to CZ-54, CZ-66: 500,00 are applied for and paid out,
    552,26 paid back online by a phone and booked; the same customer then reads Persian."""
    page = open_page("/applications/new", user=office.pan, language="pl")
    contract = apply(page, take_shot)
    password = temporary_password(page, office.pan)
    pay_out(page, contract, open_page, office.ewa, take_shot)
    move_business_day(by=office.by, day=DUE)

    phone = open_page("/clientzone/", language="pl", width=PHONE)
    log_in(phone, password)
    take_shot(phone, "way-start-pl")
    pay(phone, contract, simulator, take_shot)
    phone.goto(f"/clientzone/loans/{contract}/repayments")
    expect(phone.get_by_role("row", name="2015-07-15")).to_contain_text("552,26")
    take_shot(phone, "way-repayments-pl")
    assert OnlineNotice.objects.get().outcome == "booked"
    page.goto(f"/contracts/{contract}/ledger")
    take_shot(page, "way-ledger-pl")
    expect(page.locator("main")).to_contain_text("rozliczona")
    expect(page.locator("main")).to_contain_text("2,26")

    phone.goto("/clientzone/start")
    phone.locator("[popovertarget=languages]").click()
    phone.locator("#languages [value=fa], #languages [lang=fa]").first.click()
    expect(phone.locator("html")).to_have_attribute("dir", "rtl")
    for place in ("start", "loans", f"loans/{contract}", f"loans/{contract}/schedule", f"loans/{contract}/repayments"):
        phone.goto(f"/clientzone/{place}")
        assert latin_words(phone) == set(), place
        assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE, place
        take_shot(phone, f"way-{place.replace('/', '-')}-fa")
    assert phone.locator("main bdi[dir=ltr]").get_by_text("۵۵۲٫۲۶").count() > 0
    check_axe(phone)
