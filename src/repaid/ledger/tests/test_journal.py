"""The journal as a file: complete, exact, in the words of the other chart; the same whoever asks for it and when."""

import csv
import hashlib
import io
from datetime import date
from decimal import Decimal
from importlib.resources import files
from typing import Any

import pytest
import python_calamine
from lxml import etree
from procrastinate.contrib.django.models import ProcrastinateJob

from loanmath.money import Money
from repaid.access import exports
from repaid.access.actors import Actor
from repaid.access.business_day import DayIsClosing
from repaid.access.choices import DayState, ExportKind
from repaid.access.models import BusinessDay, Export, Organisation
from repaid.access.tests.people import member
from repaid.kernel.refusal import MissingRight, NotFound, WrongInput
from repaid.ledger import jobs
from repaid.ledger.commands.entries import post_manual_entry
from repaid.ledger.commands.external import change_book_settings, map_external
from repaid.ledger.commands.journal import PartOfBooks, export_journal
from repaid.ledger.commands.periods import close_period
from repaid.ledger.journal.layout import layouts
from repaid.ledger.journal.writing import write_journal
from repaid.ledger.models import BookSettings, ExternalCode, Transfer
from repaid.ledger.postings import Cause, Entry, Place, post
from repaid.ledger.queries import external_codes, external_history, line_named
from repaid.ledger.rights import EXPORT_JOURNAL
from repaid.ledger.tests.books import BANK, INCOME, INTEREST, LOANS, with_books

OCTOBER = (date(2026, 10, 1), date(2026, 10, 31))
JPK, XAF = "{urn:repaid:journal:jpk-kr:1}", "{urn:repaid:journal:xaf:1}"


def booked(by: Actor, day: date, cause: int, *moves: tuple[str, str, int], currency: str = "PLN") -> None:
    """An entry of one cause: amounts from credited to debited codes."""
    entries = [
        Entry(Place(debit, currency), Place(credit, currency), minor, day, Cause("payment", cause))
        for debit, credit, minor in moves
    ]
    post(organisation_id=by.organisation_id, booked_on=day, entries=entries)


@pytest.fixture
def by(db: None) -> Actor:
    """Books with 1,000.00 lent in September; in October 100.00 come back with 0.05 interest, by hand 7.00 more."""
    by = with_books()
    Organisation.objects.filter(pk=by.organisation_id).update(language="en")
    booked(by, date(2026, 9, 15), 1, (LOANS, BANK, 100_000))
    booked(by, date(2026, 10, 2), 2, (BANK, LOANS, 10_000), (BANK, INCOME, 5))
    BusinessDay.objects.filter(organisation=by.organisation_id).update(day=date(2026, 10, 31))
    ewa = member(by, "Ewa Księgowa", ("ledger.post",))
    text = "Correction <of> & \x0b“interest”"
    legs = [(INTEREST, INCOME, Money(700, "PLN"))]
    post_manual_entry(by=ewa.approved(ewa), legs=legs, value_date=date(2026, 10, 30), text=text, branch="KR")
    BusinessDay.objects.filter(organisation=by.organisation_id).update(
        day=date(2026, 11, 20), closed_until=date(2026, 11, 19)
    )
    return by


def taken(by: Actor, format: str, days: tuple[date, date] = OCTOBER) -> tuple[Export, bytes]:
    """A journal with its file."""
    done = jobs.journal_by_worker(by=by, since=days[0], until=days[1], format=format)
    export = exports.export_named(by, ExportKind.JOURNAL, done.export_id)
    return export, b"".join(exports.content_of(export))


def read_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def read_xml(content: bytes, layout: str) -> Any:
    """The document, after its schema has found nothing."""
    place = files("repaid.ledger.journal").joinpath("layouts", f"{layout}.xsd")
    document = etree.fromstring(content)
    etree.XMLSchema(etree.fromstring(place.read_bytes())).assertValid(document)
    return document


