"""Registering persons and companies."""

from datetime import date
from typing import Any

import pytest

from repaid.access.actors import Actor
from repaid.access.models import AuditRecord
from repaid.access.tests.people import krakowska, member
from repaid.kernel.refusal import MissingRight, WrongInput
from repaid.parties.choices import ContactKind, IdentifierKind, PartyKind, RoleKind
from repaid.parties.commands.register import GroundMissing, IdentifierTaken, NewIdentifier, NewParty, register_parties
from repaid.parties.models import Contact, Identifier, Party
from repaid.parties.tests.people import NIP, PESEL, anna, jan, mleczarnia

BSN = NewIdentifier(IdentifierKind.BSN, "111222333")


@pytest.fixture
def machine(db: None) -> Actor:
    return krakowska()


class TestRegisterPerson:
    def test_it_works(self, machine: Actor) -> None:
        party = anna(machine)
        assert (party.number, party.name, party.country, party.language) == ("1", "Anna Łukasik", "PL", "pl")
        assert party.subject.title == "Anna Łukasik"
        assert party.subject.branch is not None and party.subject.branch.code == "KR"
        assert list(party.roles.values_list("role", flat=True)) == [RoleKind.BORROWER]
        assert set(party.contacts.values_list("kind", "value", "preferred")) == {
            ("mobile", "+48600100200", True),
            ("email", "anna@example.pl", True),
        }

    def test_identifiers_are_nowhere_in_clear(self, machine: Actor) -> None:
        party = anna(machine)
        row = Identifier.objects.get(party=party)
        assert row.value == PESEL
        raw = Identifier.objects.extra(select={"raw": "value"}).values_list("raw", flat=True).get(pk=row.pk)
        assert PESEL.encode() not in bytes(raw)
        assert PESEL not in party.subject.search_text
        assert PESEL not in str(AuditRecord.objects.values_list("arguments", "outcome"))

    def test_the_audit_record_names_nobody(self, machine: Actor) -> None:
        party = anna(machine)
        record = AuditRecord.objects.get(command="parties.register_person")
        assert record.subject == party.subject
        assert "Łukasik" not in str((record.arguments, record.outcome))

    def test_a_number_is_taken_once(self, machine: Actor) -> None:
        anna(machine)
        with pytest.raises(IdentifierTaken):
            jan(machine, identifiers=(NewIdentifier(IdentifierKind.PESEL, f" {PESEL[:6]} {PESEL[6:]}"),))
        assert Party.objects.count() == 1

    def test_another_organisation_may_know_the_same_person(self, machine: Actor) -> None:
        anna(machine)
        assert anna(krakowska("wislana")).number == "1"

    def test_a_bsn_needs_a_law(self, machine: Actor) -> None:
        with pytest.raises(GroundMissing):
            jan(machine, identifiers=(BSN,))
        party = jan(machine, identifiers=(NewIdentifier(BSN.kind, BSN.value, "Wwft art. 33"),))
        assert party.identifiers.get().ground == "Wwft art. 33"

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"given_names": " ", "family_name": ""}, "family_name"),
            ({"born_on": date(2026, 11, 21)}, "born_on"),
            ({"branch": "XX"}, "branch"),
            ({"contacts": ((ContactKind.MOBILE, "12"),)}, "value"),
            ({"contacts": ((ContactKind.EMAIL, "jan"),)}, "value"),
            ({"contacts": ((ContactKind.ADDRESS, " \n "),)}, "value"),
            ({"identifiers": (NewIdentifier(IdentifierKind.PESEL, "44051401358"),)}, "value"),
        ],
    )
    def test_wrong_input(self, machine: Actor, wrong: dict[str, Any], field: str) -> None:
        with pytest.raises(WrongInput) as refused:
            jan(machine, **wrong)
        assert refused.value.field == field

    def test_without_the_right(self, machine: Actor) -> None:
        with pytest.raises(MissingRight):
            jan(member(machine, "Olga", ("parties.view",)))


class TestRegisterCompany:
    def test_it_works(self, machine: Actor) -> None:
        company = mleczarnia(machine, identifiers=(NewIdentifier(IdentifierKind.NIP, "PL 856-734-62-15"),))
        assert (company.kind, company.name) == (PartyKind.COMPANY, "Mleczarnia Pod Lasem")
        assert company.identifiers.get().value == NIP
        assert {row.role for row in company.roles.all()} == {RoleKind.EMPLOYER, RoleKind.SELLER}

    def test_a_name_is_needed(self, machine: Actor) -> None:
        with pytest.raises(WrongInput) as refused:
            mleczarnia(machine, name=" ")
        assert refused.value.field == "name"


class TestRegisterParties:
    def people(self, count: int) -> list[NewParty]:
        contact = ((ContactKind.EMAIL, "klient@example.pl"),)
        return [NewParty(given_names="Klient", family_name=f"Nr {place}", contacts=contact) for place in range(count)]

    def test_many_at_once(self, machine: Actor, django_assert_max_num_queries: Any) -> None:
        with django_assert_max_num_queries(13):
            done = register_parties(by=machine, parties=self.people(300))
        assert done.numbers == tuple(str(number) for number in range(1, 301))
        assert Contact.objects.count() == 300
        assert AuditRecord.objects.filter(command="parties.register_parties").count() == 1

    def test_all_or_none(self, machine: Actor) -> None:
        same = (NewIdentifier(IdentifierKind.PESEL, PESEL),)
        twins = [NewParty(given_names=name, family_name="Bliźniak", identifiers=same) for name in ("Lech", "Jarek")]
        with pytest.raises(IdentifierTaken):
            register_parties(by=machine, parties=[*self.people(3), *twins])
        assert not Party.objects.exists()
