"""One repayment through the real command: right, lock, audit record, fold, derived rows, ledger, commit."""

from collections.abc import Iterator
from datetime import date
from itertools import count
from typing import Final

from django.db import connection

from loanmath.dates import add_months
from loanmath.money import Money
from repaid.access.commands.organisations import move_business_day
from repaid.contracts.commands.disbursement import disburse
from repaid.contracts.commands.opening import open_contract
from repaid.contracts.commands.payments import receive_payment
from repaid.products.queries import TermsRequest
from repaid.settings import roles
from repaid.simulation.cast import Cast
from repaid.simulation.lender import open_lender
from repaid.simulation.measuring.rounds import Goal, Measured, rates_of

LENDER: Final = "krakowska"
PRODUCT: Final = "na-spokojnie"
BORROWER: Final = "zofia"
OPENED: Final = date(2025, 1, 15)
CONTRACTS: Final = 20
INSTALMENTS: Final = 36
PORTION: Final = 30
AMOUNT: Final = Money(1_000_000, "PLN")
PAID: Final = Money(10_000, "PLN")
PEER_PER_SECOND: Final = 9.6
"""Frappe Lending, a core, measured for the performance table."""
RATIO_GOAL: Final = 15


def measure_repayment(rounds: int) -> Measured:
    """Repayments a second, each in a transaction of its own; beside it commits of one row. Needs an empty database."""
    cast = open_lender(LENDER, OPENED)
    numbers = [_launched(cast) for _contract in range(CONTRACTS)]
    move_business_day(by=cast.machine, day=add_months(OPENED, 6))
    payments = _payments(cast, numbers)
    _make_floor()

    def repay() -> int:
        for _payment in range(PORTION):
            next(payments)
        return PORTION

    rates = rates_of({"repayment": repay, "commit of one row": _commit}, rounds)
    ratio = rates["repayment"] / PEER_PER_SECOND
    return Measured(
        "repayment", rounds, {**rates, "peer": PEER_PER_SECOND}, (Goal("times the peer", ratio, RATIO_GOAL),)
    )


def _launched(cast: Cast) -> str:
    request = TermsRequest(amount=AMOUNT, count=INSTALMENTS, start=OPENED)
    opened = open_contract(
        by=cast.machine, product=PRODUCT, request=request, borrowers=[cast.parties[BORROWER]], branch="KRA"
    )
    disburse(by=cast.machine, number=opened.number, amount=AMOUNT, value_date=OPENED)
    return opened.number


def _payments(cast: Cast, numbers: list[str]) -> Iterator[object]:
    """Payments of one contract after the other, on the business day, as a clerk books them."""
    day = add_months(OPENED, 6)
    for place in count():
        yield receive_payment(
            by=cast.clerk, number=numbers[place % len(numbers)], amount=PAID, value_date=day, receipt=f"R-{place:06d}"
        )


def _make_floor() -> None:
    with roles.working_as(connection, roles.OWNER), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE floor_row (id bigint GENERATED ALWAYS AS IDENTITY, paid bigint)")
        cursor.execute(f"GRANT INSERT ON floor_row TO {roles.APPLICATION}")


def _commit() -> int:
    with connection.cursor() as cursor:
        for paid in range(PORTION):
            cursor.execute("INSERT INTO floor_row (paid) VALUES (%s)", [paid])
    return PORTION
