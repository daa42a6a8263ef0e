"""Identifiers: check digits against the published vectors, keeping, finding, masking."""

import json
from datetime import date
from pathlib import Path

import pytest

from repaid.access.actors import Actor
from repaid.access.choices import ScopeLevel
from repaid.access.tests.people import krakowska, member
from repaid.kernel.refusal import WrongInput
from repaid.parties.choices import IdentifierKind, PartyKind
from repaid.parties.commands.identifiers import IdentifierKnown, add_identifier
from repaid.parties.commands.register import GroundMissing, IdentifierTaken
from repaid.parties.models import Identifier
from repaid.parties.numbers import masked, normal_identifier
from repaid.parties.queries import find_parties, party_page, party_with_identifier
from repaid.parties.rules import national_id_kind, normal_account
from repaid.parties.tests.people import NIP, PESEL, anna, jan, mleczarnia

VECTORS = Path(__file__).resolve().parents[5] / "shared/data/vectors/national_ids.json"
KINDS = {
    "PESEL": IdentifierKind.PESEL,
    "NIP": IdentifierKind.NIP,
    "REGON": IdentifierKind.REGON,
    "BSN": IdentifierKind.BSN,
    "IR_NATIONAL_ID": IdentifierKind.IR_NATIONAL_ID,
    "IR_LEGAL_ID": IdentifierKind.IR_COMPANY_ID,
}
DAY = date(2026, 11, 20)
RIGHT_BY_MODULO_97 = {"IR062960000000100324200001", "IR550570022080013447370101"}
"""Shebas that the vectors call wrong, since their oracle lists no accounts of Iran; their check digits are right."""
ACCOUNTS = {"NRB": "PL", "IBAN": "", "SHEBA": "IR"}


def vectors(kinds: set[str]) -> list[tuple[str, str, bool]]:
    if not VECTORS.exists():
        pytest.skip("the vectors are not beside the repository")
    rows = json.loads(VECTORS.read_text(encoding="utf-8"))["vectors"]
    return [(row["kind"], row["value"], row["valid"]) for row in rows if row["kind"] in kinds]


def is_account(text: str, country: str) -> bool:
    try:
        return bool(normal_account(text, country))
    except WrongInput:
        return False


class TestCheckDigits:
    def test_national_ids(self) -> None:
        read = vectors(set(KINDS))
        differing = [row for row in read if (normal_identifier(KINDS[row[0]], row[1], DAY) is not None) != row[2]]
        assert len(read) > 200
        assert differing == []

    def test_account_numbers(self) -> None:
        read = vectors(set(ACCOUNTS))
        differing = [row for row in read if is_account(row[1], ACCOUNTS[row[0]]) != row[2]]
        assert len(read) > 50
        assert {code for _kind, code, _valid in differing} == RIGHT_BY_MODULO_97

    @pytest.mark.parametrize(
        ("code", "right"),
        [
            ("14007650912", True),
            ("10380284790", True),
            ("10380284792", False),
            ("10300000000", False),
            ("1038028479", False),
            ("", False),
        ],
    )
    def test_iranian_companies(self, code: str, right: bool) -> None:
        assert (normal_identifier(IdentifierKind.IR_COMPANY_ID, code) is not None) is right

    def test_any_alphabet_of_digits(self) -> None:
        assert normal_identifier(IdentifierKind.IR_NATIONAL_ID, "۰۴۹۹۳۷۰۸۹۹") == "0499370899"
        assert normal_account("IR06 2960 0000 0010 0324 2000 01", "IR") == "IR062960000000100324200001"

    def test_each_country_asks_for_its_own(self) -> None:
        asked = [national_id_kind(country) for country in ("PL", "NL", "IR", "US")]
        assert asked == ["pesel", "bsn", "ir_national_id", "other"]
        assert national_id_kind("IR", PartyKind.COMPANY).label == "شناسه ملی"


@pytest.fixture
def machine(db: None) -> Actor:
    return krakowska()


class TestAddIdentifier:
    def test_it_works(self, machine: Actor) -> None:
        company = mleczarnia(machine)
        add_identifier(by=machine, number=company.number, kind=IdentifierKind.NIP, value="856-734-62-15")
        assert Identifier.objects.get(party=company).value == NIP

    def test_one_of_a_kind(self, machine: Actor) -> None:
        with pytest.raises(IdentifierKnown):
            add_identifier(by=machine, number=anna(machine).number, kind=IdentifierKind.PESEL, value=PESEL)

    def test_nobody_else_has_it(self, machine: Actor) -> None:
        anna(machine)
        with pytest.raises(IdentifierTaken):
            add_identifier(by=machine, number=jan(machine).number, kind=IdentifierKind.PESEL, value=PESEL)

    def test_not_of_somebody_unborn(self, machine: Actor) -> None:
        with pytest.raises(WrongInput):
            add_identifier(by=machine, number=jan(machine).number, kind=IdentifierKind.PESEL, value="01502234588")

    def test_wrong_check_digit(self, machine: Actor) -> None:
        with pytest.raises(WrongInput):
            add_identifier(by=machine, number=jan(machine).number, kind=IdentifierKind.PESEL, value="44051401358")

    def test_a_bsn_needs_a_law(self, machine: Actor) -> None:
        with pytest.raises(GroundMissing):
            add_identifier(by=machine, number=jan(machine).number, kind=IdentifierKind.BSN, value="111222333")


class TestFinding:
    def test_by_the_whole_number_only(self, machine: Actor) -> None:
        party = anna(machine)
        assert list(find_parties(machine, f"{PESEL[:6]}-{PESEL[6:]}")) == [party]
        assert not find_parties(machine, PESEL[:8]).exists()
        assert party_with_identifier(machine, IdentifierKind.PESEL, PESEL) == party
        assert party_with_identifier(machine, IdentifierKind.PESEL, "44051401358") is None

    def test_within_the_scope(self, machine: Actor) -> None:
        anna(machine)
        waldek = member(machine, "Waldek", ("parties.view",), scope=ScopeLevel.BRANCH, branch="WA")
        assert not find_parties(waldek, PESEL).exists()
        assert party_with_identifier(waldek, IdentifierKind.PESEL, PESEL) is None
        assert not find_parties(krakowska("wislana"), PESEL).exists()

    def test_screens_show_it_masked(self, machine: Actor) -> None:
        (shown,) = party_page(machine, anna(machine).number).identifiers
        assert shown.text == masked(PESEL) == "•••••••3628"
