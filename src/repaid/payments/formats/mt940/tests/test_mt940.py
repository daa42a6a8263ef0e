"""MT940 and MT942 messages: what a line says, and what is named when it is wrong."""

from datetime import date
from pathlib import Path

import pytest

from repaid.payments.formats import Line, Reference, StatementFile, read_statement

SAMPLE = (Path(__file__).parent / "mass_payments.sta").read_bytes()


def message(*entries: str, opening: str = "C260101EUR100,00", closing: str = "C260131EUR110,00") -> bytes:
    head = [":20:X", ":25:NL91ABNA0417164300", ":28C:1", f":60F:{opening}"]
    return "\r\n".join([*head, *entries, f":62F:{closing}", "-", ""]).encode()


def read(content: bytes) -> StatementFile:
    return read_statement("statement.sta", content)


def only_line(*entries: str) -> Line:
    (line,) = read(message(*entries)).lines
    return line


def codes(file: StatementFile) -> list[tuple[str, object]]:
    return [(each.code, each.facts.get("line")) for each in file.findings]


def test_a_mass_payment_names_payer_and_the_account_that_was_typed() -> None:
    line = read(SAMPLE).lines[0]
    assert (line.counterparty, line.counterparty_account) == ("JAN KOWALSKI", "61109010140000071219812874")
    assert (line.paid_into, line.remittance) == ("XX000000002026", "RATA 1/12")
    assert (line.bank_reference, line.row) == ("MB260316000001", 6)


def test_a_reversed_credit_takes_money_out_and_is_named() -> None:
    file = read(SAMPLE)
    assert (file.lines[1].kind, file.lines[1].amount_minor) == ("reversal", -5234)
    assert codes(file) == [("reversal", 12)]


def test_the_booking_day_falls_into_the_year_next_to_the_value_day() -> None:
    line = read(SAMPLE).lines[2]
    assert (line.value_date, line.booked_on) == (date(2026, 12, 31), date(2027, 1, 2))


def test_the_statement_has_its_account_number_and_balances() -> None:
    (statement,) = read(SAMPLE).statements
    assert (statement.account, statement.currency, statement.number) == ("PL29114010810000267002001002", "PLN", "12/1")
    assert statement.opening is not None
    assert statement.closing is not None
    assert (statement.opening.amount_minor, statement.closing.amount_minor) == (100000, 140000)


@pytest.mark.parametrize(
    ("entry", "minor", "kind"),
    [
        (":61:2601020102C10,00NTRFNONREF", 1000, "in"),
        (":61:2601020102CR10,NTRFNONREF", 1000, "in"),
        (":61:260102    DD10,5NTRFNONREF", -1050, "out"),
        (":61:260102D000000000010,00N102NONREF", -1000, "out"),
        (":61:2601020102RD10,00NTRFNONREF", 1000, "reversal"),
        (":61:2601020102CN0,01S   X", 1, "in"),
        (":61:2601020102D7,5", -750, "out"),
    ],
)
def test_the_ways_in_which_banks_write_an_entry(entry: str, minor: int, kind: str) -> None:
    line = only_line(entry)
    assert (line.amount_minor, line.kind) == (minor, kind)


def test_an_expected_entry_of_an_interim_report_is_not_booked() -> None:
    content = b":20:X\n:25:NL91ABNA0417164300\n:34F:EUR0,\n:61:260102EC10,00NTRFNONREF\n:90C:2EUR30,00\n-\n"
    file = read(content)
    assert (file.format, file.statements[0].is_interim, file.lines[0].is_booked) == ("mt942", True, False)
    assert codes(file) == [("count_mismatch", 5), ("summary_mismatch", 5)]


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        (":61:2601020102C" + "9" * 40 + ",00NTRFNONREF", "bad_amount"),
        (":61:2601020102C10,005NTRFNONREF", "bad_amount"),
        (":61:2601020102C1.000,00NTRFNONREF", "bad_amount"),
        (":61:2613020102C10,00NTRFNONREF", "bad_date"),
        (":61:rubbish", "bad_line"),
        (":61:2601020102C10,00NTRFNON\0REF", "nul_byte"),
        (":61:2601020102C10,00NTRFNONREF\r\n:86:" + "A" * 3000, "line_too_long"),
    ],
)
def test_a_wrong_entry_is_named_and_the_others_are_kept(entry: str, code: str) -> None:
    file = read(message(":61:2601020102C10,00NTRFNONREF", entry))
    assert [line.amount_minor for line in file.lines] == [1000]
    assert [found for found, _line in codes(file)] == [code]


def test_thirty_february_is_the_last_of_february_and_named() -> None:
    file = read(message(":61:2602300301C10,00NTRFNONREF"))
    assert file.lines[0].value_date == date(2026, 2, 28)
    assert [str(each) for each in file.findings] == [
        "Line 5: 2026-02-30 does not exist in the calendar. 2026-02-28 is taken."
    ]


def test_a_wrong_entry_without_closing_balance_rejects_the_statement() -> None:
    content = message(":61:2601020102C10,00NTRFNONREF", ":61:rubbish").replace(b":62F:C260131EUR110,00\r\n", b"")
    file = read(content)
    assert file.lines == ()
    assert [code for code, _line in codes(file)] == ["statement_left_out", "not_closed", "bad_line"]


