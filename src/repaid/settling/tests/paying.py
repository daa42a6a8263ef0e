"""A lender with loan 11 (552,34 due on 2015-06-21), a payment provider, and what the provider says."""

from datetime import date
from typing import Any

from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.contracts.tests.lender import day_comes, lender, loan_11, pln
from repaid.payments.commands.online import hand_over_online_payment
from repaid.payments.commands.providers import save_provider, switch_provider
from repaid.payments.models import OnlinePayment
from repaid.payments.providers.protocol import Said, Told
from repaid.settling.commands.online import NoticeTaken, begin_online_payment, take_online_notice

DUE = date(2015, 6, 21)
SECRET = "wspolny-sekret"
WORDS = "REPAID PAY"


def paying_lender() -> Actor:
    """On the due day of loan 11, with one provider for zlotys."""
    by = lender()
    loan_11(by)
    day_comes(by, DUE)
    provider(by)
    return by


def provider(by: Actor, name: str = "Repaid Pay", *, is_active: bool = True, **changes: Any) -> int:
    """A simulator as provider; its id."""
    facts: dict[str, Any] = {
        "kind": "simulator", "address": "http://127.0.0.1:1", "merchant": "demo", "secret": SECRET,
        "currencies": ["PLN"], "banks": ["Bank Przykładowy", "Kasa Wzorcowa"], "payout_words": WORDS,
    }  # fmt: skip
    done = save_provider(by=by, name=name, **(facts | changes))
    switch_provider(by=by, key=done.provider_id, is_active=is_active)
    return done.provider_id


def begun(by: Actor, amount: str = "552.34", key: str = "form-1", contract: str = "11") -> OnlinePayment:
    """An online payment that the provider has taken as SIM-<number>."""
    number = begin_online_payment(by=by, contract=contract, amount=pln(amount), description="spłata", key=key).number
    hand_over_online_payment(by=by, number=number, reference=f"SIM-{number}", address=f"http://127.0.0.1/{number}")
    return online(by, number)


def online(by: Actor, number: str) -> OnlinePayment:
    """The online payment as it stands now."""
    return OnlinePayment.objects.select_related("payment").get(organisation=by.organisation_id, number=number)


def told(
    by: Actor, row: OnlinePayment, said: Said = Said.PAID, paid: Money | None = None, on: date = DUE
) -> NoticeTaken:
    """The provider says something of a payment; by default that it was paid as asked for."""
    amount = paid or Money(row.amount, row.currency)
    notice = Told(said=said, reference=row.reference, ours=row.number, amount=amount, on=on)
    return take_online_notice(by=by, provider=row.provider_id, told=notice)
