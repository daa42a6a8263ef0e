"""Which figures of law are there, and bringing them as a file."""

from datetime import date
from decimal import Decimal

import pytest

from repaid.access.actors import Actor
from repaid.access.tests.people import krakowska
from repaid.kernel.refusal import WrongInput
from repaid.products.commands.legal import add_legal_rate, take_legal_file
from repaid.products.legal_file import read_legal_file, write_legal_file
from repaid.products.models import LegalRate
from repaid.products.queries import legal_rates, legal_value
from repaid.products.queries.legal_state import legal_states, put_on_file

KINDS = ("max_delay", "statutory")
GOOD = """country,kind,valid_from,value,source
PL,max_delay,2031-01-01,19.5,Dz.U. 2030
PL,statutory,2031-01-01,,Dz.U. 2030
"""
WRONG = f"""{GOOD}NL,statutory,2031-01-01,6,Stb
PL,maximum,2031-01-01,1,x
PL,max_delay,soon,1,x
PL,max_delay,2031-02-01,1.00001,x
PL,max_delay,2031-02-01,1,
"""


@pytest.fixture
def by(db: None) -> Actor:
    return krakowska()


def test_what_is_in_force_coming_and_missing(by: Actor) -> None:
    states = {each.kind: each for each in legal_states("PL", date(2026, 11, 20))}
    assert states["max_delay"].state == "in_force" and states["max_delay"].row is not None
    add_legal_rate(
        by=by, country="PL", kind="max_delay", valid_from=date(2031, 1, 1), value=Decimal("19"), source="Dz.U."
    )
    add_legal_rate(
        by=by, country="US", kind="max_delay", valid_from=date(2020, 1, 1), value=None, source="No federal cap"
    )
    coming = {each.kind: each for each in legal_states("PL", date(2026, 11, 20))}["max_delay"].coming
    assert coming is not None and (coming.valid_from, coming.value) == (date(2031, 1, 1), Decimal("19"))
    before_any = legal_states("PL", date(1980, 1, 1))
    assert {each.state for each in before_any} == {"missing"}
    abroad = {each.kind: each.state for each in legal_states("US", date(2026, 11, 20))}
    assert abroad == {"max_capital": "missing", "statutory": "missing", "max_delay": "none_set"}
    assert next(iter(abroad)) == "max_capital", "what is missing stands first"


def test_a_file_is_put_on_file_as_a_whole(by: Actor) -> None:
    lines = read_legal_file(GOOD, "PL", KINDS)
    done = take_legal_file(by=by, country="PL", lines=lines)
    assert (done.new, done.unchanged, legal_value("PL", "max_delay", date(2031, 1, 1))) == (2, 0, Decimal("19.5"))
    assert legal_value("PL", "statutory", date(2031, 1, 1)) is None
    again = take_legal_file(by=by, country="PL", lines=lines)
    assert (again.new, again.unchanged, LegalRate.objects.count()) == (0, 2, 2)
    assert put_on_file("PL", "max_delay")[0].source == "Dz.U. 2030"
    rows = [(row.country, row.kind, row.valid_from, row.value, row.source) for row in legal_rates("PL", "max_delay")]
    assert not any(line.finding for line in read_legal_file(write_legal_file(rows), "PL", KINDS))


def test_wrong_lines_are_named_and_nothing_is_half_done(by: Actor) -> None:
    lines = read_legal_file(WRONG, "PL", KINDS)
    assert [(line.number, line.finding.code) for line in lines if line.finding] == [
        (4, "other_country"), (5, "unknown_kind"), (6, "unreadable"), (7, "unreadable"), (8, "no_source")
    ]  # fmt: skip
    for refused in (lines, []):
        with pytest.raises(WrongInput):
            take_legal_file(by=by, country="PL", lines=refused)
    assert LegalRate.objects.count() == 0
    (line,) = read_legal_file("kraj;rodzaj\n", "PL", KINDS)
    assert line.finding is not None and line.finding.code == "no_heads"
