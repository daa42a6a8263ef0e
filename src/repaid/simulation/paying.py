"""Online payments of the demo: the simulator as provider, and payments in every state, as notifications make them."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.contracts.choices import State
from repaid.contracts.queries.contracts import contracts
from repaid.contracts.queries.life import life_of
from repaid.contracts.queries.owed import owed
from repaid.payments.commands.online import expire_online_payment, hand_over_online_payment
from repaid.payments.commands.providers import save_provider, switch_provider
from repaid.payments.providers.protocol import Said, Told
from repaid.payments.providers.simulator import Simulator
from repaid.settling.commands.online import begin_online_payment, take_online_notice

HOST: Final = "127.0.0.1"
PORT: Final = 8099
SECRET: Final = "simulator-demo-2026"
"""Printed here, so no secret: what the simulator of the demo and the lenders sign with."""

NAME: Final = "Repaid Pay"
PAYOUT_WORDS: Final = "REPAID PAY"
BANKS: Final = (
    "Bank Przykładowy", "Kasa Wzorcowa", "Bank pod Lipą", "Spaarbank Voorbeeld", "Bank aan de Gracht", "بانک نمونه",
    "بانک سپید", "First Example Bank", "Harbor Savings", "Poczta Wzorowa",
)  # fmt: skip
"""Invented banks."""

WAYS: Final = (*BANKS, "QR", "Karta / Card")
"""What stands under the payment form."""

ENDINGS: Final = (Said.PAID, Said.PAID, Said.PENDING, Said.FAILED, Said.CANCELLED, Said.EXPIRED)
"""What becomes of the payments of the demo; the second one is paid with too little money and is held."""

SPECIMENS: Final = frozenset({"11", "12", "15"})
"""Contracts whose figures the manual shows."""

LOOKED_AT: Final = 40
LESS: Final = 100


def pay_online(by: Actor, currency: str, language: str, day: date) -> None:
    """Connect the simulator and tell of one payment for each ending."""
    provider = save_provider(
        by=by, kind=Simulator.kind, name=NAME, address=Simulator.address, merchant="demo", secret=SECRET,
        currencies=[currency], banks=WAYS, payout_words=PAYOUT_WORDS,
    )  # fmt: skip
    switch_provider(by=by, key=provider.provider_id, is_active=True)
    for place, (contract, payer, amount) in enumerate(_debts(by, day)):
        begun = begin_online_payment(
            by=by, contract=contract, amount=amount, description=f"{contract} {day}", key=f"demo-{place}",
            payer=payer, language=language,
        )  # fmt: skip
        _tell(by, provider.provider_id, begun.number, amount, place)


def _debts(by: Actor, day: date) -> Sequence[tuple[str, str, Money]]:
    """As many active contracts as there are endings, each with its borrowers and what it has to pay next."""
    found = []
    for contract in contracts(by, day, states=(State.ACTIVE,))[:LOOKED_AT]:
        figures = owed(life_of(contract, day))
        minor = figures.total_indebtedness or figures.next_amount
        if minor > LESS and contract.number not in SPECIMENS and contract.launched_on != day:
            found.append((contract.number, contract.subject.title, Money(minor, contract.currency)))
    return found[: len(ENDINGS)]


def _tell(by: Actor, provider: int, number: str, amount: Money, place: int) -> None:
    """Hand a payment over and let its ending come."""
    reference = f"SIM-demo-{number}"
    hand_over_online_payment(by=by, number=number, reference=reference, address=f"{Simulator.address}/pay/{reference}")
    said = ENDINGS[place]
    if said is Said.EXPIRED:
        expire_online_payment(by=by, number=number)
        return
    paid = Money(amount.minor - LESS, amount.currency) if place == 1 else amount
    take_online_notice(by=by, provider=provider, told=Told(said=said, reference=reference, amount=paid))
