"""What money, charges, standstill and endings do."""

import pytest

from loanmath.components import Amounts, Component
from loanmath.daycount import DayCount
from loanmath.events import (
    CostAwarded,
    Event,
    FeeCharged,
    MoneyReturned,
    Recovered,
    Refunded,
    Repayment,
    Resumed,
    Reversed,
    Sold,
    Suspended,
    Terminated,
    Waived,
    WrittenOff,
)
from loanmath.facts import FindingCode, MovementKind, Origin, Stage
from loanmath.life import returned_parts
from loanmath.replay import NotNext, dependents, fold
from loanmath.scheme import Advance, Scheme
from loanmath.terms import AnnuityFactor, Method
from tests.loanmath.loans import day, early, lent, life, loan, paid

THIRDS = loan(300, "0", "2024-01-01", 3)
YEAR = loan(1200, "12", "2024-01-01", 12, day_count=DayCount.PERIOD, annuity_factor=AnnuityFactor.EVEN)
SHARES = loan(
    1200,
    "12",
    "2024-01-01",
    4,
    method=Method.EQUAL_PRINCIPAL,
    day_count=DayCount.PERIOD,
    annuity_factor=AnnuityFactor.EVEN,
)


def principals(terms, *events: Event, on: str) -> list[int]:
    return [row.owed.principal for row in life(terms, *events, on=on).schedule]


def test_a_fee_joins_the_instalment_whose_period_holds_its_due_date():
    fee = FeeCharged(value_date=day("2024-01-20"), key="reminder", amount=15_00, due=day("2024-02-15"), name="reminder")
    seen = life(THIRDS, fee, on="2024-01-20")
    assert [row.owed.fees for row in seen.schedule] == [0, 15_00, 0]


def test_a_fee_after_the_end_is_a_line_of_its_own():
    fee = FeeCharged(value_date=day("2024-06-01"), key="late", amount=15_00, due=day("2024-06-10"))
    seen = life(THIRDS, fee, on="2024-06-01")
    assert (seen.schedule[-1].due, seen.schedule[-1].owed.fees) == (day("2024-06-10"), 15_00)


def test_costs_of_a_judgment_are_due_on_its_day():
    seen = life(THIRDS, CostAwarded(value_date=day("2024-06-01"), key="court", amount=90_00), on="2024-06-01")
    assert seen.balances.billed.fees == 90_00


@pytest.mark.parametrize(
    ("mode", "then"),
    [(Repayment.LOWER_INSTALMENT, [50_00, 50_00, 50_00]), (Repayment.SHORTER_TERM, [100_00, 50_00])],
)
def test_early_repayment_shortens_the_term_or_lowers_the_instalment(mode, then):
    seen = life(THIRDS, early("2024-01-20", 150_00, mode=mode), on="2024-01-20")
    assert (seen.schedule[0].origin, seen.schedule[0].owed.principal) == (Origin.EARLY, 150_00)
    assert [row.owed.principal for row in seen.schedule[1:]] == then


def test_early_repayment_pays_interest_to_the_day_first():
    terms = loan(1000, "36.5", "2024-01-01", 2)
    seen = life(terms, early("2024-01-11", 110_00), on="2024-01-11")
    one = seen.allocation_of("early 2024-01-11")
    assert (one.of(Component.INTEREST), one.of(Component.PRINCIPAL)) == (10_00, 100_00)


def test_money_returned_is_owed_again_by_component():
    fees_first = Scheme.of(Component.FEES, Component.INTEREST, Component.PRINCIPAL)
    terms = loan(300, "0", "2024-01-01", 3, allocation=fees_first)
    fee = FeeCharged(value_date=day("2024-01-05"), key="f", amount=10_00, due=day("2024-02-01"))
    receipt = paid("2024-02-01", 110_00, "cheque")
    before = life(terms, fee, receipt, on="2024-02-05")
    parts = returned_parts(before.allocation_of("cheque"), 110_00, (Component.FEES, Component.PRINCIPAL))
    assert parts == Amounts(principal=100_00, fees=10_00)
    back = MoneyReturned(value_date=day("2024-02-05"), key="bounced", receipt="cheque", amounts=parts)
    seen = life(terms, fee, receipt, back, on="2024-02-05")
    assert [row.owed.total for row in seen.schedule] == [110_00, 210_00, 100_00]
    assert [e.key for e in dependents([lent(terms), fee, receipt, back], "cheque")] == ["bounced"]


