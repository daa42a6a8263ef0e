"""CSV as banks of four languages export it."""

import pytest

from repaid.payments.formats import ColumnMapping, StatementFile, read_statement, suggest_mapping


def read(text: str, mapping: ColumnMapping | None = None, encoding: str = "utf-8") -> StatementFile:
    return read_statement("export.csv", text.encode(encoding), mapping, currency="EUR")


def codes(file: StatementFile) -> list[tuple[str, object]]:
    return [(each.code, each.facts.get("line")) for each in file.findings]


POLISH = """mBank S.A.;;;;;;;
#Klient;POŻYCZKI TEST;;;;;;
#Data operacji;#Data księgowania;#Opis operacji;#Tytuł;#Nadawca/Odbiorca;#Numer konta;#Kwota;#Saldo po operacji;
2026-03-16;2026-03-16;PRZELEW;RATA 1/12;JAN ŻÓŁĆ;'61109010140000071219812874';1 552,34;2 552,34;
2026-03-17;2026-03-17;OPŁATA;;;;-10,00;2 542,34;
"""
DUTCH = (
    '"Datum","Naam / Omschrijving","Rekening","Tegenrekening","Code","Af Bij","Bedrag (EUR)","Mededelingen"\n'
    '"20260316","J. Jansen","NL69INGB0123456789","NL32INGB0000012345","OV","Bij","552,34","Termijn 1"\n'
    '"20260317","ING Bank","NL69INGB0123456789","","DV","Af","1,50","Kosten"\n'
)
PERSIAN = (
    "تاریخ,شرح,بدهکار,بستانکار,مانده,نام واریز کننده,شماره پیگیری\n"
    "۱۴۰۵/۰۱/۰۲,قسط ۱,,۵٬۰۰۰٬۰۰۰,۶٬۰۰۰٬۰۰۰,رضا محمدی,۷۷۱\n"
)
ENGLISH = 'Date,Description,Amount,Currency,Payer\n03/16/2026,Instalment 1,"1,552.34",USD,John Smith\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1250", "iso8859-2", "cp852"])
def test_a_polish_export_with_rows_above_the_header(encoding: str) -> None:
    file = read(POLISH, encoding=encoding)
    assert [(line.row, line.amount_minor, line.counterparty) for line in file.lines] == [
        (4, 155234, "JAN ŻÓŁĆ"),
        (5, -1000, ""),
    ]
    assert file.lines[0].remittance == "PRZELEW RATA 1/12"
    assert file.findings == ()


def test_a_dutch_export_says_in_a_word_which_way_the_money_went() -> None:
    file = read(DUTCH)
    assert [line.amount_minor for line in file.lines] == [55234, -150]
    assert (file.statements[0].account, file.lines[0].counterparty_account) == (
        "NL69INGB0123456789",
        "NL32INGB0000012345",
    )


def test_a_persian_export_in_its_own_digits_and_calendar() -> None:
    file = read_statement("export.csv", PERSIAN.encode(), currency="IRR")
    (line,) = file.lines
    assert (line.amount_minor, str(line.booked_on), line.counterparty) == (5_000_000, "2026-03-22", "رضا محمدی")


def test_an_english_export_with_the_month_first() -> None:
    (line,) = read(ENGLISH).lines
    assert (line.amount_minor, line.currency, str(line.booked_on)) == (155234, "USD", "2026-03-16")


def test_days_that_can_be_read_both_ways_are_named_and_the_mapping_decides() -> None:
    text = ENGLISH.replace("03/16/2026", "03/04/2026")
    assert codes(read(text)) == [("date_order_unknown", None)]
    assert str(read(text).lines[0].booked_on) == "2026-04-03"
    chosen = ColumnMapping({"booked_on": ["Date"], "amount": ["Amount"], "currency": ["Currency"]}, date_order="mdy")
    assert str(read(text, chosen).lines[0].booked_on) == "2026-03-04"


