"""The payment simulator over a real socket: its window, its outcomes, its notifications (CZ-52, CZ-53)."""

import json
from collections.abc import Iterator
from threading import Thread
from typing import Any

import httpx
import pytest

from repaid.interfaces.simulator.cashier import Ending
from repaid.interfaces.simulator.server import Simulator
from repaid.payments.providers.protocol import Account, HandedOver
from repaid.payments.providers.simulator import Simulator as Adapter
from repaid.payments.providers.simulator.signing import HEADER, is_signed
from repaid.payments.providers.tests.outside import Outside, outside
from repaid.payments.providers.tests.test_every_provider import order

SECRET = "wspolny-sekret"


@pytest.fixture
def server() -> Iterator[Simulator]:
    running = Simulator("127.0.0.1", 0, SECRET, late_seconds=0.0)
    Thread(target=running.serve_forever, args=(0.01,), daemon=True).start()
    yield running
    running.shutdown()
    running.server_close()


@pytest.fixture
def world() -> Iterator[Outside]:
    """Our side, which takes every notification."""
    with outside() as found:
        found.answers["POST /notify"] = (200, b"OK")
        yield found


def ordered(server: Simulator, world: Outside, language: str = "en") -> HandedOver:
    account = Account(server.address, "demo", SECRET)
    asked = order()
    facts = {name: getattr(asked, name) for name in asked.__slots__}
    addresses = {"notify_address": f"{world.address}/notify", "return_address": "http://127.0.0.1/back?from=bank"}
    return Adapter().create(account, type(asked)(**facts | addresses | {"language": language}))


def ended(server: Simulator, world: Outside, ending: str) -> tuple[str, list[dict[str, Any]]]:
    """The page after the choice in the window, and the notifications that came, in their order."""
    handed = ordered(server, world)
    page = httpx.post(handed.address, data={"ending": ending})
    server.post.wait()
    assert all(is_signed(SECRET, each.body, each.headers[HEADER.lower()]) for each in world.asked)
    return page.text, [json.loads(each.body) for each in world.asked]


def test_cz_52_the_window(server: Simulator, world: Outside) -> None:
    """CZ-52: bank choice, QR choice, name and e-mail from the form, the amount, an unticked consent box."""
    handed = ordered(server, world)
    page = httpx.get(handed.address).text
    for text in ("Pay with a banking application", "Bank Przykładowy", "Choose QR payment", 'value="Piotr Wzorcowy"',
                 'value="p.wzorcowy@example.com"', "552.34", '<input type="checkbox" name="consent">'):  # fmt: skip
        assert text in page
    assert "<svg" in httpx.get(f"{handed.address}?way=qr").text
    assert httpx.get(f"{server.address}/window.css").headers["Content-Type"].startswith("text/css")


@pytest.mark.parametrize(
    ("language", "direction", "heading", "code"),
    [
        ("pl", "ltr", "Zapłać aplikacją bankową", "Wybierz Płatność QR"),
        ("nl", "ltr", "Betalen met een bankapp", "Betalen met QR kiezen"),
        ("fa", "rtl", "پرداخت با برنامه بانک", "انتخاب پرداخت با رمزینه"),
        ("en", "ltr", "Pay with a banking application", "Choose QR payment"),
    ],
)
def test_cz_52_in_four_languages(
    server: Simulator, world: Outside, language: str, direction: str, heading: str, code: str
) -> None:
    """CZ-52, CZ-66: the window speaks the language of the order; the style writes the Polish heading in capitals."""
    page = httpx.get(ordered(server, world, language).address).text
    assert f'<html lang="{language}" dir="{direction}">' in page
    assert f"<h1>{heading}</h1>" in page
    assert code in page


def test_cz_53_payment_made_and_done(server: Simulator, world: Outside) -> None:
    """CZ-53: "Payment made" and a button "Done" that returns the client."""
    page, told = ended(server, world, "paid")
    assert "Payment made" in page
    assert 'href="http://127.0.0.1/back?from=bank"' in page
    assert [(each["state"], each["amount"], each["reference"]) for each in told] == [("paid", "552.34", "7")]


@pytest.mark.parametrize(
    ("ending", "states"),
    [
        ("twice", ["paid", "paid"]),
        ("out_of_order", ["paid", "pending", "failed"]),
        ("late", ["paid"]),
        ("silent", []),
        ("failed", ["failed"]),
        ("cancelled", ["cancelled"]),
    ],
)
def test_endings(server: Simulator, world: Outside, ending: str, states: list[str]) -> None:
    """Twice, late, out of order, never, failure, abandonment; each on demand."""
    if ending == "late":
        server.cashier._finish_later = server.cashier.finish  # the timer of the clock outside
    _page, told = ended(server, world, ending)
    assert [each["state"] for each in told] == states


def test_wrong_amounts(server: Simulator, world: Outside) -> None:
    assert ended(server, world, "other_amount")[1][0]["amount"] == "551.34"
    assert ended(server, world, "other_currency")[1][-1]["currency"] == "USD"


def test_a_payment_ends_once(server: Simulator, world: Outside) -> None:
    handed = ordered(server, world)
    server.cashier.end(handed.reference, Ending.CANCELLED)
    httpx.post(handed.address, data={"ending": "paid"})
    server.post.wait()
    assert [json.loads(each.body)["state"] for each in world.asked] == ["cancelled"]


def test_what_is_not_ours_is_refused(server: Simulator, world: Outside) -> None:
    unsigned = httpx.post(f"{server.address}/api/payments", content=b"{}")
    unknown = httpx.get(f"{server.address}/pay/SIM-x")
    strange = httpx.post(ordered(server, world).address, data={"ending": "magic"})
    assert (unsigned.status_code, unknown.status_code, strange.status_code) == (403, 404, 404)
    Adapter().try_out(Account(server.address, "demo", SECRET))
