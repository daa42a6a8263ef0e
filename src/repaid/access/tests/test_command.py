"""The frame of every command: right, transaction, audit record."""

from dataclasses import dataclass
from datetime import date

import pytest

from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.access.command import NeedsSecondPerson, command
from repaid.access.models import AuditRecord, Branch
from repaid.access.rights import declare
from repaid.access.tests.people import krakowska, member
from repaid.kernel.refusal import MissingRight, WrongInput

SING = declare("tests.sing", "Sing")
PAY_OUT = declare("tests.pay_out", "Pay out", four_eyes=True)


@dataclass(frozen=True, slots=True)
class Sung:
    song: str
    fee: Money
    subject_id: int | None = None


@command("tests.sing_song", right=SING, personal=("listener",))
def sing_song(*, by: Actor, song: str, listener: str, on: date) -> Sung:
    """Sing, and add a branch on the way."""
    Branch.objects.create(organisation_id=by.organisation_id, code=song[:3], name=song)
    if song == "wrong":
        raise WrongInput(reason="Not that one.")
    return Sung(song, Money(500, "PLN"))


@command("tests.pay_out_cash", right=PAY_OUT)
def pay_out_cash(*, by: Actor, amount: Money) -> Sung:
    """Needs two people."""
    return Sung("paid", amount)


@pytest.mark.django_db
def test_it_works_and_leaves_one_audit_record() -> None:
    by = member(krakowska(), "Ewa Przykładowa", ("tests.sing",))
    sing_song(by=by, song="Hej sokoły", listener="Piotr Wzorcowy", on=date(2026, 11, 20))
    record = AuditRecord.objects.get(command="tests.sing_song")
    assert (record.user_id, record.channel) == (by.user_id, "backoffice")
    assert record.arguments == {"song": "Hej sokoły", "listener": "•", "on": {"$date": "2026-11-20"}}
    assert record.outcome == {"song": "Hej sokoły", "fee": {"$money": [500, "PLN"]}, "subject_id": None}


@pytest.mark.django_db
def test_without_the_right_nothing_happens() -> None:
    by = member(krakowska(), "Adam Nowy", ())
    with pytest.raises(MissingRight, match="Sing"):
        sing_song(by=by, song="Hej sokoły", listener="Piotr Wzorcowy", on=date(2026, 11, 20))
    assert not Branch.objects.filter(name="Hej sokoły").exists()
    tried = AuditRecord.objects.get(command="tests.sing_song")
    assert (tried.refusal, tried.outcome, tried.arguments["listener"]) == ("missing_right", {"right": "Sing"}, "•")


@pytest.mark.django_db
def test_a_refusal_takes_back_what_was_written() -> None:
    by = member(krakowska(), "Ewa Przykładowa", ("tests.sing",))
    with pytest.raises(WrongInput):
        sing_song(by=by, song="wrong", listener="Piotr Wzorcowy", on=date(2026, 11, 20))
    assert not Branch.objects.filter(name="wrong").exists()
    assert not AuditRecord.objects.filter(command="tests.sing_song").exists()


@pytest.mark.django_db
def test_a_right_with_four_eyes_lets_nobody_through_alone() -> None:
    machine = krakowska()
    ewa = member(machine, "Ewa Przykładowa", ("tests.pay_out",))
    adam = member(machine, "Adam Nowy", ("tests.pay_out",))
    with pytest.raises(NeedsSecondPerson):
        pay_out_cash(by=ewa, amount=Money(100, "PLN"))
    pay_out_cash(by=ewa.approved(adam), amount=Money(100, "PLN"))
    assert AuditRecord.objects.get(command="tests.pay_out_cash").approved_by_id == adam.user_id
