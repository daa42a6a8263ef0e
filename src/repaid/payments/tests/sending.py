"""A lender that sends money: a clerk who proposes, a manager who approves, a cashier who makes files."""

from datetime import date
from typing import Any, NamedTuple

from repaid.access.actors import Actor
from repaid.access.tests.people import member
from repaid.payments.choices import Purpose
from repaid.payments.commands.order_files import OrderFileMade, make_order_file
from repaid.payments.commands.orders import OrderProposed, approve_orders, propose_order
from repaid.payments.commands.own_accounts import add_own_account
from repaid.payments.tests.money import DAY, lender, pln

OWN = "PL83999900000000000000001001"
PIOTRS = "PL61109010140000071219812874"
ANNAS = "PL27114020041977770489567140"


class Senders(NamedTuple):
    """Who works on orders; `by` is the machine."""

    by: Actor
    clerk: Actor
    manager: Actor
    cashier: Actor


def senders(by: Actor | None = None, since: date = DAY) -> Senders:
    """The people of a lender (by default one without contracts) that sends zlotys from one account."""
    by = by or lender()
    add_own_account(by=by, account=OWN, since=since)
    return Senders(
        by,
        member(by, "Marek Urzędnik", ("payments.view", "payments.order", "contracts.view")),
        member(by, "Ewa Kierownik", ("payments.view", "payments.order", "payments.approve_orders")),
        member(by, "Olga Kasjer", ("payments.view", "payments.send_orders")),
    )


def proposed(by: Actor, amount: str = "500.00", **changes: Any) -> OrderProposed:
    """An order of Piotr's, proposed."""
    facts = {
        "amount": pln(amount), "creditor": "Piotr Wzorcowy", "account": PIOTRS, "remittance": "Wypłata, umowa 11",
        "execution_day": DAY, "purpose": Purpose.OTHER, **changes,
    }  # fmt: skip
    return propose_order(by=by, **facts)


def approved(people: Senders, *amounts: str, **changes: Any) -> list[str]:
    """Orders that one person proposed and another approved; their numbers."""
    numbers = [proposed(people.clerk, amount, **changes).number for amount in amounts or ("500.00",)]
    approve_orders(by=people.manager, orders=numbers)
    return numbers


def sent(people: Senders, *amounts: str, **changes: Any) -> OrderFileMade:
    """A file of approved orders."""
    numbers = approved(people, *amounts, **changes)
    day = changes.get("execution_day", DAY)
    return make_order_file(by=people.cashier, own_account=OWN, execution_day=day, orders=numbers)