def test_a_refund_beyond_the_credit_is_owed_again():
    back = Refunded(value_date=day("2024-01-10"), key="back", amount=70_00)
    seen = life(THIRDS, paid("2024-01-10", 50_00), back, on="2024-01-10")
    assert seen.schedule[0].owed.principal == 120_00
    assert [(f.code, f.amount) for f in seen.findings] == [(FindingCode.CREDIT_MISSING, 20_00)]


def test_waived_interest_is_given_up_and_stays_asked():
    terms = loan(1000, "36.5", "2024-01-01", 1)
    waived = Waived(value_date=day("2024-02-05"), key="w", component=Component.INTEREST, amount=40_00)
    seen = life(terms, waived, on="2024-02-05")
    assert seen.schedule[0].waived.interest == 31_00
    assert seen.balances.billed == Amounts(principal=1000_00)
    assert [(f.code, f.amount) for f in seen.findings] == [(FindingCode.MORE_THAN_OWED, 9_00)]


def test_suspension_stops_due_dates_and_resumption_moves_them():
    stop = Suspended(value_date=day("2024-01-15"), key="stop")
    suspended = life(SHARES, stop, on="2024-03-15")
    assert suspended.stage is Stage.SUSPENDED
    assert not any(suspended.balances.billed)
    resumed = life(SHARES, stop, Resumed(value_date=day("2024-03-15"), key="go"), on="2024-03-15")
    assert [str(row.due) for row in resumed.schedule] == ["2024-04-01", "2024-05-01", "2024-06-01", "2024-07-01"]
    assert resumed.stage is Stage.ACTIVE


def test_a_loan_that_is_not_launched_cannot_be_suspended():
    stop = Suspended(value_date=day("2023-12-01"), key="stop")
    seen = life(SHARES, stop, on="2024-01-15")
    assert [(found.code, found.event) for found in seen.findings] == [(FindingCode.NOTHING_COMING, "stop")]
    assert seen.stage is Stage.ACTIVE
    assert seen.schedule == life(SHARES, on="2024-01-15").schedule


def test_resuming_does_not_undo_a_termination():
    end = Terminated(value_date=day("2024-01-10"), key="end")
    seen = life(SHARES, end, Resumed(value_date=day("2024-01-12"), key="go"), on="2024-01-15")
    assert seen.stage is Stage.TERMINATED
    assert [found.code for found in seen.findings] == [FindingCode.AFTER_THE_END]


def test_a_suspended_loan_may_go_on_bearing_interest():
    terms = loan(1000, "36.5", "2024-01-01", 1)
    stop = Suspended(value_date=day("2024-01-11"), key="stop", bears_interest=True)
    assert life(terms, stop, on="2024-01-31").balances.unbilled.interest == 30_00
    assert (
        life(terms, Suspended(value_date=day("2024-01-11"), key="s"), on="2024-01-31").balances.unbilled.interest
        == 10_00
    )


def test_termination_makes_the_whole_debt_due():
    terms = loan(1000, "36.5", "2024-01-01", 2)
    seen = life(terms, Terminated(value_date=day("2024-01-11"), key="end"), on="2024-03-01")
    assert seen.stage is Stage.TERMINATED
    assert seen.balances.overdue == Amounts(1000_00, 10_00)
    assert not any(seen.balances.unbilled)


def test_what_comes_after_the_end_is_told():
    end = Terminated(value_date=day("2024-02-01"), key="end")
    seen = life(THIRDS, end, lent(THIRDS, "2024-02-05", 10_00, "again"), on="2024-02-05")
    assert [(found.code, found.event) for found in seen.findings] == [(FindingCode.AFTER_THE_END, "again")]


def test_termination_on_a_due_date_enlarges_that_instalment():
    seen = life(THIRDS, Terminated(value_date=day("2024-02-01"), key="end"), on="2024-02-01")
    assert [row.owed.principal for row in seen.schedule] == [300_00]