def test_csv_holds_every_line_in_order_and_what_they_add_up_to(by: Actor) -> None:
    map_external(by=by, code=BANK, external="130-01", valid_from=date(2026, 1, 1), name="Rachunek")
    export, content = taken(by, "csv")
    heads, *rows, control = read_csv(content)
    assert heads[:6] == ["Line", "Entry", "Booked on", "Value date", "Document", "Text"]
    shown = [[row[0], row[1], row[2], row[4], row[7], row[8], row[10], row[13], row[14]] for row in rows]
    assert shown == [
        ["1", "1", "2026-10-02", "payment/2", BANK, "130-01", LOANS, "100.00", "PLN"],
        ["2", "1", "2026-10-02", "payment/2", BANK, "130-01", INCOME, "0.05", "PLN"],
        ["3", "2", "2026-10-31", "1", INTEREST, "", INCOME, "7.00", "PLN"],
    ]
    assert rows[2][3] == "2026-10-30" and rows[2][5].startswith("Correction <of> &") and rows[2][15] == "KR"
    assert control == [""] * 17 + ["PLN", "2", "3", "107.05", "107.05"]
    assert (export.rows, export.control) == (3, [["PLN", 2, 3, 10_705]])
    assert export.digest == hashlib.sha256(content).hexdigest()


def test_xlsx_holds_the_control_sums_on_a_sheet_of_their_own(by: Actor) -> None:
    book = python_calamine.load_workbook(io.BytesIO(taken(by, "xlsx")[1]))
    assert book.sheet_names == ["Journal", "Control sums"]
    lines = book.get_sheet_by_name("Journal").to_python()
    assert len(lines) == 4 and lines[1][2] == date(2026, 10, 2) and lines[1][13] == 100.0
    assert book.get_sheet_by_name("Control sums").to_python()[1] == ["PLN", 2.0, 3.0, 107.05, 107.05]


def test_jpk_fits_its_schema_and_its_sums(by: Actor) -> None:
    map_external(by=by, code=BANK, external="130-01", valid_from=date(2026, 1, 1), name="Rachunek <bieżący>")
    change_book_settings(by=by, layout="jpk_kr", tax_number="5260250274")
    document = read_xml(taken(by, "xml")[1], "jpk_kr")
    assert document.findtext(f".//{JPK}NIP") == "5260250274"
    assert document.findtext(f".//{JPK}PelnaNazwa") == "Krakowska Pożyczka"
    days = [document.findtext(f".//{JPK}{name}") for name in ("DataOd", "DataDo")]
    assert days == ["2026-10-01", "2026-10-31"]
    accounts = {row.findtext(f"{JPK}KodKonta"): row for row in document.findall(f"{JPK}ZOiS")}
    bank = [accounts["130-01"].findtext(f"{JPK}{name}") for name in ("OpisKonta", "BilansOtwarciaMa", "ObrotyWinien",
            "ObrotyMaNarast", "SaldoMa")]  # fmt: skip
    assert bank == ["Rachunek <bieżący>", "1000.00", "100.05", "1000.00", "899.95"]
    entries = [row.findtext(f"{JPK}DziennikKwotaOperacji") for row in document.findall(f"{JPK}Dziennik")]
    assert entries == ["100.05", "7.00"]
    operators = [row.findtext(f"{JPK}KodOperatora") for row in document.findall(f"{JPK}Dziennik")]
    assert operators == [None, "Ewa Księgowa"]
    lines = document.findall(f"{JPK}KontoZapis")
    sides = [sum(Decimal(row.findtext(f"{JPK}{name}")) for row in lines) for name in ("KwotaWinien", "KwotaMa")]
    assert [row.findtext(f"{JPK}NrZapisu") for row in lines] == ["1", "1", "2"]
    assert document.findtext(f".//{JPK}SumaKwotOperacji") == document.findtext(f".//{JPK}SumaWinien") == "107.05"
    assert sides == [Decimal("107.05"), Decimal("107.05")]
    assert document.findtext(f".//{JPK}LiczbaWierszyKontoZapis") == "3"
    assert document.findtext(f".//{JPK}LiczbaWierszyDziennika") == "2"


