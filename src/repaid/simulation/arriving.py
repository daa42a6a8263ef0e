"""Money in of the demo: a statement of a bank of which a part finds its contracts, receipts for cash, a scheme."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from loanmath.components import Component
from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.access.queries import staff
from repaid.contracts.queries.contracts import contract_named
from repaid.contracts.queries.life import life_of
from repaid.contracts.queries.owed import owed
from repaid.payments.commands.receipts import reserve_receipts_for
from repaid.payments.rights import RECEIVE_CASH
from repaid.settling.commands.schemes import define_scheme
from repaid.settling.taking_in import take_in
from repaid.simulation.moments import moment

HEAD: Final = "Date;Amount;Currency;Counterparty;Title;Account"
DUE: Final = "due"
"""In place of an amount: what the contract owes on the day."""


def bring_money(by: Actor, told: Mapping[str, Any], currency: str, day: date) -> None:
    """Take in what the bank says, give a collector receipts, define the scheme that people may choose."""
    rows = [_row(by, line, told["account"], currency, day) for line in told["lines"]]
    content = "\n".join([HEAD, *rows]).encode()
    take_in(by, f"bank-{day}.csv", content, keep_good=False)
    if scheme := told.get("scheme"):
        parts = [Component(part) for part in scheme["components"]]
        define_scheme(by=by, code=scheme["code"], names=scheme["names"], components=parts)
    collector = next(row for row in staff(by) if any(RECEIVE_CASH.code in group.rights for group in row.groups.all()))
    reserve_receipts_for(by=by, holder=collector.pk, count=told["receipts"])


def _row(by: Actor, line: Mapping[str, Any], account: str, currency: str, day: date) -> str:
    contract = contract_named(by, line["contract"]) if "contract" in line else None
    amount = line["amount"]
    if contract is not None and amount == DUE:
        amount = str(Money(owed(life_of(contract, day)).total_indebtedness, currency)).split()[0]
    title = line["title"].format(account=contract.account if contract else "")
    return f"{moment(line['on'], day)};{amount};{currency};{line['payer']};{title};{account}"