def test_a_statement_that_does_not_open_where_the_last_one_closed() -> None:
    content = message(":61:2601020102C10,00NTRFNONREF") + message(opening="C260201EUR99,00", closing="C260228EUR99,00")
    assert codes(read(content)) == [("balance_gap", 11)]


def test_equal_payments_have_keys_of_their_own_and_keep_them() -> None:
    content = message(*[":61:2601020102C5,00NTRFNONREF\r\n:86:RATA"] * 2)
    keys = [line.natural_key for line in read(content).lines]
    assert len(set(keys)) == 2
    assert keys == [line.natural_key for line in read(content).lines]


def test_equal_payments_without_reference_in_two_statements_are_two_payments() -> None:
    first = read(message(":61:2601020102C10,00NTRFNONREF")).lines[0]
    second = read(message(":61:2601020102C10,00NTRFNONREF").replace(b":28C:1", b":28C:2")).lines[0]
    assert first.natural_key != second.natural_key


def test_a_payment_with_a_reference_is_the_same_in_another_statement() -> None:
    content = message(":61:2601020102C10,00NTRFNONREF//B1")
    other = content.replace(b":28C:1", b":28C:2").replace(b":20:X", b":20:Y")
    assert read(content).lines[0].natural_key == read(other).lines[0].natural_key


@pytest.mark.parametrize(
    ("remark", "name", "account", "remittance"),
    [
        (
            ":86:166?00GUTSCHRIFT?20EREF+E-1?21SVWZ+RATE 1 VERTRAG 2026-000?221?30PBNKDEFF?31DE42100100100043921105"
            "?32RENATE RICHTER",
            "RENATE RICHTER",
            "DE42100100100043921105",
            "RATE 1 VERTRAG 2026-000 1",
        ),
        (
            ":86:020~00B020~20wynagrodzenie z tytulu umow~21y o prace~3010901014~32NOWAK MONIKA~38PL541940107652058718"
            "00000000~62POLNA 1",
            "NOWAK MONIKA",
            "PL54194010765205871800000000",
            "wynagrodzenie z tytulu umowy o prace",
        ),
        (
            ":86:073<00PRZELEW<20RATA 3<27JAN KOWALSKI<28UL. PROSTA 1<2961109010140000071219812874",
            "JAN KOWALSKI UL. PROSTA 1",
            "61109010140000071219812874",
            "RATA 3",
        ),
        (
            ":86:/TRTP/SEPA OVERBOEKING/IBAN/NL25INGB0123456789/BIC/INGBNL2A/NAME/J J\r\nANSEN/REMI/TERMIJN 3/EREF/NP",
            "J JANSEN",
            "NL25INGB0123456789",
            "TERMIJN 3",
        ),
        (
            ":86:/EREF/E1//CNTP/NL32INGB0000012345/INGBNL2A/J. JANSEN///REMI/USTD//TERMIJN 4/",
            "J. JANSEN",
            "NL32INGB0000012345",
            "TERMIJN 4",
        ),
        (
            ":86:NL47INGB9999999999 hr p jansen\r\n\r\nBetaling termijn 5\r\n",
            "hr p jansen",
            "NL47INGB9999999999",
            "Betaling termijn 5",
        ),
        (
            ":86:TERMIJN 6\r\nREK: NL65INGB0123456789/NAAM: P. JANSEN",
            "P. JANSEN",
            "NL65INGB0123456789",
            "TERMIJN 6",
        ),
        (":86:GIRO   428428 KPN - DIGITENNE    FACTUUR 5", "KPN - DIGITENNE", "428428", "FACTUUR 5"),
        (":86:free words of a bank\r\nthat nobody knows", "", "", "free words of a bank that nobody knows"),
    ],
)
def test_every_country_fills_field_86_in_its_own_way(remark: str, name: str, account: str, remittance: str) -> None:
    line = only_line(":61:2601020102C10,00NTRFNONREF", remark)
    assert (line.counterparty, line.counterparty_account, line.remittance) == (name, account, remittance)


def test_references_are_kept_by_their_kind() -> None:
    line = only_line(":61:2601020102C10,00NTRFEREF//B1", ":86:/MARF/M-1//EREF/E-1//REMI/STRD/CUR/7000000000012345/")
    assert set(line.references) == {
        Reference("mandate", "M-1"),
        Reference("end_to_end", "E-1"),
        Reference("creditor", "7000000000012345"),
    }


def test_a_payment_slip_of_a_dutch_bank_has_the_creditors_reference() -> None:
    line = only_line(":61:2601020102C10,00NTRFNONREF", ":86:BETALINGSKENM.  1234567890123456")
    assert line.references == (Reference("creditor", "1234567890123456"),)


def test_of_two_remarks_the_structured_one_counts() -> None:
    line = only_line(":61:2601020102C10,00NTRFNONREF", ":86:150", ":86:150~20RATA 7~32JAN KOWALSKI")
    assert (line.remittance, line.counterparty) == ("RATA 7", "JAN KOWALSKI")
