"""Files of payment orders: valid against the schema of ISO 20022, in the letters of their scheme."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree

from repaid.payments.formats.pain001 import Message, Scheme, Transfer, scheme_of, spelt, written

XSD = Path(__file__).resolve().parents[7] / "shared/data/xsd/pain.001.001.09.xsd"
SPACES = {"p": "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"}
DUTCH, POLISH, IRANIAN = "NL91ABNA0417164300", "PL61109010140000071219812874", "IR062960000000100324200001"
OWN = "PL83999900000000000000001001"
ZLOTYS = Message(
    "PF20261120-1", datetime(2026, 11, 20, 9, 30, tzinfo=UTC), "Krakowska Pożyczka", OWN, "", "PLN", date(2026, 11, 23),
    (
        Transfer("PO20261120-1", 50_000, "Łukasz Żółć", POLISH, "Wypłata, umowa 11"),
        Transfer("PO20261120-2", 4_766, "Anna Kowalska & Syn", POLISH, "Zwrot nadpłaty"),
    ),
)  # fmt: skip
EUROS = replace(
    ZLOTYS, debtor="Voorbeeld Hypotheken", account="NL79RPAD0100200300", bic="ABNANL2A", currency="EUR",
    transfers=(Transfer("PO20261120-3", 32_000_000, "Joëlle van 't Hooft", DUTCH, "Lening 7 – uitbetaling"),),
)  # fmt: skip
RIALS = replace(
    ZLOTYS, debtor="بانک نمونه", account=IRANIAN, currency="IRR",
    transfers=(Transfer("PO20261120-4", 5_000_000, "آرش نمونه‌ای", IRANIAN, "پرداخت قرارداد ۱"),),
)  # fmt: skip


def read(content: bytes) -> etree._Element:
    return etree.fromstring(content)


def texts(content: bytes, path: str) -> list[str]:
    """The texts of the elements at a path, its names without their prefix."""
    steps = "/".join(f"p:{name}" if name[0] not in "@*" else name for name in path.split("/"))
    return [str(each) for each in read(content).xpath(f".//{steps}/text()", namespaces=SPACES)]


@pytest.mark.parametrize("message", [ZLOTYS, EUROS, RIALS], ids=["PLN", "EUR", "IRR"])
def test_it_is_valid_against_the_schema(message: Message) -> None:
    if not XSD.exists():
        pytest.skip("the schema is not beside the repository")
    schema = etree.XMLSchema(etree.parse(XSD))
    assert schema.validate(read(written(message))), schema.error_log


def test_count_and_control_sum_stand_in_header_and_block() -> None:
    content = written(ZLOTYS)
    assert texts(content, "NbOfTxs") == ["2", "2"]
    assert [Decimal(each) for each in texts(content, "CtrlSum")] == [Decimal("547.66")] * 2
    assert texts(content, "EndToEndId") == ["PO20261120-1", "PO20261120-2"]
    assert texts(content, "ReqdExctnDt/Dt") == ["2026-11-23"]


def test_zlotys_keep_the_letters_of_polish() -> None:
    content = written(ZLOTYS)
    assert texts(content, "Cdtr/Nm") == ["Łukasz Żółć", "Anna Kowalska + Syn"]
    assert texts(content, "SvcLvl/Cd") == ["NURG"]
    assert texts(content, "FinInstnId/Othr/Id") == ["NOTPROVIDED"]


def test_sepa_takes_the_basic_letters_only() -> None:
    content = written(EUROS)
    assert texts(content, "Cdtr/Nm") == ["Joelle van 't Hooft"]
    assert texts(content, "Ustrd") == ["Lening 7 - uitbetaling"]
    assert (texts(content, "SvcLvl/Cd"), texts(content, "ChrgBr")) == (["SEPA"], ["SLEV"])
    assert texts(content, "BICFI") == ["ABNANL2A"]


def test_rials_have_no_decimals_and_keep_persian() -> None:
    content = written(RIALS)
    assert texts(content, "InstdAmt") == ["5000000"]
    assert texts(content, "Cdtr/Nm") == ["آرش نمونه‌ای"]


def test_each_scheme_has_a_block_with_its_own_sums() -> None:
    abroad = Transfer("PO20261120-5", 100, "Jan", DUTCH, "x")
    content = written(replace(ZLOTYS, transfers=(*ZLOTYS.transfers, abroad)))
    assert texts(content, "PmtInfId") == ["PF20261120-1-1", "PF20261120-1-2"]
    assert texts(content, "NbOfTxs") == ["3", "2", "1"]
    assert texts(content, "CtrlSum") == ["548.66", "547.66", "1.00"]


def test_the_same_message_gives_the_same_bytes() -> None:
    assert written(ZLOTYS) == written(replace(ZLOTYS))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("آرش نمونه‌ای", "arsh nmvnhai"),
        ("شرکت ۱۲", "shrkt 12"),
        ("Straße № 5; Łódź_A", "Strasse No 5, Lodz-A"),
        ("Ørsted Æbelø", "Orsted Aebelo"),
        ("  two\n lines\t", "two lines"),
        ("李", ""),
        ("a" * 200, "a" * 140),
    ],
)
def test_letters_of_sepa(text: str, shown: str) -> None:
    assert spelt(text, Scheme.SEPA) == shown


@pytest.mark.parametrize(
    ("currency", "debtor", "creditor", "scheme"),
    [
        ("EUR", DUTCH, POLISH, Scheme.SEPA),
        ("EUR", DUTCH, IRANIAN, Scheme.OTHER),
        ("PLN", OWN, POLISH, Scheme.POLISH),
        ("PLN", OWN, DUTCH, Scheme.OTHER),
        ("IRR", IRANIAN, IRANIAN, Scheme.OTHER),
    ],
)
def test_which_scheme(currency: str, debtor: str, creditor: str, scheme: Scheme) -> None:
    assert scheme_of(currency, debtor, creditor) is scheme
