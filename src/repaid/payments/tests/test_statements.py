"""Statements of banks taken in: twice the same, a part of them wrong, columns chosen once (CC-40)."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from repaid.access.actors import Actor
from repaid.access.models import AuditRecord
from repaid.access.tests.people import krakowska, member
from repaid.kernel.refusal import MissingRight, NotFound
from repaid.ledger.choices import Role
from repaid.payments.choices import State
from repaid.payments.commands.mappings import forget_mapping, keep_mapping
from repaid.payments.commands.statements import NothingRead, PartIsWrong, import_statement
from repaid.payments.formats import ColumnMapping
from repaid.payments.formats.tests.shared import SHARED, shared
from repaid.payments.models import Payment, Statement
from repaid.payments.queries import mappings, payments, statements
from repaid.payments.reading import entries, read_file
from repaid.payments.rights import VIEW
from repaid.payments.tests.money import lender, standing, table

EXPECTED = SHARED / "statements" / "expected.json"
SAMPLES = json.loads(EXPECTED.read_text()) if EXPECTED.exists() else {}
ROWS = [
    ("552,34", "Piotr Wzorcowy", "61109010140000071219812874", "rata 11"),
    ("-20,00", "Bank", "", "opłata"),
    ("600,00", "Maria Wzorcowa", "", "rata listopad"),
]


@pytest.fixture
def by(db: None) -> Actor:
    return lender()


class TestImportStatement:
    def test_cc_40_money_in_waits_and_money_out_is_kept(self, by: Actor) -> None:
        done = import_statement(by=by, name="a.csv", content=table(ROWS))
        assert (done.new, done.known, done.left_out, done.findings) == (3, 0, 0, 0)
        assert [str(money) for money in done.sums] == ["1132.34 PLN"]
        assert standing(by, Role.BANK_CLEARING) == 115234 == -standing(by, Role.UNALLOCATED_RECEIPTS)
        assert sorted(payments(by).values_list("state", flat=True)) == ["out", "unmatched", "unmatched"]
        assert statements(by).get().lines == 3

    def test_cc_40_the_same_file_twice_doubles_nothing(self, by: Actor) -> None:
        import_statement(by=by, name="a.csv", content=table(ROWS))
        again = import_statement(by=by, name="b.csv", content=table(ROWS))
        assert (again.new, again.known, again.statement_ids) == (0, 3, ())
        assert Payment.objects.count() == 3
        assert Statement.objects.count() == 1
        assert standing(by, Role.BANK_CLEARING) == 115234

    def test_a_longer_file_brings_only_what_is_new(self, by: Actor) -> None:
        import_statement(by=by, name="a.csv", content=table(ROWS[:2]))
        again = import_statement(by=by, name="b.csv", content=table(ROWS))
        assert (again.new, again.known) == (1, 2)

    def test_a_part_that_is_wrong_stops_all_of_it(self, by: Actor) -> None:
        content = table([*ROWS, ("1x,00", "Jan", "", "")])
        with pytest.raises(PartIsWrong, match="Line 5"):
            import_statement(by=by, name="a.csv", content=content)
        assert not Payment.objects.exists()

    def test_by_choice_the_rest_is_kept(self, by: Actor) -> None:
        content = table([*ROWS, ("1x,00", "Jan", "", "")])
        done = import_statement(by=by, name="a.csv", content=content, keep_good=True)
        assert (done.new, done.findings) == (3, 1)

    def test_a_statement_whose_balances_do_not_add_up_is_left_out(self, by: Actor) -> None:
        content = shared("statements/pl_tilde_two_86_unbalanced.sta").read_bytes()
        done = import_statement(by=by, name="a.sta", content=content, keep_good=True)
        assert done.new == 0 < done.left_out

    def test_an_interim_report_books_nothing(self, by: Actor) -> None:
        content = shared("statements/pl_mbank_mt942.sta").read_bytes()
        done = import_statement(by=by, name="a.sta", content=content, keep_good=True)
        assert done.new == 0 < done.left_out
        after = import_statement(
            by=by, name="b.sta", content=shared("statements/pl_mbank_collect_iph.sta").read_bytes(), keep_good=True
        )
        assert after.known == 0 < after.new

    def test_what_is_no_statement(self, by: Actor) -> None:
        with pytest.raises(NothingRead, match="none of the formats"):
            import_statement(by=by, name="a.pdf", content=b"%PDF-1.7 ...")

    def test_without_the_right(self, by: Actor) -> None:
        with pytest.raises(MissingRight):
            import_statement(by=member(by, "Jan Kowalski", (VIEW.code,)), name="a.csv", content=table(ROWS))

    def test_the_audit_record_holds_no_file(self, by: Actor) -> None:
        import_statement(by=by, name="a.csv", content=table(ROWS))
        told = AuditRecord.objects.get(command="payments.import_statement")
        assert told.arguments["content"] == "•"
        assert "Wzorcowy" not in json.dumps([told.arguments, told.outcome])

    def test_a_hundred_times_the_lines_take_no_more_queries(self, by: Actor) -> None:
        def queries(count: int) -> int:
            rows = [(f"{place + 1},{count % 100:02d}", "Piotr", "", f"rata {place}") for place in range(count)]
            with CaptureQueriesContext(connection) as captured:
                import_statement(by=by, name="a.csv", content=table(rows))
            return len(captured)

        queries(3)
        assert queries(500) <= queries(5)


class TestColumns:
    MAPPING = ColumnMapping(
        columns={"booked_on": ["When"], "amount": ["How much"], "counterparty": ["Who"]}, currency="PLN",
        header=("When", "Who", "How much"),
    )  # fmt: skip
    CONTENT = b"When;Who;How much\n2026-11-20;Piotr;552,34\n"

    def test_unknown_columns_are_asked_for(self, by: Actor) -> None:
        with pytest.raises(NothingRead, match="Choose the columns"):
            import_statement(by=by, name="a.csv", content=self.CONTENT)

    def test_they_are_remembered_by_the_header(self, by: Actor) -> None:
        keep_mapping(by=by, mapping=self.MAPPING)
        done = import_statement(by=by, name="a.csv", content=self.CONTENT)
        assert (done.new, [str(money) for money in done.sums]) == (1, ["552.34 PLN"])

    def test_chosen_again_they_are_the_same_row_and_forgotten_they_are_asked_for(self, by: Actor) -> None:
        keep_mapping(by=by, mapping=self.MAPPING, name="Bank A")
        keep_mapping(by=by, mapping=self.MAPPING, name="Bank B")
        (row,) = mappings(by)
        assert (row.name, row.kept_by_id) == ("Bank B", by.user_id)
        assert forget_mapping(by=by, mapping=row.pk).name == "Bank B"
        with pytest.raises(NothingRead, match="Choose the columns"):
            import_statement(by=by, name="a.csv", content=self.CONTENT)

    def test_nobody_else_forgets_them(self, by: Actor) -> None:
        keep_mapping(by=by, mapping=self.MAPPING)
        with pytest.raises(NotFound):
            forget_mapping(by=krakowska("inna"), mapping=mappings(by).get().pk)
        with pytest.raises(MissingRight):
            forget_mapping(by=member(by, "Jan Kowalski", (VIEW.code,)), mapping=mappings(by).get().pk)


@pytest.mark.parametrize("name", sorted({*SAMPLES, "SYNTHETIC_elixir0.pli"} - {"test.ofx"}))
def test_every_sample_is_taken_in_once(by: Actor, name: str) -> None:
    """Each format of a bank to its end, MT940 and CAMT, Elixir-0 and tables: kept once, booked once."""
    content = shared(f"statements/{name}").read_bytes()
    file = read_file(by, name, content)
    told = {entry.line.natural_key for entry in entries(by, file) if entry.fate == "new"}
    done = import_statement(by=by, name=name, content=content, keep_good=True)
    assert done.new == len(told) == Payment.objects.count()
    again = import_statement(by=by, name=name, content=content, keep_good=True)
    assert (again.new, again.known) == (0, done.new)
    came = sum(Payment.objects.filter(amount__gt=0).values_list("amount", flat=True))
    assert standing(by, Role.BANK_CLEARING) == came
    assert Payment.objects.filter(amount__lt=0).exclude(state=State.OUT).count() == 0
