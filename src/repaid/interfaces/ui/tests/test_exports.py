"""Lists as files: every one is audited; a long one is written by a worker, who asks the page again."""

import csv
import io
from typing import Any

import pytest
import python_calamine
from django.db.models import QuerySet
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from repaid.access import exports
from repaid.access.choices import ExportKind, ExportState
from repaid.access.models import AuditRecord, Branch, Export, Group, User
from repaid.interfaces.ui.exports import exported
from repaid.interfaces.ui.jobs import write_list
from repaid.interfaces.ui.tests.test_listing import Branches, asking
from repaid.interfaces.ui.tests.test_listing import branches as branches
from repaid.kernel.refusal import MissingRight


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def asked_for(branches: QuerySet[Branch], **asked: Any) -> Any:
    return Branches(asking(asked), branches).response("")


def test_an_export_holds_all_rows_typed(branches: QuerySet[Branch]) -> None:
    evil = branches.get(code="N4")
    evil.name = "=1+1"
    evil.save()
    answer = asked_for(branches, export="csv", sort="code")
    assert answer["Content-Disposition"] == 'attachment; filename="branches.csv"'
    rows = rows_of(answer.content)
    assert rows[0] == ["Code", "Name", "Province", "Amount", "Currency"]
    assert [row[0] for row in rows[1:]] == ["N0", "N2", "N4", "N6", "N8", "S1", "S3", "S5", "S7"]
    assert rows[3] == ["N4", "'=1+1", "", f"{evil.pk}.00", "PLN"]


def test_a_sheet_holds_numbers_as_numbers(branches: QuerySet[Branch]) -> None:
    answer = asked_for(branches, export="xlsx", sort="code", where="north")
    sheet = python_calamine.load_workbook(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert sheet[0] == ["Code", "Name", "Province", "Amount", "Currency"]
    assert len(sheet) == 6 and sheet[1][0] == "N0" and isinstance(sheet[1][3], float)


def test_the_audit_says_who_took_what_and_not_whom_they_looked_for(branches: QuerySet[Branch]) -> None:
    asked_for(branches, export="csv", where="north", q="Kraków")
    record = AuditRecord.objects.get(command="access.export_list")
    assert record.user is not None and record.user.name == "Ewa Przykładowa"
    assert record.arguments["title"] == "Branches"
    assert record.arguments["name"] == "branches.csv"
    assert record.arguments["rows"] == 2
    assert record.arguments["filters"] == "export=csv&where=north&q=*"
    assert "Krak" not in str(record.arguments) + str(record.outcome)


def test_without_the_right_nothing_goes_out(branches: QuerySet[Branch]) -> None:
    Group.objects.update(rights=[])
    with pytest.raises(MissingRight, match="Take lists out as files"):
        asked_for(branches, export="csv")
    assert not Branches(asking({}), branches).may_export


def test_an_unknown_format_is_no_export(branches: QuerySet[Branch]) -> None:
    assert exported(asking({"export": "exe"}), (), [], "x") is None


@pytest.fixture
def long_list(monkeypatch: pytest.MonkeyPatch, lender: Any) -> None:
    """Ten colleagues of Ewa, where five rows are many."""
    monkeypatch.setattr(exports, "DIRECT_ROWS_MAX", 5)
    monkeypatch.setattr(exports, "TOLD_EVERY", 4)
    monkeypatch.setattr(exports, "PART_BYTES", 100)
    for number in range(10):
        User.objects.create(
            organisation_id=lender.organisation_id, audience="staff", login_digest=bytes([number]),
            name=f"Jan Nowy {number}", language="pl",
        )  # fmt: skip


@pytest.mark.usefixtures("long_list")
def test_a_long_list_is_left_to_a_worker_and_waits_as_a_file(client: Client, ewa: User) -> None:
    answer = client.get("/rows?language=pl&sort=-name&export=csv")
    begun = Export.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/exports/{begun.pk}")
    assert (begun.kind, begun.state, begun.rows_expected, begun.begun_by) == (ExportKind.LIST, "running", 10, ewa)
    assert client.get("/rows?language=pl&sort=-name&export=csv")["Location"] == answer["Location"]
    (job,) = ProcrastinateJob.objects.all()
    write_list(**job.args)
    begun.refresh_from_db()
    content = b"".join(exports.content_of(begun))
    assert (begun.state, begun.rows, begun.size) == (ExportState.DONE, 10, len(content))
    assert begun.parts.count() == -(-len(content) // 100)
    rows = rows_of(content)
    assert [row[0] for row in rows] == ["Full name", *(f"Jan Nowy {number}" for number in reversed(range(10)))]
    write_list(**job.args)


@pytest.mark.usefixtures("long_list")
def test_a_worker_has_the_rights_of_the_moment(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    client.get("/rows?export=csv")
    begun = Export.objects.get()

    def refused(*_given: object) -> None:
        raise MissingRight(right="Take lists out as files")

    monkeypatch.setattr("repaid.interfaces.ui.tests.specimen.People.response", refused)
    with pytest.raises(MissingRight):
        write_list(export=begun.pk)
    begun.refresh_from_db()
    assert begun.state == ExportState.FAILED
    assert begun.failure == "You do not have the right “Take lists out as files”. Your manager can give it to you."


@pytest.mark.usefixtures("long_list")
def test_files_of_lists_expire(client: Client) -> None:
    client.get("/rows?export=csv")
    old = Export.objects.get()
    write_list(export=old.pk)
    Export.objects.update(expires_at="2026-01-01T00:00Z")
    client.get("/rows?export=csv")
    assert not Export.objects.filter(pk=old.pk).exists()
    assert Export.objects.count() == 1
