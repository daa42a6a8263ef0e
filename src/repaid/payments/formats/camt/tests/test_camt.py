"""CAMT statements, reports and notifications of the versions 02 to 08."""

import re
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from repaid.payments.formats import Reference, StatementFile, read_statement
from repaid.payments.formats.tests.shared import SHARED, shared

ENTRY = """<Ntry><Amt Ccy="PLN">{amount}</Amt><CdtDbtInd>{mark}</CdtDbtInd>{more}<Sts>{status}</Sts>
<BookgDt><Dt>{booked}</Dt></BookgDt><ValDt><DtTm>2026-03-16T08:00:00+01:00</DtTm></ValDt>
<AcctSvcrRef>BANK-1</AcctSvcrRef><BkTxCd><Prtry><Cd>544</Cd></Prtry></BkTxCd>
<NtryDtls>{details}</NtryDtls></Ntry>"""
PAYMENT = """<TxDtls><Refs><EndToEndId>{reference}</EndToEndId></Refs>
<AmtDtls><TxAmt><Amt Ccy="PLN">{amount}</Amt></TxAmt>
</AmtDtls><RltdPties><Dbtr><Nm>{name}</Nm></Dbtr><DbtrAcct><Id><IBAN>PL61109010140000071219812874</IBAN></Id></DbtrAcct>
<CdtrAcct><Id><IBAN>PL84114020040000000000001000</IBAN></Id></CdtrAcct></RltdPties>
<RmtInf><Ustrd>RATA 1/12</Ustrd></RmtInf></TxDtls>"""
BALANCE = """<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy="PLN">{amount}</Amt>
<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-03-16</Dt></Dt></Bal>"""


def payment(amount: str = "552.34", name: str = "Jan Kowalski", reference: str = "E-1") -> str:
    return PAYMENT.format(amount=amount, name=name, reference=reference)


def entry(
    amount: str = "552.34",
    mark: str = "CRDT",
    details: str = "",
    status: str = "BOOK",
    booked: str = "2026-03-15",
    more: str = "",
) -> str:
    return ENTRY.format(amount=amount, mark=mark, details=details or payment(), status=status, booked=booked, more=more)


def statement(*entries: str, closing: str = "1552.34", summary: str = "", version: str = "02") -> bytes:
    balances = BALANCE.format(code="OPBD", amount="1000.00") + BALANCE.format(code="CLBD", amount=closing)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}"><BkToCstmrStmt>