def test_balances_carry_over_and_cancel_out(by: Actor) -> None:
    rows = read_xml(taken(by, "xml")[1], "jpk_kr").findall(f"{JPK}ZOiS")

    def total(name: str) -> Decimal:
        return sum((Decimal(row.findtext(f"{JPK}{name}")) for row in rows), Decimal(0))

    for debit, credit in (("BilansOtwarciaWinien", "BilansOtwarciaMa"), ("ObrotyWinien", "ObrotyMa"),
                          ("ObrotyWinienNarast", "ObrotyMaNarast"), ("SaldoWinien", "SaldoMa")):  # fmt: skip
        assert total(debit) == total(credit) > 0


def test_accounts_of_one_code_there_are_one_account_there(by: Actor) -> None:
    for code in (LOANS, INTEREST):
        map_external(by=by, code=code, external="200", valid_from=date(2026, 1, 1))
    rows = read_xml(taken(by, "xml")[1], "jpk_kr").findall(f"{JPK}ZOiS")
    (one,) = [row for row in rows if row.findtext(f"{JPK}KodKonta") == "200"]
    assert one.findtext(f"{JPK}SaldoWinien") == "907.00"


def test_the_dutch_audit_file_fits_its_schema(by: Actor) -> None:
    change_book_settings(by=by, layout="xaf", tax_number="")
    document = read_xml(taken(by, "xml")[1], "xaf")
    assert document.find(f".//{XAF}taxRegIdent") is None
    assert [document.findtext(f".//{XAF}{name}") for name in ("linesCount", "totalDebit", "totalCredit")] == [
        "6", "107.05", "107.05"
    ]  # fmt: skip
    first = document.find(f".//{XAF}transaction")
    legs = [
        [leg.findtext(f"{XAF}{name}") for name in ("nr", "accID", "amnt", "amntTp")]
        for leg in first.findall(f"{XAF}trLine")
    ]
    assert legs == [
        ["1", BANK, "100.00", "D"], ["2", LOANS, "100.00", "C"], ["3", BANK, "0.05", "D"], ["4", INCOME, "0.05", "C"]
    ]  # fmt: skip
    assert first.findtext(f"{XAF}periodNumber") == "10"


@pytest.mark.parametrize("layout", sorted(layouts()))
def test_days_without_entries_make_a_file_too(by: Actor, layout: str) -> None:
    change_book_settings(by=by, layout=layout, tax_number="")
    read_xml(taken(by, "xml", (date(2026, 1, 1), date(2026, 1, 31)))[1], layout)


def test_two_currencies_are_never_added_up(by: Actor) -> None:
    booked(by, date(2026, 10, 5), 3, (BANK, INCOME, 250), currency="EUR")
    export, content = taken(by, "xml")
    document = read_xml(content, "jpk_kr")
    sums = {row.get("kodWaluty"): row.findtext(f"{JPK}SumaWinien") for row in document.findall(f"{JPK}KontoZapisCtrl")}
    assert sums == {"EUR": "2.50", "PLN": "107.05"}
    assert export.control == [["EUR", 1, 1, 250], ["PLN", 2, 3, 10_705]]


def test_the_same_days_make_the_same_file(by: Actor) -> None:
    assert taken(by, "csv")[0].digest == taken(by, "csv")[0].digest


def test_what_is_booked_after_the_question_is_not_in_the_file(by: Actor) -> None:
    done = export_journal(by=by, since=OCTOBER[0], until=date(2026, 12, 31), format="csv")
    booked(by, date(2026, 11, 20), 9, (BANK, INCOME, 250))
    export = Export.objects.select_related("organisation").get(pk=done.export_id)
    write_journal(export)
    export.refresh_from_db()
    assert (export.rows, Transfer.objects.count()) == (3, 5)


