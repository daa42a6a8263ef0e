"""A lender on the evening of a day with much to do: loans that fall due, deposits, arrears, a statement of the bank."""

from dataclasses import dataclass
from datetime import date

from repaid.access.actors import Actor
from repaid.access.commands.organisations import move_business_day
from repaid.contracts.queries.contracts import contract_named
from repaid.contracts.tests.lender import ACCOUNT, LAUNCH, instalment_loan, lender, loan_11, pay
from repaid.daily_close.run import close_until
from repaid.payments.tests.money import table

EVENING = date(2015, 6, 20)
NUMBERS = ("A-1", "A-2", "A-3", "A-4")


@dataclass(frozen=True, slots=True)
class Ground:
    """The machine's actor, and a statement of 14 lines: most for one contract each, some for nobody."""

    by: Actor
    statement: bytes


def evening() -> Ground:
    """Two days are closed; a payment waits as deposit, another was part of what is overdue."""
    by = lender()
    loan_11(by)
    for number in NUMBERS:
        instalment_loan(by, number=number)
    move_business_day(by=by, day=date(2015, 6, 19))
    close_until(by=by, until=date(2015, 6, 19))
    pay(by, "A-1", "2000.00", EVENING)
    pay(by, "A-2", "100.00", LAUNCH)
    close_until(by=by, until=EVENING)
    return Ground(by, _statement(by))


def _statement(by: Actor) -> bytes:
    accounts = [ACCOUNT, *(contract_named(by, number).account for number in NUMBERS)]
    rows = [
        (f"{10 + place * 7},{place:02d}", "Anna Kowalska", "", f"rata {accounts[place % 5]} nr {place}")
        for place in range(11)
    ]
    strangers = [(f"{place},00", "Jan Obcy", "", f"czynsz {place}") for place in range(1, 4)]
    return table([*rows, *strangers], EVENING)
