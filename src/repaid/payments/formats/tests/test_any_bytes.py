"""Whatever stands in a file, reading it ends in lines and sentences, never in an error."""

from hypothesis import given
from hypothesis import strategies as st

from repaid.payments.formats import read_statement, suggest_mapping
from repaid.payments.formats.camt.tests.test_camt import entry, statement
from repaid.payments.formats.csv.tests.test_csv import DUTCH, POLISH
from repaid.payments.formats.elixir0.tests.test_elixir0 import SAMPLE as ORDERS
from repaid.payments.formats.mt940.tests.test_mt940 import SAMPLE as MESSAGE
from repaid.payments.formats.xlsx.tests.test_xlsx import HEAD, workbook

SAMPLES = [MESSAGE, ORDERS, POLISH.encode("cp1250"), DUTCH.encode(), statement(entry()), workbook([HEAD, HEAD])]
WEDGES = [b":61:", b":86:", b":20:", b"-\n", b"9" * 30, b",", b'"', b"<", b"\0", b"\xff\xfe", b"~20", b"1e999", b"\n"]


@given(
    sample=st.sampled_from(SAMPLES),
    cuts=st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 40), st.one_of(st.sampled_from(WEDGES), st.binary(max_size=4))),
        max_size=6,
    ),
)
def test_a_damaged_file_is_read_or_refused_in_words(sample: bytes, cuts: list[tuple[float, int, bytes]]) -> None:
    for place, length, wedge in cuts:
        at = int(place * len(sample))
        sample = sample[:at] + wedge + sample[at + length :]
    file = read_statement("damaged", sample, currency="EUR")
    assert all(str(finding) for finding in file.findings)
    assert file.statements or file.findings
    assert len({line.natural_key for line in file.lines}) == len(file.lines)
    suggest_mapping(sample)


def test_findings_know_their_statement() -> None:
    twice = MESSAGE + MESSAGE
    file = read_statement("twice", twice)
    assert [[each.code for each in file.findings_of(statement)] for statement in file.statements] == [
        ["reversal"],
        ["reversal", "balance_gap"],
    ]