def test_written_off_and_recovered():
    end = WrittenOff(value_date=day("2024-04-10"), key="loss")
    money = Recovered(value_date=day("2024-05-01"), key="bailiff", amount=30_00)
    seen = life(THIRDS, paid("2024-02-01", 100_00), end, money, on="2024-05-02")
    assert seen.stage is Stage.WRITTEN_OFF
    assert sum(row.written_off.principal for row in seen.schedule) == 200_00
    assert seen.view.recovered == 30_00
    assert not any(seen.balances.outstanding)


def test_part_written_off_takes_charges_before_principal():
    fee = FeeCharged(value_date=day("2024-02-05"), key="f", amount=10_00, due=day("2024-02-06"))
    part = WrittenOff(value_date=day("2024-03-10"), key="part", amount=30_00)
    seen = life(THIRDS, fee, part, on="2024-03-10")
    gone = [(row.written_off.principal, row.written_off.fees) for row in seen.schedule]
    assert gone == [(30_00, 0), (0, 0), (0, 0)]


def test_sold_debt_leaves_the_books_for_a_price():
    seen = life(THIRDS, Sold(value_date=day("2024-02-10"), key="buyer", price=90_00), on="2024-02-10")
    assert seen.stage is Stage.SOLD
    assert sum(m.amount for m in seen.movements_of("buyer") if m.kind is MovementKind.SOLD) == 300_00
    assert seen.view.recovered == 90_00


def test_a_reversed_reversal_lets_the_event_stand():
    money = paid("2024-02-01", 100_00, "receipt")
    undo = Reversed(value_date=day("2024-02-02"), key="undo", of="receipt")
    redo = Reversed(value_date=day("2024-02-03"), key="redo", of="undo")
    assert life(THIRDS, money, undo, on="2024-02-05").balances.billed.total == 100_00
    assert life(THIRDS, money, undo, redo, on="2024-02-05").balances.billed.total == 0


def test_reversing_what_never_was_is_told():
    undo = Reversed(value_date=day("2024-02-02"), key="undo", of="nobody")
    assert [f.code for f in life(THIRDS, undo, on="2024-02-02").findings] == [FindingCode.NO_SUCH_EVENT]


def test_the_same_key_twice_is_one_event():
    twice = [paid("2024-02-01", 60_00, "receipt"), paid("2024-02-01", 60_00, "receipt")]
    assert life(THIRDS, *twice, on="2024-02-01").view.received == 60_00


def test_a_payment_found_late_counts_on_its_value_date():
    late = life(THIRDS, paid("2024-03-01", 100_00), paid("2024-02-01", 100_00), on="2024-03-05")
    assert late.arrears.days_past_due == 0
    assert [str(row.settled_on) for row in late.schedule[:2]] == ["2024-02-01", "2024-03-01"]


def test_folding_refuses_what_is_not_next():
    facts = life(THIRDS, paid("2024-02-01", 100_00), on="2024-02-01").facts
    with pytest.raises(NotNext):
        fold(facts, THIRDS, paid("2024-01-20", 1_00))
    with pytest.raises(NotNext):
        fold(facts, THIRDS, Reversed(value_date=day("2024-03-01"), key="u", of="receipt 2024-02-01"))


def test_credit_pays_the_next_instalment_on_its_day():
    seen = life(THIRDS, paid("2024-01-20", 130_00, "early money"), on="2024-03-02")
    one = seen.allocation_of("early money")
    assert [(str(part.on), part.amount) for part in one.parts] == [("2024-02-01", 100_00), ("2024-03-01", 30_00)]
    assert one.rest == 0


@pytest.mark.parametrize(
    ("advance", "paid_of_each"),
    [
        (Advance.HOLD, [0, 0, 0]),
        (Advance.NEXT, [100_00, 20_00, 0]),
        (Advance.LAST, [0, 20_00, 100_00]),
        (Advance.SPREAD, [40_00, 40_00, 40_00]),
    ],
)
def test_money_in_advance(advance, paid_of_each):
    scheme = Scheme.of(*Component, advance=advance)
    terms = loan(300, "0", "2024-01-01", 3, allocation=scheme)
    seen = life(terms, paid("2024-01-20", 120_00), on="2024-01-20")
    assert [row.paid.total for row in seen.schedule] == paid_of_each
