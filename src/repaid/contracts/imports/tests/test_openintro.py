"""Loans of the file become contracts with their payments: to the cent, standing as the file says."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from loanmath.events import Disbursed, EarlyRepaid, FeeCharged, Received, Waived, WrittenOff
from loanmath.facts import Stage
from loanmath.life import Life
from loanmath.replay import replay
from repaid.contracts.imports.openintro.check import balance_remark, instalment_remark, paid_instalments, uneven_remark
from repaid.contracts.imports.openintro.history import Told, tell, tell_all
from repaid.contracts.imports.openintro.loan import COLUMNS, Loan, Status, WrongField, read_loan
from repaid.contracts.imports.table import Row, read_table

SAMPLE = Path(__file__).with_name("sample.csv")
DAY = date(2026, 11, 21)
REAL_BOOK = Path(__file__).parents[5] / "../shared/data/loans/lendingclub_openintro_loans_full_schema.csv.gz"


def rows() -> dict[str, Row]:
    return {row.fields["row_id"]: row for row in read_table(SAMPLE, COLUMNS) if isinstance(row, Row)}


def loan(key: str) -> Loan:
    return read_loan(rows()[key])


def life(told: Told) -> Life:
    return replay(told.plan.terms, told.events, DAY)


def test_a_current_loan_paid_its_instalments_month_by_month() -> None:
    told = tell(loan("1"), DAY)
    start = date(2026, 7, 26)
    assert told.events == (
        Disbursed(value_date=start, key="1/0", amount=2_800_000),
        FeeCharged(
            value_date=date(2026, 8, 26), key="1/days", amount=4_174, due=date(2026, 8, 26),
            component=told.events[1].component, name="interest for the days before the first month",
        ),
        Received(value_date=date(2026, 8, 26), key="1/1", amount=69_427),
        Received(value_date=date(2026, 9, 26), key="1/2", amount=65_253),
        Received(value_date=date(2026, 10, 26), key="1/3", amount=65_253),
    )  # fmt: skip
    found = life(told)
    assert found.balances.outstanding.principal == 2_701_586
    assert found.view.received == 199_933
    assert found.arrears.days_past_due == 0


def test_a_first_period_shorter_than_a_month_costs_less_interest() -> None:
    told = tell(loan("4"), DAY)
    assert [event.amount for event in told.events if isinstance(event, Waived)] == [806]
    assert life(told).balances.outstanding.principal == 1_885_326
    assert life(told).view.received == 331_289


def test_what_is_paid_beyond_the_instalments_is_repaid_early() -> None:
    told = tell(loan("224"), DAY)
    assert [event.amount for event in told.events if isinstance(event, EarlyRepaid)] == [25_219]
    assert life(told).balances.outstanding.principal == 692_052


def test_many_loans_are_told_as_each_alone() -> None:
    loans = [read_loan(row) for row in rows().values()]
    assert tell_all(loans, DAY) == [tell(each, DAY) for each in loans]


def test_a_loan_fully_paid_is_settled() -> None:
    told = tell(loan("35"), DAY)
    assert life(told).stage is Stage.SETTLED
    assert life(told).view.received == 1_500_517


def test_a_loan_charged_off_is_written_off() -> None:
    told = tell(loan("672"), DAY)
    assert told.events[-1] == WrittenOff(value_date=DAY, key="672/off")
    assert life(told).stage is Stage.WRITTEN_OFF


def test_a_late_loan_is_late_by_as_many_days_as_its_status_says() -> None:
    late = tell(loan("1972"), DAY)
    assert 31 <= life(late).arrears.days_past_due <= 120
    assert life(late).view.received == 150_937
    in_grace = tell(replace(loan("1972"), status=Status.IN_GRACE), DAY)
    assert 1 <= life(in_grace).arrears.days_past_due <= 15


def test_instalment_rounded_up_is_the_files() -> None:
    assert instalment_remark(tell(loan("1"), DAY)) is None


def test_another_instalment_is_told_and_the_contract_keeps_the_files() -> None:
    told = tell(loan("1548"), DAY)
    remark = instalment_remark(told)
    assert remark is not None
    assert (remark.ours, remark.theirs, remark.difference) == ("243.38", "243.35", "0.03")
    assert told.plan.terms.instalment == 24_335


def test_balance_after_whole_instalments() -> None:
    assert paid_instalments(loan("1")) == 3
    assert balance_remark(tell(loan("1"), DAY), 3) is None
    remark = balance_remark(tell(loan("224"), DAY), 5)
    assert remark is not None
    assert (remark.ours, remark.theirs, remark.difference) == ("6963.59", "6920.52", "43.07")


def test_half_an_instalment_is_not_compared() -> None:
    uneven = replace(loan("1"), paid_total=65_253 + 30_000)
    assert paid_instalments(uneven) is None
    assert uneven_remark(uneven).theirs == "27015.86"


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("row_id", ""),
        ("row_id", "=1+1"),
        ("loan_amount", "0"),
        ("loan_amount", "-5"),
        ("loan_amount", "1e9"),
        ("loan_amount", "12345678901234567890"),
        ("term", "0"),
        ("term", "36.5"),
        ("interest_rate", "NaN"),
        ("interest_rate", "5.00001"),
        ("installment", "652,53"),
        ("issue_month", "Foo-2018"),
        ("issue_month", "2018-03-01"),
        ("loan_status", "current"),
        ("balance", "27015.855"),
        ("balance", "27016.86"),
        ("paid_total", "inf"),
        ("paid_total", "2999.33"),
        ("paid_principal", "28000.01"),
    ],
)
def test_a_wrong_field_is_named(column: str, text: str) -> None:
    row = rows()["1"]
    with pytest.raises(WrongField) as refused:
        read_loan(Row(row.line, {**row.fields, column: text}))
    expected = "paid_total" if (column, text) == ("paid_principal", "28000.01") else column
    assert refused.value.column == expected


def test_sums_that_were_added_as_binary_numbers_are_read_to_the_cent() -> None:
    row = rows()["1"]
    assert read_loan(Row(row.line, {**row.fields, "paid_total": "1999.3300000002"})).paid_total == 199_933


def test_a_row_without_a_name_gets_one() -> None:
    row = rows()["1"]
    unnamed = {name: text for name, text in row.fields.items() if name != "borrower_name"}
    assert read_loan(Row(row.line, unnamed)).borrower == "Borrower 1"


@pytest.mark.skipif(not REAL_BOOK.exists(), reason="the real book is not beside this repository")
def test_real_loans_stand_as_their_book_says() -> None:
    """A tenth of 6,617 real loans: every cent received, every balance within five cents, every status."""
    late_days = {
        Status.CURRENT: (0, 0),
        Status.FULLY_PAID: (0, 0),
        Status.IN_GRACE: (1, 15),
        Status.LATE_16: (16, 30),
        Status.LATE_31: (31, 120),
    }
    real = [read_loan(row) for row in list(read_table(REAL_BOOK, COLUMNS))[::10] if isinstance(row, Row)]
    assert len(real) == 662
    for each in real:
        found = life(tell(each, DAY))
        assert found.view.received == each.paid_total
        assert not found.findings
        if each.status is not Status.CHARGED_OFF:
            least, most = late_days[each.status]
            assert abs(found.balances.outstanding.principal - each.balance) <= 5
            assert least <= found.arrears.days_past_due <= most
