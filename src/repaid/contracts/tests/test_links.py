"""The signed address of a debt, as text and as QR code."""

from datetime import date

import pytest
from django.test import override_settings

from repaid.access.actors import Actor
from repaid.contracts.links import LinkExpired, linked_debt, payment_link
from repaid.contracts.queries.contracts import contract_named
from repaid.contracts.tests.lender import day_comes
from repaid.kernel.refusal import NotFound
from repaid.settling.tests.paying import DUE, paying_lender


@pytest.fixture
def by(db: None) -> Actor:
    return paying_lender()


@override_settings(PUBLIC_ADDRESS="https://pozyczka.example")
def test_it_opens_one_debt_until_its_day(by: Actor) -> None:
    link = payment_link(contract_named(by, "11"), DUE)
    assert link.address.startswith("https://pozyczka.example/pay/")
    assert link.until == date(2015, 8, 20)
    token = link.address.rpartition("/")[2]
    assert linked_debt(token).contract.number == "11"
    assert (link.qr[:4], "style" in link.qr) == ("<svg", False)
    for forged in (token[:-1] + ("A" if token[-1] != "A" else "B"), "abc", ""):
        with pytest.raises(NotFound):
            linked_debt(forged)
    day_comes(by, date(2015, 8, 21))
    with pytest.raises(LinkExpired):
        linked_debt(token)
