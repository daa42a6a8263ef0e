"""What holds for every provider: silence and faults are outages, a refusal is a permanent one."""

import pytest

from loanmath.money import Money
from repaid.kernel.refusal import Outage
from repaid.payments.providers.known import PROVIDERS
from repaid.payments.providers.protocol import Account, Order
from repaid.payments.providers.tests.outside import SILENCE, impatient, outside

__all__ = ["impatient"]
FIRST = {
    "tpay": "POST /oauth/auth",
    "mollie": "POST /v2/payments",
    "zarinpal": "POST /pg/v4/payment/request.json",
    "simulator": "POST /api/payments",
}
REFUSALS = {"zarinpal": {"data": [], "errors": {"code": -11, "message": "The merchant is not active"}}}


def order() -> Order:
    return Order(
        reference="7", amount=Money.parse("552.34", "PLN"), description="spłata", payer="Piotr Wzorcowy",
        email="p.wzorcowy@example.com", language="pl", return_address="http://127.0.0.1/back",
        notify_address="http://127.0.0.1/notify",
    )  # fmt: skip


@pytest.mark.parametrize("kind", PROVIDERS)
@pytest.mark.parametrize(
    ("answer", "is_permanent"),
    [(SILENCE, False), ((503, {}), False), ((429, {}), False), ((422, "refusal"), True), ((200, b"<html>"), True)],
)
def test_what_goes_wrong_is_an_outage(
    kind: str, answer: tuple[int, object], is_permanent: bool, impatient: None
) -> None:
    """CZ-48: no answer, a fault and "too many" may pass; a refusal and nonsense do not."""
    status, content = answer
    with outside() as world:
        told = REFUSALS.get(kind, {"message": "no"}) if content == "refusal" else content
        world.answers[FIRST[kind]] = (status, told)
        with pytest.raises(Outage) as outage:
            PROVIDERS[kind].create(Account(world.address, "m", "s"), order())
    assert outage.value.permanent is is_permanent


def test_nobody_listens() -> None:
    with pytest.raises(Outage) as outage:
        PROVIDERS["mollie"].create(Account("http://127.0.0.1:1", "m", "s"), order())
    assert not outage.value.permanent


def test_what_the_provider_says_stands_in_the_sentence() -> None:
    with outside() as world:
        world.answers[FIRST["zarinpal"]] = (401, REFUSALS["zarinpal"])
        with pytest.raises(Outage, match="The merchant is not active"):
            PROVIDERS["zarinpal"].create(Account(world.address, "m"), order())
