"""Closing days: what falls due is billed, what was earned is posted, buckets move, the day is summed up and sealed."""

from datetime import date, timedelta
from typing import Any

import pytest

from repaid.access.actors import Actor
from repaid.access.business_day import closed_until, today
from repaid.access.commands.organisations import move_business_day
from repaid.access.models import BusinessDay, Organisation
from repaid.access.queries import audit_of
from repaid.access.tests.people import member
from repaid.contracts.commands.charges import charge_fee
from repaid.contracts.queries.contracts import contract_named
from repaid.contracts.tests.lender import LAUNCH, instalment_loan, loan_11, pay, pln
from repaid.daily_close.checks import check_books
from repaid.daily_close.commands.running import NotThatDay, begin_close
from repaid.daily_close.models import BucketChange, Run, Seal, Summary
from repaid.daily_close.queries import ageing_until, earned_on, rolls_of, steps_of
from repaid.daily_close.run import carry_on, close_until
from repaid.daily_close.seals import exported
from repaid.daily_close.tests.nights import close, close_to
from repaid.kernel.refusal import MissingRight
from repaid.ledger.queries import trial_balance

pytestmark = pytest.mark.django_db

DUE = date(2015, 6, 21)


def on_the_eve(by: Actor) -> str:
    """Anna's loan on the day before its first instalment falls due; the day before that is closed."""
    number = instalment_loan(by)
    move_business_day(by=by, day=date(2015, 6, 19))
    close(by)
    return number


def test_it_works(by: Actor) -> None:
    loan_11(by)
    number = instalment_loan(by)
    close(by, 3)
    move_business_day(by=by, day=DUE)
    pay(by, number, "300.00", DUE - timedelta(days=3))
    close(by, 12)
    assert today(by.organisation_id) == DUE + timedelta(days=12)
    assert closed_until(by.organisation_id) == DUE + timedelta(days=11)
    assert [run.day for run in Run.objects.all() if run.findings] == []


class TestBilling:
    def test_an_instalment_is_billed_when_its_day_comes(self, by: Actor) -> None:
        number = on_the_eve(by)
        close(by)
        assert contract_named(by, number).balance.next_due_on == DUE
        close(by)
        balance = contract_named(by, number).balance
        assert (balance.next_due_on, balance.oldest_due_on) == (date(2015, 7, 21), DUE)

    def test_a_deposit_pays_what_falls_due(self, by: Actor) -> None:
        number = on_the_eve(by)
        pay(by, number, "2000.00", date(2015, 6, 20))
        close_to(by, DUE + timedelta(days=1))
        balance = contract_named(by, number).balance
        assert (balance.oldest_due_on, balance.credit) == (None, 200_000 - 106_657)

    def test_a_deposit_pays_a_fee_of_the_same_day_in_the_night(self, by: Actor) -> None:
        number = on_the_eve(by)
        pay(by, number, "100.00", date(2015, 6, 20))
        day = date(2015, 6, 20)
        charge_fee(by=by, number=number, amount=pln("30.00"), value_date=day, due=day, name="reminder")
        assert contract_named(by, number).balance.credit == 10_000
        close(by, 2)
        assert check_books(by) == []
        assert contract_named(by, number).balance.credit == 0


class TestAccrual:
    def test_a_day_of_interest_is_posted_in_one_transfer(self, by: Actor) -> None:
        on_the_eve(by)
        close(by)
        earned = earned_on(Run.objects.get(day=date(2015, 6, 20)))
        # 12 000,00 at 12 % for a day, actual/365: 3,945...; 29 and 30 days come to 11 441 and 11 836.
        assert [(row.currency, row.interest, row.penalty) for row in earned] == [("PLN", 395, 0)]

    def test_what_is_overdue_earns_penalty_interest(self, by: Actor) -> None:
        on_the_eve(by)
        close_to(by, date(2015, 7, 2))
        days = Run.objects.filter(day__gt=DUE).order_by("day")
        # 946,19 of principal at 8 % for ten days: 2,07.
        assert sum(row.penalty for run in days for row in earned_on(run)) == 207

    def test_the_trial_balance_balances(self, by: Actor) -> None:
        on_the_eve(by)
        close(by, 5)
        assert [total.closing_minor for total in trial_balance(by, LAUNCH, date(2015, 7, 1)).totals] == [0]