@pytest.mark.parametrize(
    ("amount", "minor"),
    [
        ("1.234,56", 123456),
        ('"1,234.56"', 123456),
        ("1 234,56 zł", 123456),
        ("-12,50", -1250),
        ("12,50-", -1250),
        ("(12.50)", -1250),
        ("€ 12,5", 1250),
        ('"1,525.00"', 152500),
        ("1.525", 152500),
        ("12", 1200),
    ],
)
def test_amounts_as_people_write_them(amount: str, minor: int) -> None:
    (line,) = read(f"Date;Amount\n2026-03-16;{amount}\n").lines
    assert line.amount_minor == minor


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("2026-02-30;1,00;x", "bad_date"),
        ("2026-03-16;1,005;x", "bad_amount"),
        ("2026-03-16;;x", "bad_amount"),
        ("2026-03-16;NaN;x", "bad_amount"),
        ("2026-03-16;1,00;x;surplus", "extra_cells"),
        ("2026-03-16;1,00;" + "x" * 3000, "line_too_long"),
        (";;Total of the month", "row_skipped"),
        ("2026-03-16;1,00;\0", "nul_byte"),
    ],
)
def test_a_wrong_row_is_named_and_the_others_are_kept(row: str, code: str) -> None:
    file = read(f"Date;Amount;Description\n2026-03-16;2,50;first\n{row}\n2026-03-17;3,50;last\n")
    assert [line.amount_minor for line in file.lines] == [250, 350]
    assert codes(file) == [(code, 3)]


def test_a_running_balance_that_breaks_is_named_in_either_direction() -> None:
    rows = ["2026-03-16;1,00;11,00", "2026-03-17;2,00;13,00", "2026-03-18;3,00;99,00"]
    for ordered, line in ((rows, 4), (rows[::-1], 2)):
        file = read("Date;Amount;Balance\n" + "\n".join(ordered) + "\n")
        assert codes(file) == [("running_balance", line)]


def test_quoted_line_breaks_do_not_shift_the_numbers_of_lines() -> None:
    file = read('Date;Amount;Name\n2026-03-16;1,00;"two\nlines"\n2026-03-16;wrong;x\n')
    assert codes(file) == [("bad_amount", 4), ("long_quote", 2)]


def test_a_quote_that_nobody_closes_does_not_swallow_rows_in_silence() -> None:
    file = read('Date;Amount;Name\n2026-03-16;1,00;"Jan\n2026-03-17;2,00;Ewa\n')
    assert codes(file) == [("bad_line", 2), ("long_quote", 2)]


def test_a_quote_inside_quotes_costs_its_row_alone() -> None:
    file = read('Date;Amount;Name\n2026-03-16;1,00;"Jan "Jasiu" K"\n2026-03-17;2,00;Ewa\n')
    assert [line.amount_minor for line in file.lines] == [200]
    assert codes(file) == [("bad_line", 2)]


def test_columns_by_number_where_there_is_no_header() -> None:
    mapping = ColumnMapping({"account": [1], "booked_on": [3], "amount": [7], "remittance": [8]}, currency="EUR")
    text = "".join(f"123456789\tEUR\t2026031{day}\t0\t0\t2026031{day}\t5,50\tTERMIJN\n" for day in (6, 7))
    file = read(text, mapping)
    assert [(line.amount_minor, line.remittance) for line in file.lines] == [(550, "TERMIJN"), (550, "TERMIJN")]


def test_a_mapping_survives_as_data_and_knows_its_bank() -> None:
    suggested = suggest_mapping(DUTCH.encode())
    assert suggested is not None
    again = ColumnMapping.from_data(suggested.as_data())
    assert read(DUTCH, again).lines == read(DUTCH).lines
    assert again.fits(DUTCH.splitlines()[0].replace('"', "").split(","))
    with pytest.raises(ValueError, match="colour"):
        ColumnMapping.from_data({"columns": {"colour": ["Blue"]}})


def test_a_mapping_whose_column_is_gone_is_refused_with_its_name() -> None:
    file = read(ENGLISH, ColumnMapping({"booked_on": ["Date"], "amount": ["Sum"]}))
    assert [str(each) for each in file.findings] == ["The file has no column “sum”. Choose the columns again."]


def test_a_table_without_currency_asks_for_it() -> None:
    file = read_statement("export.csv", b"Date;Amount\n2026-03-16;1,00\n")
    assert [each.code for each in file.findings] == ["currency_unknown"]
