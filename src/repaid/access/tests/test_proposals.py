"""Four eyes: propose, approve, decline."""

import pytest

from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.access.commands.proposals import (
    AlreadyDecided,
    OwnProposal,
    approve_proposal,
    decline_proposal,
    propose,
)
from repaid.access.models import AuditRecord, Proposal
from repaid.access.tests import test_command
from repaid.access.tests.people import krakowska, member
from repaid.kernel.refusal import MissingRight, NotFound

RIGHTS = (test_command.PAY_OUT.code, "access.approve")


@pytest.fixture
def two(db: None) -> tuple[Actor, Actor]:
    machine = krakowska()
    return member(machine, "Ewa Przykładowa", RIGHTS), member(machine, "Adam Nowy", RIGHTS)


def proposed(by: Actor) -> int:
    return propose(by=by, name="tests.pay_out_cash", arguments={"amount": Money(100, "PLN")}).proposal_id


def test_it_works(two: tuple[Actor, Actor]) -> None:
    ewa, adam = two
    approve_proposal(by=adam, proposal=proposed(ewa))
    done = AuditRecord.objects.get(command="tests.pay_out_cash")
    assert (done.user_id, done.approved_by_id) == (ewa.user_id, adam.user_id)
    assert done.arguments == {"amount": {"$money": [100, "PLN"]}}


def test_declined_is_not_carried_out(two: tuple[Actor, Actor]) -> None:
    ewa, adam = two
    decline_proposal(by=adam, proposal=proposed(ewa))
    assert not AuditRecord.objects.filter(command="tests.pay_out_cash").exists()
    assert Proposal.objects.get().state == Proposal.State.DECLINED


def test_nobody_approves_the_own_proposal(two: tuple[Actor, Actor]) -> None:
    ewa, _ = two
    with pytest.raises(OwnProposal):
        approve_proposal(by=ewa, proposal=proposed(ewa))


def test_a_proposal_is_decided_on_once(two: tuple[Actor, Actor]) -> None:
    ewa, adam = two
    number = proposed(ewa)
    approve_proposal(by=adam, proposal=number)
    with pytest.raises(AlreadyDecided):
        approve_proposal(by=adam, proposal=number)


def test_the_second_person_needs_the_right_too(two: tuple[Actor, Actor]) -> None:
    ewa, _ = two
    stranger = member(krakowska("inna"), "Jan Obcy", RIGHTS)
    with pytest.raises(NotFound):
        approve_proposal(by=stranger, proposal=proposed(ewa))


def test_proposing_needs_the_right_of_the_command(db: None) -> None:
    with pytest.raises(MissingRight):
        proposed(member(krakowska(), "Adam Nowy", ()))