class TestBuckets:
    def test_moves_are_logged(self, by: Actor) -> None:
        on_the_eve(by)
        close_to(by, DUE + timedelta(days=2))
        assert [(roll.before, roll.after, roll.contracts) for roll in rolls_of(Run.objects.latest("day"))] == [
            (0, 1, 1)
        ]

    def test_a_payment_takes_a_contract_out_of_its_bucket(self, by: Actor) -> None:
        number = on_the_eve(by)
        close_to(by, DUE + timedelta(days=3))
        pay(by, number, "1100.00", DUE + timedelta(days=3))
        close(by)
        changes = BucketChange.objects.order_by("day").values_list("before", "after")
        assert list(changes) == [(0, 1), (1, 0)]

    def test_the_summary_counts_each_contract_once(self, by: Actor) -> None:
        on_the_eve(by)
        loan_11_day = Summary.objects.filter(run__day=date(2015, 6, 19)).values_list("bucket", "contracts", "principal")
        assert list(loan_11_day) == [(0, 1, 1_200_000)]
        close_to(by, DUE + timedelta(days=2))
        late = Summary.objects.filter(run__day=DUE + timedelta(days=1))
        assert [(row.bucket, row.contracts, row.overdue) for row in late] == [(1, 1, 106_657)]
        assert [aged.bucket for aged in ageing_until(by, DUE + timedelta(days=1))] == [0, 0, 0, 1]


class TestRun:
    def test_steps_are_done_in_order(self, by: Actor) -> None:
        on_the_eve(by)
        steps = steps_of(Run.objects.get())
        assert [(step.name.value, step.state) for step in steps] == [
            (name, "done") for name in ("bill", "buckets", "accrue", "post", "summary", "notices", "seal")
        ]

    def test_another_day_cannot_be_closed(self, by: Actor) -> None:
        with pytest.raises(NotThatDay, match="The business day is 2015-05-21; 2015-05-23 cannot be closed"):
            begin_close(by=by, day=LAUNCH + timedelta(days=2))

    def test_closing_needs_the_right(self, by: Actor) -> None:
        jan = member(by, "Jan Patrzący", ("daily_close.view",))
        with pytest.raises(MissingRight):
            begin_close(by=jan, day=LAUNCH)

    def test_a_day_that_was_closed_is_left_alone(self, by: Actor) -> None:
        on_the_eve(by)
        assert close_until(by=by, until=date(2015, 6, 19)) == []
        assert not carry_on(by=by, day=date(2015, 6, 19))

    def test_missed_days_are_caught_up(self, by: Actor) -> None:
        instalment_loan(by)
        assert len(close_until(by=by, until=LAUNCH + timedelta(days=6))) == 7

    def test_a_lender_without_contracts_closes_too(self, by: Actor) -> None:
        assert close(by) == [LAUNCH]

    def test_the_audit_trail_has_beginning_and_end(self, by: Actor) -> None:
        close(by)
        commands = [row.command for row in audit_of(by)[:2]]
        assert commands == ["daily_close.seal_day", "daily_close.begin_close"]

    def test_a_close_without_work_takes_as_many_statements_every_day(
        self, by: Actor, django_assert_max_num_queries: Any
    ) -> None:
        on_the_eve(by)
        with django_assert_max_num_queries(136):
            close(by)


class TestSeal:
    def test_each_day_rests_on_the_one_before(self, by: Actor) -> None:
        on_the_eve(by)
        close(by)
        first, second = Seal.objects.filter(part=Seal.REST).order_by("day")
        assert second.previous == first.digest != second.digest

    def test_the_file_outside_says_the_same(self, by: Actor) -> None:
        on_the_eve(by)
        file = exported(Organisation.objects.get(pk=by.organisation_id), date(2015, 6, 19))
        digests = Seal.objects.order_by("part").values_list("digest", flat=True)
        assert file is not None
        assert [seal["digest"] for seal in file] == list(digests)

    def test_the_day_is_open_again(self, by: Actor) -> None:
        close(by)
        row = BusinessDay.objects.get(organisation=by.organisation_id)
        assert (row.state, row.day, row.closed_until) == ("open", LAUNCH + timedelta(days=1), LAUNCH)
