"""Money out of the demo: the account that it leaves from, and orders that got as far as their data says."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from loanmath.money import Money
from repaid.access.business_day import today
from repaid.contracts.queries.contracts import borrowers_of, contract_named
from repaid.parties.queries import preferred_account
from repaid.payments.choices import Purpose
from repaid.payments.commands.order_files import confirm_orders_executed, make_order_file, reject_order
from repaid.payments.commands.orders import approve_orders, propose_order
from repaid.payments.commands.own_accounts import add_own_account
from repaid.payments.queries.orders import own_accounts
from repaid.settling.commands.payouts import order_payout
from repaid.settling.payouts import money_to_send, payout_of
from repaid.simulation.cast import Cast

STAGES: Final = ("proposed", "approved", "sent", "executed", "rejected")
"""How far an order gets."""

REJECTED: Final = "AC04"
"""The reason code of banks for a closed account."""


def name_account(cast: Cast, told: Mapping[str, Any], since: date) -> None:
    """Name the account that money leaves from."""
    add_own_account(by=cast.machine, account=told["account"], bic=told.get("bic", ""), since=since)


def send_payout(cast: Cast, contract: str, stage: str) -> None:
    """Order what a contract just paid out to its borrower, up to a stage."""
    row = contract_named(cast.machine, contract)
    payout, borrower = payout_of(money_to_send(cast.machine, row)[0]), borrowers_of(row)[0].party
    done = order_payout(
        by=cast.clerk, contract=contract, event_key=payout.key, amount=payout.rest, creditor=borrower.name,
        account=preferred_account(borrower), execution_day=_today(cast),
        remittance=f"{row.version.product.names[borrower.language]} {contract}",
    )  # fmt: skip
    _advance(cast, done.number, stage)


def send_other(cast: Cast, told: Mapping[str, Any], currency: str) -> None:
    """Order money that no contract paid out, up to a stage."""
    done = propose_order(
        by=cast.clerk, amount=Money.parse(told["amount"], currency), creditor=told["creditor"],
        account=told["account"], remittance=told["title"], purpose=Purpose(told["purpose"]),
        execution_day=_today(cast),
    )  # fmt: skip
    _advance(cast, done.number, told["stage"])


def _advance(cast: Cast, number: str, stage: str) -> None:
    reached = STAGES.index(stage)
    if reached >= STAGES.index("approved"):
        approve_orders(by=cast.head, orders=[number])
    if reached >= STAGES.index("sent"):
        account = own_accounts(cast.head)[0].iban
        make_order_file(by=cast.head, own_account=account, execution_day=_today(cast), orders=[number])
    if stage == "executed":
        confirm_orders_executed(by=cast.head, orders=[number], on=_today(cast))
    if stage == "rejected":
        reject_order(by=cast.head, number=number, reason=REJECTED)


def _today(cast: Cast) -> date:
    return today(cast.machine.organisation_id)
