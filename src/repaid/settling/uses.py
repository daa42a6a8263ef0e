"""What the money of a payment did on its contracts, and what of it is left there as credit balance."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.access.business_day import today
from repaid.contracts.queries.contracts import contract_named
from repaid.contracts.queries.life import life_of
from repaid.contracts.queries.repayments import RepaymentRow, repayment_rows
from repaid.kernel.refusal import NotFound
from repaid.settling.models import Settlement


@dataclass(frozen=True, slots=True)
class Use:
    """One contract: the rows that the money made there, oldest first, and what of it nothing has claimed yet."""

    contract: str
    rows: tuple[RepaymentRow, ...]
    credit: Money


def uses(by: Actor, settlements: Iterable[Settlement]) -> list[Use]:
    """What settlements in force of one payment did, contract by contract, as far as the actor sees the contracts."""
    keys: dict[str, list[str]] = {}
    for row in settlements:
        if row.withdrawn_at is None:
            keys.setdefault(row.contract.number, []).insert(0, row.event_key)
    return list(_uses(by, keys))


def _uses(by: Actor, keys: dict[str, list[str]]) -> Iterator[Use]:
    on = today(by.organisation_id)
    for number, receipts in keys.items():
        try:
            contract = contract_named(by, number)
        except NotFound:
            continue
        life = life_of(contract, on)
        rows = tuple(row for row in repayment_rows(life) if row.receipt in receipts)
        credit = sum(life.allocation_of(receipt).rest for receipt in receipts)
        yield Use(number, rows, Money(credit, contract.currency))
