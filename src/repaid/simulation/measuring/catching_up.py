"""The workload that a peer plans to publish: 1,000 loans of 24 instalments, and 700 days closed one after the other.

Nobody pays: every instalment stays open and earns penalty interest, so the last days carry the most.
"""

from datetime import date, timedelta
from time import perf_counter
from typing import Final

from loanmath.money import Money
from repaid.contracts.commands.disbursement import disburse
from repaid.contracts.commands.opening import open_contract
from repaid.daily_close.queries import runs
from repaid.daily_close.run import close_until
from repaid.products.queries import TermsRequest
from repaid.simulation.cast import Cast
from repaid.simulation.lender import open_lender
from repaid.simulation.measuring.repayment import BORROWER, LENDER, PRODUCT
from repaid.simulation.measuring.rounds import Measured

LOANS: Final = 1_000
DAYS: Final = 700
INSTALMENTS: Final = 24
OPENED: Final = date(2023, 1, 16)
PEER_PER_SECOND: Final = 16.6
"""Loans that Frappe Lending accrues in a second on one core, measured for the performance table."""


def measure_catch_up(loans: int = LOANS, days: int = DAYS) -> Measured:
    """Loans closed a second, over many days that were missed. Needs an empty database."""
    cast = open_lender(LENDER, OPENED)
    for place in range(loans):
        _launch(cast, place)
    begun = perf_counter()
    close_until(by=cast.machine, until=OPENED + timedelta(days=days - 1))
    seconds = perf_counter() - begun
    assert not any(run.findings for run in runs(cast.machine)), "ledger and contracts agree"
    rates = {"loans and days": loans * days / seconds, "days": days / seconds, "peer": PEER_PER_SECOND}
    return Measured(f"catch-up of {days} days, {loans} loans", 1, rates, ())


def _launch(cast: Cast, place: int) -> None:
    amount = Money(300_000 + 1_000 * place, "PLN")
    request = TermsRequest(amount=amount, count=INSTALMENTS, start=OPENED)
    opened = open_contract(
        by=cast.machine, product=PRODUCT, request=request, borrowers=[cast.parties[BORROWER]], branch="KRA"
    )
    disburse(by=cast.machine, number=opened.number, amount=amount, value_date=OPENED)
