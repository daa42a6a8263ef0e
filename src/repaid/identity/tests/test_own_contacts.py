"""A customer corrects the own contact data."""

import pytest

from repaid.access.actors import Actor
from repaid.access.models import AuditRecord
from repaid.identity.commands.contact import correct_own_contacts
from repaid.identity.tests.people import PASSWORD, actor, customer, lender, sent
from repaid.kernel.refusal import WrongInput
from repaid.messages.choices import Channel
from repaid.messages.models import Message
from repaid.parties.choices import ContactKind
from repaid.parties.models import ContactEvent
from repaid.parties.queries import own_contacts


@pytest.fixture
def by(db: None) -> Actor:
    return lender()


def test_it_works_and_the_contact_before_is_told(by: Actor) -> None:
    """The new number is used from now on, the old one stays in the history and gets the message."""
    piotr = actor(customer(by))
    done = correct_own_contacts(
        by=piotr,
        password=PASSWORD,
        mobile="600 000 099",
        email="Piotr@Example.com",
        address="ul. Nowa 1\n30-001 Kraków",
    )
    assert done.changed == ("mobile", "email", "address")
    assert own_contacts(piotr) == {
        ContactKind.MOBILE: "+48600000099", ContactKind.EMAIL: "piotr@example.com",
        ContactKind.ADDRESS: "ul. Nowa 1\n30-001 Kraków",
    }  # fmt: skip
    assert ContactEvent.objects.filter(value="+48600000001", pgh_label="delete").exists()
    assert str(Message.objects.get().address) == "+48600000001"
    assert "strefie klienta" in sent(by, Channel.SMS)
    kept = AuditRecord.objects.get(command="identity.correct_own_contacts")
    assert "600" not in str(kept.arguments)


def test_what_is_the_same_or_empty_stays(by: Actor) -> None:
    piotr = actor(customer(by))
    assert correct_own_contacts(by=piotr, password=PASSWORD, mobile="600000001").changed == ()
    assert own_contacts(piotr) == {ContactKind.MOBILE: "+48600000001"}
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"password": "nie to haslo", "mobile": "600000099"}, "password"),
        ({"password": PASSWORD, "mobile": "12"}, "mobile"),
        ({"password": PASSWORD, "mobile": "600000099", "email": "piotr@"}, "email"),
    ],
)
def test_what_is_wrong_is_refused_and_nothing_changes(by: Actor, given: dict[str, str], field: str) -> None:
    piotr = actor(customer(by))
    with pytest.raises(WrongInput) as refused:
        correct_own_contacts(by=piotr, **given)
    assert refused.value.field == field
    assert own_contacts(piotr) == {ContactKind.MOBILE: "+48600000001"}
    assert not Message.objects.exists()
