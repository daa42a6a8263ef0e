"""Finding parties and their pages; the client zone."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth import authenticate

from repaid.access.actors import Actor, customer_actor
from repaid.access.choices import Audience
from repaid.access.commands.users import LoginTaken
from repaid.access.models import User
from repaid.access.subjects import build_subject, connect
from repaid.access.tests.people import PASSWORD, krakowska, member
from repaid.kernel.refusal import MissingRight, NotFound
from repaid.parties.commands.change import AlreadyDeceased, link_party, mark_deceased
from repaid.parties.commands.client_zone import CompanyAtTheDoor, open_client_zone
from repaid.parties.queries import find_parties, own_party, parties, party_named, party_page
from repaid.parties.tests.people import PESEL, anna, jan, mleczarnia


@pytest.fixture
def machine(db: None) -> Actor:
    return krakowska()


class TestFindParties:
    @pytest.mark.parametrize(
        "text", ["lukasik", "ŁUKA", "anna luk", "600 100", "+48600100200", "anna@example", "۶۰۰۱۰۰"]
    )
    def test_by_part_of_name_phone_or_email(self, machine: Actor, text: str) -> None:
        party = anna(machine)
        jan(machine)
        assert list(find_parties(machine, text)) == [party]

    def test_persian_letters_of_both_keyboards(self, machine: Actor) -> None:
        party = jan(machine, given_names="علي", family_name="كريمي", country="IR")
        assert list(find_parties(machine, "علی کریمی")) == [party]

    def test_sorted_as_polish_readers_expect(self, machine: Actor) -> None:
        names = ("Zając", "Łoś", "Lis", "Żubr", "Mysz")
        for name in names:
            jan(machine, family_name=name)
        listed = [party.family_name for party in parties(machine)]
        assert listed == ["Lis", "Łoś", "Mysz", "Zając", "Żubr"]


class TestPartyPage:
    def test_it_shows_everything(self, machine: Actor, django_assert_max_num_queries: Any) -> None:
        company, party = mleczarnia(machine), anna(machine)
        link_party(by=machine, number=party.number, parent=company.number)
        contract = build_subject(
            organisation_id=machine.organisation_id, branch_id=None, kind="contract", number="11", title="11"
        )
        contract.save()
        connect(contract, party.subject, "borrower")
        with django_assert_max_num_queries(11):
            page = party_page(machine, party.number)
        assert page.things == ((contract, "borrower"),)
        assert [contact.kind for contact in page.contacts] == ["email", "mobile"]
        assert page.party.parent == company
        assert not page.has_client_zone
        assert [child.name for child in party_page(machine, company.number).children] == ["Anna Łukasik"]

    def test_strangers_find_nothing(self, machine: Actor) -> None:
        number = anna(machine).number
        with pytest.raises(NotFound):
            party_named(krakowska("wislana"), number)
        open_client_zone(by=machine, number=number, login=PESEL, password=PASSWORD)
        customer = customer_actor(User.objects.get(audience=Audience.CUSTOMER), channel="portal")
        with pytest.raises(NotFound):
            party_named(customer, jan(machine).number)


class TestOpenClientZone:
    def test_it_works(self, machine: Actor) -> None:
        """CZ-37: the login of a customer is the national id; typed with spaces it works too."""
        party = anna(machine)
        olga = member(machine, "Olga", ("parties.open_client_zone",))
        open_client_zone(by=olga, number=party.number, login=PESEL, password=PASSWORD)
        found = authenticate(None, audience=Audience.CUSTOMER, login=f"{PESEL[:6]} {PESEL[6:]}", password=PASSWORD)
        assert isinstance(found, User)
        assert own_party(customer_actor(found, channel="portal")) == party
        assert party_page(machine, party.number).has_client_zone

    def test_one_account_a_person(self, machine: Actor) -> None:
        number = anna(machine).number
        open_client_zone(by=machine, number=number, login=PESEL, password=PASSWORD)
        with pytest.raises(LoginTaken):
            open_client_zone(by=machine, number=number, login="anna", password=PASSWORD)

    def test_without_the_right(self, machine: Actor) -> None:
        olga = member(machine, "Olga", ("parties.edit",))
        with pytest.raises(MissingRight):
            open_client_zone(by=olga, number=anna(machine).number, login=PESEL, password=PASSWORD)

    def test_not_to_a_company(self, machine: Actor) -> None:
        with pytest.raises(CompanyAtTheDoor):
            open_client_zone(by=machine, number=mleczarnia(machine).number, login="las", password=PASSWORD)

    def test_not_after_death(self, machine: Actor) -> None:
        number = anna(machine).number
        mark_deceased(by=machine, number=number, on=date(2026, 11, 19))
        with pytest.raises(AlreadyDeceased):
            open_client_zone(by=machine, number=number, login=PESEL, password=PASSWORD)
