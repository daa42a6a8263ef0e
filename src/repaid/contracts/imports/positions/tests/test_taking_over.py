"""A file is brought, decided on and taken over: each number once, all of it or, by choice, what is right of it."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from repaid.access.actors import Actor
from repaid.access.models import AuditRecord, Branch
from repaid.access.tests.people import krakowska, member
from repaid.contracts import jobs
from repaid.contracts.commands.ground import LaterThanToday
from repaid.contracts.commands.positions import (
    NothingToTakeOver,
    NotWaiting,
    RowsAreWrong,
    begin_taking_over,
    bring_positions,
    choose_columns,
    discard_positions,
    say_control_totals,
)
from repaid.contracts.commands.taking_over import take_over_part
from repaid.contracts.imports.positions.tests.rows import (
    ALL,
    CREDIT,
    CURRENT,
    LATE,
    MATURED,
    ON,
    SOURCE,
    Row,
    brought,
    codes,
    new_lender,
    table,
    taken,
)
from repaid.contracts.imports.positions.work import carry_on, parts_of, read_through, take_over
from repaid.contracts.models import Contract, Origin, TakeOver
from repaid.contracts.queries.contracts import contract_named
from repaid.contracts.queries.takeovers import control_differences, origin_of, takeover_of, takeovers
from repaid.contracts.rights import TAKE_OVER
from repaid.contracts.tests.books import assert_books_balance
from repaid.contracts.tests.lender import instalment_loan
from repaid.kernel.refusal import MissingRight, NotFound, WrongInput
from repaid.parties.rights import EDIT_PARTIES

WRONG: Row = CURRENT | {"number": "S-8", "rate": "much"}


@pytest.fixture
def by(db: None) -> Actor:
    return new_lender()


def many(count: int) -> list[Row]:
    return [LATE | {"number": f"M-{k}", "family_name": f"Kowalski {k}"} for k in range(count)]


class TestItWorks:
    def test_who_when_and_how_many(self, by: Actor) -> None:
        ewa = member(by, "Ewa Przykładowa", (TAKE_OVER.code, EDIT_PARTIES.code))
        file = brought(ewa, table(CURRENT, LATE), branch="KR")
        done = take_over(ewa, file.pk)
        assert (done.taken, done.known, done.wrong) == (2, 0, 0)
        row = takeovers(by).get()
        assert (row.source, row.day, row.rows, row.taken, row.state) == (SOURCE, ON, 2, 2, "done")
        assert (row.brought_by.name, row.taken_by.name) == ("Ewa Przykładowa", "Ewa Przykładowa")
        assert row.taken_at is not None
        assert set(Contract.objects.values_list("branch__code", flat=True)) == {"KR"}

    def test_where_a_contract_came_from(self, by: Actor) -> None:
        taken(by, CURRENT)
        origin = origin_of(contract_named(by, "S-1"))
        assert origin is not None
        assert (origin.source, origin.number) == (SOURCE, "S-1")
        assert origin.facts["instalments"] == 12
        assert origin.facts["last_paid_on"] == {"$date": "2015-08-21"}

    def test_the_branch_of_a_row_goes_before_that_of_the_file(self, by: Actor) -> None:
        other = Branch.objects.get(organisation=by.organisation_id, code="WA")
        file = brought(by, table(CURRENT | {"branch": "WA"}, LATE), branch="KR")
        take_over(by, file.pk)
        assert contract_named(by, "S-1").branch == other
        assert contract_named(by, "S-2").branch.code == "KR"

    def test_sums_by_currency_and_component(self, by: Actor) -> None:
        file = brought(by, table(*ALL, WRONG))
        assert file.sums["IRR"]["principal"] == 92_062_745
        assert file.sums["PLN"] == {
            "contracts": 6, "principal": 5_420_959, "principal_due": 795_259, "interest_due": 27_145,
            "penalty_due": 8_234, "fees_due": 0, "tax_due": 0, "interest_accrued": 32_386, "credit": 50_000,
        }  # fmt: skip
        assert (file.rows, file.good, file.wrong) == (8, 7, 1)

    def test_the_file_itself_is_not_kept(self, by: Actor) -> None:
        taken(by, CURRENT)
        assert bytes(TakeOver.objects.get().content) == b""

    def test_the_audit_record_names_nobody(self, by: Actor) -> None:
        taken(by, CURRENT)
        told = [
            str((row.arguments, row.outcome)) for row in AuditRecord.objects.filter(command__startswith="contracts.")
        ]
        assert not any("Kowalska" in each for each in told)
        assert {row.command for row in AuditRecord.objects.all()} >= {
            "contracts.bring_positions", "contracts.begin_taking_over", "contracts.take_over_part",
            "contracts.finish_taking_over",
        }  # fmt: skip

    def test_the_number_of_statements_does_not_grow_with_the_rows(self, by: Actor) -> None:
        counts = []
        for rows in (many(3), many(40)[3:]):
            file = brought(by, table(*rows))
            with CaptureQueriesContext(connection) as caught:
                take_over(by, file.pk)
            counts.append(len(caught))
        assert counts[1] <= counts[0]
        assert_books_balance(by)


class TestTwice:
    def test_the_same_file_twice_is_one(self, by: Actor) -> None:
        taken(by, CURRENT, LATE)
        again = taken(by, CURRENT, LATE, CREDIT)
        assert (again.taken, again.known) == (1, 2)
        assert Contract.objects.count() == 3
        assert_books_balance(by)

    def test_two_faulty_rows_of_a_hundred_and_again_when_they_are_mended(self, by: Actor) -> None:
        rows = many(100)
        faulty = [*rows[:40], rows[40] | {"rate": "?"}, *rows[41:70], rows[70] | {"principal": ""}, *rows[71:]]
        file = brought(by, table(*faulty))
        assert [(note["line"], note["column"]) for note in file.notes] == [(42, "rate"), (72, "principal")]
        assert take_over(by, file.pk, keep_good=True).taken == 98
        again = taken(by, *rows)
        assert (again.taken, again.known) == (2, 98)
        assert Contract.objects.count() == 100

    def test_a_work_that_was_broken_off_goes_on(self, by: Actor) -> None:
        file = brought(by, table(*ALL))
        begin_taking_over(by=by, take_over=file.pk)
        part = next(parts_of(by, file))
        take_over_part(by=by, take_over=file.pk, part=part[:3])
        assert carry_on(by, file.pk).taken == 7
        assert Origin.objects.count() == 7
        assert_books_balance(by)

    def test_a_part_that_comes_twice_is_one(self, by: Actor) -> None:
        file = brought(by, table(CURRENT))
        begin_taking_over(by=by, take_over=file.pk)
        part = next(parts_of(by, file))
        assert [take_over_part(by=by, take_over=file.pk, part=part).taken for _time in range(2)] == [1, 0]


class TestRefusals:
    def test_a_wrong_row_and_nothing_is_kept(self, by: Actor) -> None:
        with pytest.raises(RowsAreWrong, match="Errors in the file: 1"):
            taken(by, CURRENT, WRONG)
        assert not Contract.objects.exists()
        assert TakeOver.objects.get().state == "read"

    def test_but_what_is_right_is_kept_by_choice(self, by: Actor) -> None:
        assert taken(by, CURRENT, WRONG, keep_good=True).taken == 1

    def test_nothing_is_right(self, by: Actor) -> None:
        with pytest.raises(NothingToTakeOver):
            taken(by, WRONG, keep_good=True)

    def test_a_position_of_tomorrow(self, by: Actor) -> None:
        with pytest.raises(LaterThanToday):
            bring_positions(by=by, system=SOURCE, day=date(2015, 9, 11), name="a.csv", content=b"")

    @pytest.mark.parametrize("source", ["", "  ", "x" * 61])
    def test_a_source_without_a_name(self, by: Actor, source: str) -> None:
        with pytest.raises(WrongInput, match="Name the other system"):
            bring_positions(by=by, system=source, day=ON, name="a.csv", content=b"")

    def test_a_beginning_that_is_too_long(self, by: Actor) -> None:
        with pytest.raises(WrongInput, match="too long"):
            bring_positions(by=by, system=SOURCE, day=ON, name="a.csv", content=b"", prefix="x" * 13)

    def test_what_is_done_is_done(self, by: Actor) -> None:
        taken(by, CURRENT)
        key = TakeOver.objects.get().pk
        with pytest.raises(NotWaiting, match="taken over"):
            take_over(by, key)
        with pytest.raises(NotWaiting):
            choose_columns(by=by, take_over=key, header=("a",), columns={})
        with pytest.raises(NotWaiting):
            say_control_totals(by=by, take_over=key, control={})

    def test_without_the_right(self, by: Actor) -> None:
        jan = member(by, "Jan Kowalski", ("contracts.view",))
        with pytest.raises(MissingRight, match="Take over contracts"):
            brought(jan, table(CURRENT))

    def test_a_file_that_is_not_wanted_is_not_kept(self, by: Actor) -> None:
        file = brought(by, table(CURRENT, WRONG))
        discard_positions(by=by, take_over=file.pk)
        row = TakeOver.objects.get()
        assert (row.state, bytes(row.content), row.first, row.notes) == ("dropped", b"", [], [])
        with pytest.raises(NotWaiting, match="discarded"):
            take_over(by, file.pk)

    def test_what_became_wrong_after_it_was_read(self, by: Actor) -> None:
        file = brought(by, table(CURRENT, LATE))
        instalment_loan(by, number="S-1")
        with pytest.raises(RowsAreWrong):
            take_over(by, file.pk)
        assert Contract.objects.count() == 1
        done = take_over(by, file.pk, keep_good=True)
        assert (done.taken, done.wrong) == (1, 1)

    def test_who_sees_a_branch_sees_only_what_they_brought(self, by: Actor) -> None:
        file = brought(by, table(CURRENT))
        rights = (TAKE_OVER.code, EDIT_PARTIES.code)
        wanda = member(by, "Wanda Warszawska", rights, scope="branch", branch="WA")
        with pytest.raises(NotFound):
            takeover_of(wanda, file.pk)
        own = brought(wanda, table(LATE))
        assert list(takeovers(wanda)) == [own]

    def test_of_another_organisation(self, by: Actor) -> None:
        file = brought(by, table(CURRENT))
        with pytest.raises(NotFound):
            takeover_of(krakowska("elsewhere"), file.pk)


class TestControlTotals:
    def test_equal_ones_say_nothing(self, by: Actor) -> None:
        file = brought(by, table(CURRENT, LATE))
        control = {"PLN": {"contracts": 2, "principal": 913_455 + 1_105_573}}
        say_control_totals(by=by, take_over=file.pk, control=control)
        assert control_differences(takeover_of(by, file.pk)) == []
        assert take_over(by, file.pk).taken == 2

    def test_others_stop_the_take_over_unless_somebody_chooses(self, by: Actor) -> None:
        file = brought(by, table(CURRENT, LATE))
        say_control_totals(by=by, take_over=file.pk, control={"PLN": {"credit": 100}, "EUR": {"contracts": 1}})
        found = control_differences(takeover_of(by, file.pk))
        assert {tuple(each) for each in found} == {("PLN", "credit", 0, 100), ("EUR", "contracts", 0, 1)}
        with pytest.raises(RowsAreWrong, match="Errors in the file: 2"):
            take_over(by, file.pk)
        assert take_over(by, file.pk, keep_good=True).taken == 2


class TestWorkers:
    def test_a_large_file_is_left_to_a_worker(self, by: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(jobs, "AT_ONCE_MAX", 1)
        monkeypatch.setattr(jobs, "BYTES_AT_ONCE_MAX", 10)
        content = table(CURRENT, MATURED)
        key = bring_positions(by=by, system=SOURCE, day=ON, name="a.csv", content=content).take_over_id
        jobs.read_soon(by, key)
        assert takeover_of(by, key).state == "reading"
        work(jobs.read_positions)
        assert takeover_of(by, key).state == "read"
        assert not jobs.take_over_soon(by, key, keep_good=False)
        assert takeover_of(by, key).state == "taking"
        work(jobs.take_over)
        assert (takeover_of(by, key).state, takeover_of(by, key).taken) == ("done", 2)
        assert_books_balance(by)

    def test_a_small_one_is_done_at_once(self, by: Actor) -> None:
        key = bring_positions(by=by, system=SOURCE, day=ON, name="a.csv", content=table(CURRENT)).take_over_id
        jobs.read_soon(by, key)
        assert jobs.take_over_soon(by, key, keep_good=False)
        assert takeover_of(by, key).state == "done"

    def test_what_was_read_is_not_read_again(self, by: Actor) -> None:
        file = brought(by, table(CURRENT))
        TakeOver.objects.filter(pk=file.pk).update(good=0)
        read_through(by, file.pk)
        assert takeover_of(by, file.pk).good == 0


def work(task: object) -> None:
    """Carry out the newest job, as a worker does."""
    newest = ProcrastinateJob.objects.latest("id")
    task(**newest.args)  # type: ignore[operator]


def test_a_slash_in_a_number_becomes_a_dash_here(by: Actor) -> None:
    """No address of a page bears a slash; the number there stays as it was, and is known again by it."""
    slashed = CURRENT | {"number": "KR/12/2026"}
    assert codes(brought(by, table(slashed, slashed | {"number": "KR-12-2026"}))) == [(3, "number", "twice")]
    taken(by, slashed)
    origin = Origin.objects.select_related("contract__subject").get()
    assert (origin.number, origin.contract.number) == ("KR/12/2026", "KR-12-2026")
    assert [code for _line, _column, code in codes(brought(by, table(slashed)))] == ["known"]