def test_a_file_that_does_not_add_up_is_not_kept(by: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("repaid.ledger.journal.writing.lines", lambda _span: iter(()))
    done = export_journal(by=by, since=OCTOBER[0], until=OCTOBER[1], format="csv")
    export = Export.objects.select_related("organisation").get(pk=done.export_id)
    with pytest.raises(AssertionError, match="lines are missing"):
        write_journal(export)
    export.refresh_from_db()
    assert (export.state, export.parts.count()) == ("failed", 0)


def test_a_journal_of_closed_months_is_final(by: Actor) -> None:
    assert not export_journal(by=by, since=OCTOBER[0], until=OCTOBER[1], format="csv").is_final
    close_period(by=by, first_day=date(2026, 9, 1))
    close_period(by=by, first_day=OCTOBER[0])
    assert export_journal(by=by, since=OCTOBER[0], until=OCTOBER[1], format="csv").is_final


def test_a_long_journal_is_left_to_a_worker(by: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "DIRECT_ROWS_MAX", 2)
    done = jobs.journal_by_worker(by=by, since=OCTOBER[0], until=OCTOBER[1], format="xml")
    assert Export.objects.get(pk=done.export_id).state == "running"
    (job,) = ProcrastinateJob.objects.all()
    jobs.write(**job.args)
    jobs.write(**job.args)
    assert Export.objects.get(pk=done.export_id).state == "done"


def test_a_day_that_is_closing_is_waited_for(by: Actor) -> None:
    BusinessDay.objects.filter(organisation=by.organisation_id).update(state=DayState.CLOSING)
    with pytest.raises(DayIsClosing):
        export_journal(by=by, since=OCTOBER[0], until=date(2026, 11, 20), format="csv")
    assert export_journal(by=by, since=OCTOBER[0], until=OCTOBER[1], format="csv").rows == 3


def test_who_sees_a_part_of_the_books_takes_no_journal(by: Actor) -> None:
    jan = member(by, "Jan Oddziałowy", (EXPORT_JOURNAL.code,), scope="branch")
    with pytest.raises(PartOfBooks):
        export_journal(by=jan, since=OCTOBER[0], until=OCTOBER[1], format="csv")
    with pytest.raises(MissingRight):
        export_journal(by=member(by, "Ela Nowa", ()), since=OCTOBER[0], until=OCTOBER[1], format="csv")


@pytest.mark.parametrize(
    ("given", "field"),
    [({"since": date(2026, 11, 1)}, "until"), ({"format": "pdf"}, "format")],
)
def test_what_cannot_be_asked_for(by: Actor, given: dict[str, Any], field: str) -> None:
    asked: dict[str, Any] = {"since": OCTOBER[0], "until": OCTOBER[1], "format": "csv"} | given
    with pytest.raises(WrongInput) as refused:
        export_journal(by=by, **asked)
    assert refused.value.field == field


def test_codes_of_the_other_chart_are_dated(by: Actor) -> None:
    for code, day in (("130", date(2026, 1, 1)), ("131", date(2026, 10, 1)), ("", date(2026, 12, 1))):
        map_external(by=by, code=BANK, external=code, valid_from=day)
    line = line_named(by, BANK).pk
    held = [
        external_codes(by.organisation_id, day).get(line, ExternalCode()).code
        for day in (date(2025, 12, 31), date(2026, 9, 30), date(2026, 10, 31), date(2026, 12, 1))
    ]
    assert held == ["", "130", "131", ""]
    map_external(by=by, code=BANK, external="132", valid_from=date(2026, 10, 1))
    assert [row.code for row in external_history(by, BANK)] == ["", "132", "130"]


def test_codes_of_closed_months_stand(by: Actor) -> None:
    close_period(by=by, first_day=date(2026, 9, 1))
    with pytest.raises(WrongInput, match="The accounting periods up to 2026-09-30 are closed") as refused:
        map_external(by=by, code=BANK, external="130", valid_from=date(2026, 9, 30))
    assert refused.value.field == "valid_from"
    with pytest.raises(WrongInput):
        map_external(by=by, code=BANK, external="1" * 41, valid_from=OCTOBER[0])
    with pytest.raises(NotFound):
        map_external(by=by, code="999", external="130", valid_from=OCTOBER[0])


def test_the_settings_of_files(by: Actor) -> None:
    for given, field in ((("none", ""), "layout"), (("xaf", "1" * 21), "tax_number")):
        with pytest.raises(WrongInput) as refused:
            change_book_settings(by=by, layout=given[0], tax_number=given[1])
        assert refused.value.field == field
    change_book_settings(by=by, layout="xaf", tax_number=" NL1 ")
    kept = BookSettings.objects.get()
    assert (kept.layout, kept.tax_number) == ("xaf", "NL1")