<GrpHdr><MsgId>1</MsgId><CreDtTm>2026-03-17T00:00:00</CreDtTm></GrpHdr>
<Stmt><Id>1</Id><ElctrncSeqNb>7</ElctrncSeqNb><CreDtTm>2026-03-17T00:00:00</CreDtTm>
<Acct><Id><IBAN>PL29114010810000267002001002</IBAN></Id><Ccy>PLN</Ccy></Acct>{balances}{summary}
{"".join(entries)}</Stmt></BkToCstmrStmt></Document>""".encode()


def read(content: bytes) -> StatementFile:
    return read_statement("statement.xml", content)


def codes(file: StatementFile) -> list[str]:
    return [each.code for each in file.findings]


def test_a_payment_names_payer_account_typed_and_words() -> None:
    file = read(statement(entry()))
    (line,) = file.lines
    assert (line.counterparty, line.counterparty_account) == ("Jan Kowalski", "PL61109010140000071219812874")
    assert (line.paid_into, line.remittance) == ("PL84114020040000000000001000", "RATA 1/12")
    assert line.references == (Reference("end_to_end", "E-1"),)
    assert (line.value_date, line.booked_on) == (date(2026, 3, 16), date(2026, 3, 15))
    assert file.findings == ()


@pytest.mark.parametrize("version", ["02", "03", "04", "05", "06", "07", "08"])
def test_every_version_is_read(version: str) -> None:
    status = "<Cd>BOOK</Cd>" if version == "08" else "BOOK"
    party = payment().replace("<Dbtr><Nm>Jan Kowalski</Nm></Dbtr>", "<Dbtr><Pty><Nm>Jan Kowalski</Nm></Pty></Dbtr>")
    content = statement(entry(details=party if version == "08" else "", status=status), version=version)
    (line,) = read(content).lines
    assert (line.counterparty, line.is_booked) == ("Jan Kowalski", True)


def test_an_unknown_version_is_read_with_a_warning() -> None:
    assert codes(read(statement(entry(), version="13"))) == ["odd_version"]


def test_a_batch_has_a_part_for_each_payment_with_a_key_of_its_own() -> None:
    twins = payment("276.17") * 2
    (line,) = read(statement(entry(details=twins))).lines
    assert [part.amount_minor for part in line.parts] == [27617, 27617]
    assert line.can_split
    assert len({line.natural_key, *(part.natural_key for part in line.parts)}) == 3


def test_a_batch_whose_parts_do_not_add_up_is_offered_whole_and_named() -> None:
    file = read(statement(entry(details=payment("276.17") + payment("1.00"))))
    assert not file.lines[0].can_split
    assert codes(file) == ["batch_mismatch"]


def test_a_reversal_of_money_in_names_the_payer_it_came_from() -> None:
    file = read(statement(entry(mark="DBIT", more="<RvslInd>true</RvslInd>"), closing="447.66"))
    (line,) = file.lines
    assert (line.kind, line.amount_minor, line.counterparty) == ("reversal", -55234, "Jan Kowalski")
    assert codes(file) == ["reversal"]


def test_what_is_only_pending_does_not_count_for_the_balance() -> None:
    file = read(statement(entry(), entry(status="PDNG")))
    assert [line.is_booked for line in file.lines] == [True, False]
    assert codes(file) == ["not_booked"]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (entry(amount="-1.00"), "bad_amount"),
        (entry(amount="1.005"), "bad_amount"),
        (entry(amount="1e9"), "bad_amount"),
        (entry(mark="PLUS"), "bad_line"),
        (entry(booked="2026-02-30"), "bad_date"),
        (entry().replace('Ccy="PLN"', 'Ccy="zł"', 1), "bad_currency"),
    ],
)
def test_a_wrong_entry_is_named_by_its_line_and_the_others_are_kept(wrong: str, code: str) -> None:
    file = read(statement(entry(), wrong))
    assert len(file.lines) == 1
    assert codes(file) == [code]
    assert file.findings[0].facts["line"] in (15, 16)


def test_announced_numbers_and_sums_are_checked() -> None:
    summary = (
        "<TxsSummry><TtlNtries><NbOfNtries>3</NbOfNtries></TtlNtries>"
        "<TtlCdtNtries><NbOfNtries>1</NbOfNtries><Sum>500.00</Sum></TtlCdtNtries></TxsSummry>"
    )
    assert codes(read(statement(entry(), summary=summary))) == ["count_mismatch", "summary_mismatch"]


def test_a_file_cut_off_gives_what_stands_before_the_cut() -> None:
    content = statement(entry(), entry())
    file = read(content[: content.rfind(b"<RmtInf>")])
    assert len(file.lines) == 1
    assert "broken_xml" in codes(file)


def test_a_large_statement_with_its_layout_is_read_whole() -> None:
    count = 3000
    layout = "\n" + " " * 40
    content = statement(layout, *[entry() + layout] * count, closing="1658020.00")
    file = read(content)
    assert (len(file.lines), codes(file)) == (count, [])


def test_an_amount_finer_than_its_currency_only_by_zeros_is_exact() -> None:
    (line,) = read(statement(entry(amount="8.850"), closing="1008.85")).lines
    assert line.amount_minor == 885


def test_our_samples_are_valid_by_the_schema() -> None:
    schema = etree.XMLSchema(etree.parse(shared("xsd/camt.053.001.02.xsd")))
    schema.assertValid(etree.fromstring(statement(entry(), entry(details=payment("276.17") * 2))))


@pytest.mark.parametrize("path", sorted((SHARED / "statements").glob("*.xml")), ids=lambda path: path.name)
def test_every_sample_that_its_schema_accepts_is_read_without_a_wrong_line(path: Path) -> None:
    content = path.read_bytes()
    kind = re.search(rb"tech:xsd:(camt[0-9.]+)", content)
    if kind is None:
        pytest.skip(f"{path.name} is not of ISO 20022")
    schema = etree.XMLSchema(etree.parse(shared(f"xsd/{kind[1].decode()}.xsd")))
    if not schema.validate(etree.fromstring(content)):
        pytest.skip(f"{path.name} is not valid on purpose")
    left_out = {"bad_line", "bad_amount", "bad_date", "bad_currency", "broken_xml"}
    assert not left_out & set(codes(read(content)))
