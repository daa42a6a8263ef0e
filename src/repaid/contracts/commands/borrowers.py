"""Another debtor takes a contract over."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from loanmath import changes, events
from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.contracts.choices import PartyRole
from repaid.contracts.commands.ground import booking_day, locked
from repaid.contracts.commands.opening import name_subject, take_part
from repaid.contracts.commands.recording import free_key, record
from repaid.contracts.queries.contracts import borrowers_of
from repaid.contracts.rights import CHANGE_TERMS
from repaid.contracts.rules import Action
from repaid.kernel.refusal import Refusal
from repaid.parties.queries import party_named


class AlreadyBorrower(Refusal):
    code = "already_borrower"
    sentence = _("{name} is a borrower of contract {number} already. Choose somebody else.")


@dataclass(frozen=True, slots=True)
class BorrowerWasChanged:
    subject_id: int
    number: str
    key: str
    borrower: str


@command("contracts.change_borrower", right=CHANGE_TERMS)
def change_borrower(*, by: Actor, number: str, borrower: str, value_date: date, key: str = "") -> BorrowerWasChanged:
    """Another party takes the contract over from all its borrowers; no figure moves. The client zone follows."""
    contract = locked(by, number)
    on = booking_day(contract, value_date)
    party = party_named(by, borrower)
    leaving = borrowers_of(contract)
    if any(each.party_id == party.pk for each in leaving):
        raise AlreadyBorrower(name=party.name, number=number, field="borrower")
    change = changes.BorrowerChanged(party=borrower)
    event = events.TermsChanged(value_date=value_date, key=key or free_key(contract, change.kind), change=change)
    record(contract, event, Action.CHANGE_BORROWER, by=by, on=on)
    for each in leaving:
        each.until = value_date
        each.save(update_fields=["until"])
        contract.subject.people.filter(person=each.party.subject_id, role=PartyRole.BORROWER).delete()
    take_part(by, contract, [borrower], PartyRole.BORROWER)
    name_subject(contract)
    return BorrowerWasChanged(contract.subject_id, number, event.key, borrower)
