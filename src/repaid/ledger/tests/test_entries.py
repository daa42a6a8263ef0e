"""Journal entries made by hand."""

from datetime import date

import pytest

from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.access.command import NeedsSecondPerson
from repaid.access.commands.organisations import move_business_day
from repaid.access.commands.proposals import approve_proposal, propose
from repaid.access.tests.people import krakowska, member
from repaid.kernel.refusal import NotFound, WrongInput
from repaid.ledger.causes import MANUAL
from repaid.ledger.commands.chart import create_chart
from repaid.ledger.commands.entries import (
    AlreadyReversed,
    EntryPosted,
    ValueInFuture,
    post_manual_entry,
    reverse_entry,
)
from repaid.ledger.models import ManualEntry, Transfer
from repaid.ledger.postings import UnknownAccount
from repaid.ledger.queries import journal_entry, manual_entries, trial_balance
from repaid.ledger.tests.books import BANK, DAY, INCOME, LOANS, with_books

TEN = Money(1000, "PLN")


@pytest.fixture
def machine(db: None) -> Actor:
    return with_books()


def posted(by: Actor, **changes: object) -> EntryPosted:
    given = {"legs": [(LOANS, BANK, TEN)], "value_date": DAY, "text": "Opening balance", **changes}
    return post_manual_entry(by=by, **given)  # type: ignore[arg-type]


class TestPostManualEntry:
    def test_it_works(self, machine: Actor) -> None:
        done = posted(machine, legs=[(LOANS, BANK, TEN), (BANK, INCOME, Money(250, "PLN"))])
        assert done.transfers == 2
        rows = journal_entry(machine, MANUAL, done.entry_id)
        assert [(row.debit.line.code, row.credit.line.code, row.amount_minor) for row in rows] == [
            ("201", "139", 1000),
            ("139", "750", 250),
        ]

    def test_a_member_of_staff_needs_a_colleague(self, machine: Actor) -> None:
        olga = member(machine, "Olga", ("ledger.post",))
        with pytest.raises(NeedsSecondPerson):
            posted(olga)

    def test_a_colleague_approves(self, machine: Actor) -> None:
        olga = member(machine, "Olga", ("ledger.post",))
        piotr = member(machine, "Piotr", ("ledger.post", "access.approve"))
        arguments = {"legs": [(LOANS, BANK, TEN)], "value_date": DAY, "text": "Opening balance", "branch": "KR"}
        proposed = propose(by=olga, name="ledger.post_manual_entry", arguments=arguments)
        approve_proposal(by=piotr, proposal=proposed.proposal_id)
        assert ManualEntry.objects.get().recorded_by_id == olga.user_id
        assert Transfer.objects.get().debit.branch.code == "KR"

    def test_not_in_the_future(self, machine: Actor) -> None:
        with pytest.raises(ValueInFuture):
            posted(machine, value_date=date(2026, 11, 21))

    def test_an_unknown_account(self, machine: Actor) -> None:
        with pytest.raises(UnknownAccount, match="999"):
            posted(machine, legs=[("999", BANK, TEN)])
        assert not ManualEntry.objects.exists()

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"legs": []}, "legs"),
            ({"legs": [(LOANS, BANK, Money(0, "PLN"))]}, "legs"),
            ({"legs": [(LOANS, BANK, Money(-5, "PLN"))]}, "legs"),
            ({"legs": [(LOANS, LOANS, TEN)]}, "legs"),
            ({"text": " "}, "text"),
            ({"branch": "XX"}, "branch"),
        ],
    )
    def test_wrong_input(self, machine: Actor, wrong: dict[str, object], field: str) -> None:
        with pytest.raises(WrongInput) as refused:
            posted(machine, **wrong)
        assert refused.value.field == field


class TestReverseEntry:
    def test_it_works(self, machine: Actor) -> None:
        first = posted(machine)
        move_business_day(by=machine, day=date(2026, 11, 23))
        done = reverse_entry(by=machine, number=first.number, text="Typed twice")
        row = Transfer.objects.get(cause_id=done.entry_id)
        wrong = Transfer.objects.get(cause_id=first.entry_id)
        assert (row.debit_id, row.credit_id, row.reverses_id) == (wrong.credit_id, wrong.debit_id, wrong.pk)
        assert (row.value_date, row.booked_on) == (DAY, date(2026, 11, 23))
        assert {each.closing_minor for each in trial_balance(machine, DAY, date(2026, 11, 23)).rows} == {0}

    def test_once_only(self, machine: Actor) -> None:
        first = posted(machine)
        done = reverse_entry(by=machine, number=first.number, text="Typed twice")
        with pytest.raises(AlreadyReversed, match=done.number):
            reverse_entry(by=machine, number=first.number, text="Again")

    def test_an_unknown_number(self, machine: Actor) -> None:
        with pytest.raises(NotFound):
            reverse_entry(by=machine, number="77", text="Typed twice")

    def test_an_entry_of_another_organisation_is_not_there(self, machine: Actor) -> None:
        first = posted(machine)
        other = krakowska("wislana")
        create_chart(by=other, country="PL")
        with pytest.raises(NotFound):
            reverse_entry(by=other, number=first.number, text="Not mine")
        assert not manual_entries(other).exists()
