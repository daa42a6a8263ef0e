"""Paying online in a real browser, on a phone: in Polish with a notification twice, and in Persian."""

from collections.abc import Callable, Iterator
from threading import Thread

import pytest
from playwright.sync_api import Page, expect

from loanmath.money import Money
from repaid.access.models import User
from repaid.access.rights import all_rights
from repaid.access.tests.people import member
from repaid.interfaces.portal.tests.specimen import DUE, client_with_loans, day_comes, lender
from repaid.interfaces.simulator.server import Simulator
from repaid.payments.models import OnlineNotice, Payment, PaymentProvider
from repaid.settling.tests.paying import SECRET, begun, paying_lender, provider, told
from repaid.simulation.paying import WAYS

OpenPage = Callable[..., Page]
Check = Callable[[Page], None]
PHONE = 390


@pytest.fixture
def piotr(transactional_db: None) -> User:
    by = lender()
    user = client_with_loans(by)
    provider(by, banks=WAYS)
    day_comes(by, DUE)
    User.objects.filter(pk=user.pk).update(language="")
    return user


@pytest.fixture
def simulator(piotr: User) -> Iterator[Simulator]:
    server = Simulator("127.0.0.1", 0, SECRET)
    PaymentProvider.objects.update(address=server.address)
    Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def fits(page: Page) -> bool:
    """Whether nothing is wider than the phone."""
    return bool(page.evaluate("document.documentElement.scrollWidth") <= PHONE)


def pay(page: Page, amount: str, ending: str) -> None:
    """From the form through the provider's window back to the client zone."""
    page.locator("[name=description]").fill("spłata")
    page.locator("[name=amount]").fill(amount)
    page.locator("main form button[type=submit]").click()
    page.locator("#ending").select_option(ending)
    assert page.locator("[name=payer]").input_value() == "Piotr Wzorcowy"
    assert not page.locator("[name=consent]").is_checked()
    assert fits(page)


def test_paid_on_a_phone_and_notified_twice(
    piotr: User, simulator: Simulator, open_page: OpenPage, check_axe: Check, take_shot: Callable[[Page, str], None]
) -> None:
    """CZ-01, CZ-47, CZ-52, CZ-53, CZ-54: from the list of loans to the row among the repayments; told twice, once."""
    page = open_page("/clientzone/loans", user=piotr, language="pl", width=PHONE)
    page.locator('a[href="/clientzone/loans/11/pay"]').click()
    check_axe(page)
    assert fits(page)
    take_shot(page, "online-form-pl")
    page.locator("a[data-fills]").first.click()
    expect(page.locator("[name=amount]")).to_have_value("552,34")
    pay(page, "552,34", "twice")
    check_axe(page)
    take_shot(page, "online-window-pl")
    page.locator("button.main").click()
    expect(page.locator("h1.good")).to_be_visible()
    simulator.post.wait()
    page.locator("a.main").click()
    expect(page.locator("#result .rp-note--good")).to_be_visible()
    check_axe(page)
    take_shot(page, "online-result-pl")
    page.locator('a[href="/clientzone/loans/11/repayments"].btn').click()
    expect(page.get_by_role("row", name="2015-06-21")).to_contain_text("552,34")
    assert Payment.objects.count() == 1
    assert list(OnlineNotice.objects.order_by("id").values_list("outcome", flat=True)) == ["booked", "repeated"]


def test_the_same_in_persian(
    piotr: User, simulator: Simulator, open_page: OpenPage, check_axe: Check, take_shot: Callable[[Page, str], None]
) -> None:
    """CZ-66: in Persian the pages are mirrored; amounts, codes and account numbers stay left to right."""
    page = open_page("/clientzone/loans/11/pay", user=piotr, language="fa", width=PHONE)
    assert page.locator("html").get_attribute("dir") == "rtl"
    heading, edge = page.locator("h1").bounding_box(), PHONE / 2
    assert heading is not None
    assert heading["x"] + heading["width"] > edge
    assert page.locator(".rp-amounts bdi[dir=ltr]").first.inner_text() == "۵۵۲٫۳۴"
    assert page.locator("[name=email]").get_attribute("dir") == "ltr"
    check_axe(page)
    assert fits(page)
    take_shot(page, "online-form-fa")
    pay(page, "۵۵۲٫۳۴", "silent")
    assert page.locator("html").get_attribute("dir") == "rtl"
    check_axe(page)
    take_shot(page, "online-window-fa")
    page.locator("button.main").click()
    page.locator("a.main").click()
    expect(page.locator("#result .rp-note--good")).to_be_visible()
    assert fits(page)
    take_shot(page, "online-result-fa")
    page.goto("/clientzone/loans/11")
    account = page.locator(".rp-code--long").first
    assert (account.get_attribute("dir"), account.inner_text()) == ("ltr", "72 9999 0001 0000 0000 0000 1234")


ROOMS = ("online-payments", "online-payments/1", "online-payments/1/book", "online-payments/transfers",
         "online-payments/refused", "payment-providers", "payment-providers/connect/tpay")  # fmt: skip


@pytest.mark.parametrize(("language", "theme", "width"), [("en", "dark", 1280), ("fa", "light", PHONE)])
def test_the_pages_of_staff_are_accessible(
    transactional_db: None, open_page: OpenPage, check_axe: Check, take_shot: Callable[[Page, str], None],
    language: str, theme: str, width: int,
) -> None:  # fmt: skip
    """CZ-48, CZ-54: online payments and providers, on a desk in the dark and in Persian on a phone."""
    by = paying_lender()
    told(by, begun(by), paid=Money(50000, "PLN"))
    ewa = User.objects.get(pk=member(by, "Ewa Przykładowa", tuple(all_rights())).user_id)
    page = open_page("/start", user=ewa, language=language, theme=theme, width=width)
    for address in (*ROOMS, f"payment-providers/{PaymentProvider.objects.get().pk}"):
        page.goto(f"/{address}")
        check_axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        take_shot(page, f"staff-{address.replace('/', '-')}-{language}")
