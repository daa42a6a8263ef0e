"""Contacts and bank accounts."""

from datetime import date

import pytest

from repaid.access.actors import Actor
from repaid.access.tests.people import krakowska
from repaid.kernel.refusal import NotFound, WrongInput
from repaid.parties.choices import ContactKind
from repaid.parties.commands.contacts import (
    AccountNamed,
    ContactExists,
    add_bank_account,
    add_contact,
    remove_contact,
    verify_contact,
)
from repaid.parties.models import ContactEvent
from repaid.parties.queries import find_parties, preferred_account, preferred_contact
from repaid.parties.tests.people import anna, jan

NRB = "27 1140 2004 1977 7704 8956 7140"


@pytest.fixture
def machine(db: None) -> Actor:
    return krakowska()


class TestAddContact:
    def test_it_works(self, machine: Actor) -> None:
        party = jan(machine)
        add_contact(by=machine, number=party.number, kind=ContactKind.MOBILE, value="۶۰۱ ۲۰۲ ۳۰۳")
        add_contact(by=machine, number=party.number, kind=ContactKind.MOBILE, value="602 202 303")
        chosen = preferred_contact(party, ContactKind.MOBILE)
        assert chosen is not None and chosen.value == "+48601202303"
        assert list(find_parties(machine, "602 202")) == [party]

    def test_another_preferred_one(self, machine: Actor) -> None:
        party = anna(machine)
        add_contact(by=machine, number=party.number, kind=ContactKind.MOBILE, value="602202303", preferred=True)
        kept = party.contacts.filter(kind="mobile").values_list("value", "preferred")
        assert set(kept) == {("+48600100200", False), ("+48602202303", True)}

    def test_an_address_keeps_its_lines(self, machine: Actor) -> None:
        party = jan(machine)
        add_contact(by=machine, number=party.number, kind=ContactKind.ADDRESS, value="ul. Długa  5\n\n31-147 Kraków ")
        assert party.contacts.get().value == "ul. Długa 5\n31-147 Kraków"

    def test_once_only(self, machine: Actor) -> None:
        with pytest.raises(ContactExists):
            add_contact(by=machine, number=anna(machine).number, kind=ContactKind.MOBILE, value="+48 600 100 200")

    @pytest.mark.parametrize(
        ("kind", "value"),
        [(ContactKind.PHONE, "call me"), (ContactKind.EMAIL, "jan@"), (ContactKind.ADDRESS, ""), ("pigeon", "grey")],
    )
    def test_wrong_input(self, machine: Actor, kind: ContactKind, value: str) -> None:
        with pytest.raises(WrongInput):
            add_contact(by=machine, number=jan(machine).number, kind=kind, value=value)


class TestRemoveContact:
    def test_it_works(self, machine: Actor) -> None:
        party = anna(machine)
        add_contact(by=machine, number=party.number, kind=ContactKind.MOBILE, value="602202303")
        first = party.contacts.get(value="+48600100200")
        remove_contact(by=machine, number=party.number, contact=first.pk)
        chosen = preferred_contact(party, ContactKind.MOBILE)
        assert chosen is not None and (chosen.value, chosen.preferred) == ("+48602202303", True)
        assert not find_parties(machine, "600100200").exists()
        labels = ContactEvent.objects.filter(pgh_obj_id=first.pk).order_by("pgh_id").values_list("pgh_label", flat=True)
        assert list(labels) == ["insert", "delete"]

    def test_only_a_contact_of_the_party(self, machine: Actor) -> None:
        contact = anna(machine).contacts.first()
        assert contact is not None
        with pytest.raises(NotFound):
            remove_contact(by=machine, number=jan(machine).number, contact=contact.pk)


class TestVerifyContact:
    def test_it_works(self, machine: Actor) -> None:
        party = anna(machine)
        contact = party.contacts.get(kind="mobile")
        verify_contact(by=machine, number=party.number, contact=contact.pk, on=date(2026, 11, 20))
        contact.refresh_from_db()
        assert contact.verified_on == date(2026, 11, 20)

    def test_not_in_the_future(self, machine: Actor) -> None:
        party = anna(machine)
        contact = party.contacts.get(kind="mobile")
        with pytest.raises(WrongInput):
            verify_contact(by=machine, number=party.number, contact=contact.pk, on=date(2026, 11, 21))


class TestAddBankAccount:
    def test_it_works(self, machine: Actor) -> None:
        party = anna(machine)
        add_bank_account(by=machine, number=party.number, account=NRB)
        add_bank_account(by=machine, number=party.number, account="NL91 ABNA 0417 1643 00")
        assert list(party.bank_accounts.order_by("id").values_list("iban", "preferred")) == [
            ("PL27114020041977770489567140", True),
            ("NL91ABNA0417164300", False),
        ]

    def test_money_goes_to_the_one_that_is_preferred(self, machine: Actor) -> None:
        party = anna(machine)
        assert preferred_account(party) == ""
        add_bank_account(by=machine, number=party.number, account=NRB)
        add_bank_account(by=machine, number=party.number, account="NL91 ABNA 0417 1643 00", preferred=True)
        assert preferred_account(party) == "NL91ABNA0417164300"

    def test_once_only(self, machine: Actor) -> None:
        number = anna(machine).number
        add_bank_account(by=machine, number=number, account=NRB)
        with pytest.raises(AccountNamed):
            add_bank_account(by=machine, number=number, account=f"PL{NRB}")

    def test_wrong_check_digits(self, machine: Actor) -> None:
        with pytest.raises(WrongInput):
            add_bank_account(by=machine, number=anna(machine).number, account=NRB.replace("27 ", "28 "))
