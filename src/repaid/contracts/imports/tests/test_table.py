"""Reading CSV files of strangers: what is refused, in which words, and that it costs nothing."""

import gzip
from pathlib import Path

import pytest

from repaid.contracts.imports.table import BadRow, Row, TableRefused, count_rows, read_table

HOSTILE = Path(__file__).parents[5] / "../shared/data/hostile"


def file_with(folder: Path, content: bytes, name: str = "book.csv") -> Path:
    file = folder / name
    file.write_bytes(content)
    return file


def refused(file: Path, *columns: str) -> str:
    with pytest.raises(TableRefused) as no:
        list(read_table(file, columns))
    return str(no.value).removeprefix(f"{file}: ")


def test_rows_with_their_lines(tmp_path: Path) -> None:
    file = file_with(tmp_path, b"name,amount\nAda,1.00\n\nBeth,2.00\n")
    assert list(read_table(file, ["amount"])) == [
        Row(2, {"name": "Ada", "amount": "1.00"}),
        Row(4, {"name": "Beth", "amount": "2.00"}),
    ]


def test_gzip_and_byte_order_mark(tmp_path: Path) -> None:
    file = file_with(tmp_path, gzip.compress("\ufeffname,amount\nŁucja,1.00\n".encode()), "book.csv.gz")
    assert list(read_table(file, ["name"])) == [Row(2, {"name": "Łucja", "amount": "1.00"})]
    assert count_rows(file) == 1


def test_a_bad_row_leaves_the_others(tmp_path: Path) -> None:
    content = b'name,amount\nA\x00da,1\nB\xa3th,2\nCarl\n"Dana,4\nEarl,5\n'
    assert list(read_table(file_with(tmp_path, content), ["amount"])) == [
        BadRow(2, "a NUL byte stands in it"),
        BadRow(3, "byte 2 is no UTF-8 text"),
        BadRow(4, "it has 1 columns, the header has 2"),
        BadRow(5, "it is no CSV row (unexpected end of data)"),
        Row(6, {"name": "Earl", "amount": "5"}),
    ]


def test_a_column_that_is_missing_or_twice(tmp_path: Path) -> None:
    file = file_with(tmp_path, b"name,name\n")
    assert refused(file, "amount") == "line 1 must name the column amount once"
    assert refused(file, "name") == "line 1 must name the column name once"
    assert refused(file_with(tmp_path, b""), "name") == "line 1 must name the column name once"


def test_a_damaged_gzip_file(tmp_path: Path) -> None:
    whole = gzip.compress(b"name\nAda\n" * 1000)
    assert refused(file_with(tmp_path, whole[:-20]), "name") == "the gzip file is damaged"
    assert refused(file_with(tmp_path, b"\x1f\x8bnonsense"), "name") == "the gzip file is damaged"


def test_a_bomb_ends_at_its_first_line(tmp_path: Path) -> None:
    bomb = gzip.compress(b"\x00" * 50_000_000)
    assert refused(file_with(tmp_path, bomb), "name") == "line 1 is longer than 65536 bytes"


def test_a_bomb_of_lines_ends_at_the_limit(tmp_path: Path) -> None:
    bomb = gzip.compress(b"name\n" + b"\n" * 1_100_000)
    assert refused(file_with(tmp_path, bomb), "name") == "it has more than 1000000 lines"


@pytest.mark.skipif(not HOSTILE.exists(), reason="the hostile files are not beside this repository")
@pytest.mark.parametrize("name", ["csv_nul_utf16_mixed.csv", "csv_injection.csv", "bomb_10mb_zeros.zip", "lol.xlsx"])
def test_hostile_files_are_refused_by_line(name: str) -> None:
    assert refused(HOSTILE / name, "loan_amount").startswith("line 1")
