"""What a contract of a version would look like: the live example beside a draft and in a calculator."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from loanmath.apr import Flow, apr_eu
from loanmath.events import Disbursed
from loanmath.facts import Instalment
from loanmath.irr import NoRate
from loanmath.money import Money
from loanmath.replay import replay
from loanmath.terms import LoanTerms
from repaid.products.models import ProductVersion
from repaid.products.offer import FeeTaken, TermsRequest, fees_of, terms_for
from repaid.products.queries.legal import reference_for

AT_START = (FeeTaken.UPFRONT, FeeTaken.DEDUCTED)


@dataclass(frozen=True, slots=True)
class Example:
    """A schedule if everybody pays on time, and what it costs; minor units of the currency of `terms`.

    `paid_out` is what the customer has in hand after the fees of the first day; `apr` is per cent a year (EU), None
    where the flows have no rate.
    """

    terms: LoanTerms
    rows: tuple[Instalment, ...]
    paid_out: int
    interest: int
    fees: int
    to_pay: int
    apr: Decimal | None

    @property
    def total_cost(self) -> int:
        """Everything paid beyond what was in hand."""
        return self.to_pay - self.paid_out


def example(
    version: ProductVersion, amount: Money, count: int, start: date, *, rate: Decimal | None = None,
    first_due: date | None = None,
) -> Example:  # fmt: skip
    """The example of a version, draft or published. Raises DataRefused or TermsRefused as `offer.terms_for` does."""
    request = TermsRequest(amount=amount, count=count, start=start, rate=rate, first_due=first_due)
    terms = terms_for(version, request)
    lent = Disbursed(value_date=start, key="example", amount=amount.minor)
    rows = replay(terms, [lent], start, reference_for(terms)).schedule
    at_start = sum(fee.portion.of(amount.minor) for fee in fees_of(version) if fee.taken in AT_START)
    paid_out = amount.minor - at_start
    return Example(
        terms=terms,
        rows=rows,
        paid_out=paid_out,
        interest=sum(row.owed.interest for row in rows),
        fees=at_start + terms.financed + sum(row.owed.fees for row in rows),
        to_pay=sum(row.owed.total for row in rows),
        apr=_apr(paid_out, start, rows),
    )


def _apr(paid_out: int, start: date, rows: tuple[Instalment, ...]) -> Decimal | None:
    payments = [Flow(row.due, Decimal(row.owed.total)) for row in rows if row.owed.total]
    try:
        return apr_eu([Flow(start, Decimal(paid_out))], payments)
    except (NoRate, ValueError):
        return None
