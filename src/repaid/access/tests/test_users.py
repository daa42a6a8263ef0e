"""Accounts."""

import pytest
from django.contrib.auth import authenticate

from repaid.access.actors import Actor
from repaid.access.choices import Audience
from repaid.access.commands.users import LoginTaken, create_staff_user, save_preferences
from repaid.access.models import AuditRecord, User
from repaid.access.tests.people import PASSWORD, krakowska, member
from repaid.kernel.refusal import MissingRight, WrongInput


@pytest.fixture
def machine(db: None) -> Actor:
    return krakowska()


def create(by: Actor, **changes: object) -> None:
    fields = {"login": "zofia", "name": "Zofia Nowa", "password": PASSWORD, "groups": (), **changes}
    create_staff_user(by=by, **fields)  # type: ignore[arg-type]


def test_it_works(machine: Actor) -> None:
    create(machine)
    found = authenticate(None, audience=Audience.STAFF, login=" ZOFIA ", password=PASSWORD)
    assert found is not None
    assert found.name == "Zofia Nowa"


def test_the_audit_record_holds_no_name_and_no_password(machine: Actor) -> None:
    create(machine)
    kept = AuditRecord.objects.get(command="access.create_staff_user").arguments
    assert (kept["login"], kept["name"], kept["password"]) == ("•", "•", "•")


def test_an_account_of_staff_is_none_of_a_customer(machine: Actor) -> None:
    """CZ-36."""
    create(machine)
    assert authenticate(None, audience=Audience.CUSTOMER, login="zofia", password=PASSWORD) is None


@pytest.mark.parametrize(
    ("changes", "refusal", "field"),
    [
        ({"login": "  "}, WrongInput, "username"),
        ({"password": "short"}, WrongInput, "password"),
        ({"groups": ("nobody",)}, WrongInput, "groups"),
        ({"branch": "XX"}, WrongInput, "branch"),
    ],
)
def test_wrong_input_names_its_box_and_creates_nobody(
    machine: Actor, changes: dict[str, object], refusal: type[WrongInput], field: str
) -> None:
    with pytest.raises(refusal) as refused:
        create(machine, **changes)
    assert refused.value.field == field
    assert not User.objects.exists()


def test_a_login_belongs_to_one_account(machine: Actor) -> None:
    create(machine)
    with pytest.raises(LoginTaken):
        create(machine, login="Zofia")


def test_a_clerk_creates_nobody(machine: Actor) -> None:
    with pytest.raises(MissingRight):
        create(member(machine, "Adam Nowy", ()))


def test_everybody_chooses_language_and_theme(machine: Actor) -> None:
    adam = member(machine, "Adam Nowy", ())
    save_preferences(by=adam, language="fa", theme="dark")
    with pytest.raises(WrongInput):
        save_preferences(by=adam, language="xx", theme="dark")
    row = User.objects.get(pk=adam.user_id)
    assert (row.language, row.theme) == ("fa", "dark")
