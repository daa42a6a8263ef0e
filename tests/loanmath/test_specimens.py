"""The specimens of the requirements, to the cent."""

from decimal import Decimal

from loanmath.components import Component
from loanmath.rates import RateRule
from loanmath.terms import Penalty, PenaltyBase
from tests.loanmath.loans import life, loan_11, paid, rows

LATE = Penalty(RateRule(Decimal("4.00")), PenaltyBase.WHOLE_INSTALMENT)


def test_cz_60_schedule_of_loan_11():
    """CZ-60: 500.00 with a financed fee of 50.00 gives 550 / 2,34 / 552,34 on 2015-06-21."""
    seen = life(loan_11(), on="2015-05-21")
    assert rows(seen) == [("2015-06-21", 550_00, 2_34)]
    assert seen.schedule[0].owed.total == 552_34


def test_cl_43_ten_days_late_cost_0_61():
    """CL-43: 552,34 paid 10 days late at 4,00 % gives penalty interest of 0,61."""
    overdue = life(loan_11(penalty=LATE), on="2015-07-01")
    assert overdue.balances.overdue.penalty == 61
    settled = life(loan_11(penalty=LATE), paid("2015-07-01", 552_34 + 61), on="2015-07-01")
    assert settled.allocation_of("receipt 2015-07-01").of(Component.PENALTY) == 61
    assert not any(settled.balances.outstanding)


def test_cz_62_overpayment_is_credit():
    """CZ-62: paying 600,00 against 552,34 leaves a deposit of 47,66."""
    seen = life(loan_11(), paid("2015-06-21", 600_00), on="2015-06-21")
    assert seen.balances.credit == 47_66
    assert seen.allocation_of("receipt 2015-06-21").rest == 47_66


def test_cz_61_a_payment_is_the_sum_of_its_parts():
    """CZ-61: Amount = Principal + Interest + Penalty interest + Other + Deposit."""
    one = life(loan_11(penalty=LATE), paid("2015-07-01", 600_00), on="2015-07-01").allocation_of("receipt 2015-07-01")
    assert [one.of(c) for c in (Component.PRINCIPAL, Component.INTEREST, Component.PENALTY)] == [550_00, 2_34, 61]
    assert sum(part.amount for part in one.parts) + one.rest == 600_00
