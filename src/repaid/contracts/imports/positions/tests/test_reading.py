"""Tables as other systems and spreadsheets write them."""

import io
from datetime import date

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from repaid.access.actors import Actor
from repaid.contracts.commands.positions import choose_columns
from repaid.contracts.imports.positions.columns import read_sheet, suggested
from repaid.contracts.imports.positions.reading import Candidate
from repaid.contracts.imports.positions.specimen import specimen
from repaid.contracts.imports.positions.tests.rows import CURRENT, JALALI, LATE, ON, brought, codes, new_lender, table
from repaid.contracts.imports.positions.words import FIELDS, LANGUAGES, WORDS, field_of
from repaid.contracts.imports.positions.work import parts_of, read_through
from repaid.contracts.models import TakeOver
from repaid.contracts.queries.takeovers import takeover_of
from repaid.kernel.text import folded
from repaid.payments.formats.tests.shared import SHARED

HOSTILE = sorted(path for path in (SHARED / "hostile").glob("*") if path.suffix != ".json")


@pytest.fixture
def by(db: None) -> Actor:
    return new_lender()


def all_rows(by: Actor, file: TakeOver) -> list[Candidate]:
    return [each for part in parts_of(by, file) for each in part]


def test_every_word_heads_one_column() -> None:
    words = [folded(word) for field in FIELDS.values() for words in field.words for word in set(words.split("|"))]
    assert {word for word in words if WORDS[word] != field_of(word)} == set()
    of_each = {
        name: {folded(word) for words in each.words for word in words.split("|")} for name, each in FIELDS.items()
    }
    shared = [(a, b) for a in of_each for b in of_each if a < b and of_each[a] & of_each[b]]
    assert shared == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_header_in_any_language(language: str) -> None:
    content = table(CURRENT, language=language)
    assert set(suggested(read_sheet(content).header)) == set(CURRENT)


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_days_and_decimals_of_another_country(by: Actor, delimiter: str) -> None:
    polish = {
        "start": "21.05.2015", "first_due": "21.06.2015", "next_due": "21.09.2015", "last_paid_on": "21.08.2015",
        "amount": "12 000,00", "principal": "9 134,55", "interest_accrued": "60,06", "instalment": "1 066,57",
        "last_paid": "1 066,57", "rate": "12,00 %",
    }  # fmt: skip
    (candidate,) = all_rows(by, brought(by, table(CURRENT | polish, language="pl", delimiter=delimiter)))
    (usual,) = all_rows(by, brought(by, table(CURRENT)))
    assert (candidate.position, candidate.notes) == (usual.position, ())


def test_persian_digits_and_jalali_days(by: Actor) -> None:
    digits = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
    figures = {name: text.translate(digits) for name, text in JALALI.items() if name not in ("product", "currency")}
    (candidate,) = all_rows(by, brought(by, table(JALALI | figures, language="fa")))
    assert candidate.position is not None
    assert (candidate.position.next_due, candidate.position.principal) == (date(2015, 9, 23), 92_062_745)
    assert candidate.notes == ()


def test_a_workbook_with_words_above_its_header_and_typed_cells(by: Actor) -> None:
    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(out)
    sheet = workbook.add_worksheet()
    sheet.write_row(0, 0, ["Stary System", "umowy na 2015-09-10"])
    for place, (name, text) in enumerate(CURRENT.items()):
        sheet.write(2, place, FIELDS[name].header("pl"))
        if FIELDS[name].kind == "date":
            sheet.write_datetime(3, place, date.fromisoformat(text), workbook.add_format({"num_format": "dd.mm.yyyy"}))
        elif FIELDS[name].kind in ("amount", "rate", "count"):
            sheet.write_number(3, place, float(text))
        else:
            sheet.write_string(3, place, text)
    workbook.close()
    (candidate,) = all_rows(by, brought(by, out.getvalue()))
    (usual,) = all_rows(by, brought(by, table(CURRENT)))
    assert (candidate.line, candidate.notes) == (4, ())
    assert candidate.trial == usual.trial


def test_columns_are_chosen_once_for_a_header(by: Actor) -> None:
    content = (
        table(CURRENT | LATE).replace(b"Contract number", b"Kenteken").replace(b"Outstanding principal", b"Saldo X")
    )
    file = brought(by, content)
    assert [(column, code) for _line, column, code in codes(file)] == [
        ("number", "column_missing"),
        ("principal", "column_missing"),
    ]
    header = read_sheet(content).header
    columns = {**suggested(header), "number": "Kenteken", "principal": "Saldo X"}
    choose_columns(by=by, take_over=file.pk, header=header, columns=columns)
    read_through(by, file.pk)
    assert takeover_of(by, file.pk).good == 1
    assert brought(by, content).good == 1


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file.not_a_table"),
        (b"\x89PNG\r\n", "file.not_a_table"),
        (b"PK\x03\x04 no book", "file.zip_refused"),
        (b"a;b\n1;2\n", "no_header"),
        (table(CURRENT).splitlines()[0] + b"\n;;;\n", "no_rows"),
    ],
)
def test_a_file_that_is_no_table_of_positions(by: Actor, content: bytes, code: str) -> None:
    file = brought(by, content)
    assert [each for _line, _column, each in codes(file)] == [code]
    assert (file.good, file.wrong) == (0, 1)


@pytest.mark.skipif(not HOSTILE, reason="the hostile files are not beside this repository")
def test_no_hostile_file_gives_a_contract(by: Actor) -> None:
    for path in HOSTILE:
        file = brought(by, path.read_bytes())
        assert (file.good, file.wrong > 0, file.state) == (0, True, "read"), path.name


@given(st.binary(max_size=300) | st.text(alphabet=";,\n\"'=09aé", max_size=300).map(str.encode))
def test_no_bytes_raise(content: bytes) -> None:
    read_sheet(content)
    read_sheet(table(CURRENT) + content)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_template_is_taken_as_it_is(by: Actor, language: str) -> None:
    row = specimen(language, ON, "na-raty", "PLN")
    assert len(row) == len(FIELDS)
    header, cells = ([str(each or "").removesuffix(" PLN") for each in column] for column in zip(*row, strict=True))
    file = brought(by, "\n".join("\t".join(line) for line in (header, cells)).encode())
    assert (file.good, codes(file)) == (1, [])
