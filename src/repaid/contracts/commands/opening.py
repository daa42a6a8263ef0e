"""A contract begins, or never comes to life.

A contract is *opened* when it is signed: it has a number, terms and a repayment account, and waits "to be launched".
It is *launched* by the first disbursement, and *cancelled* when the application ends before that.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from loanmath.codec import terms_to_data
from loanmath.terms import LoanTerms
from repaid.access.actors import Actor
from repaid.access.business_day import today
from repaid.access.command import command
from repaid.access.models import Branch, Organisation, Subject
from repaid.access.queries import branches
from repaid.access.subjects import build_subject, connect, next_number, reindex
from repaid.contracts.choices import KIND, PartyRole, State
from repaid.contracts.commands.ground import locked, reason_given
from repaid.contracts.commands.repayment_account import checked_account, next_account
from repaid.contracts.commands.states import enter_state
from repaid.contracts.models import Balance, Contract, ContractParty
from repaid.contracts.queries.contracts import borrowers_of
from repaid.contracts.queries.stored import empty_balance, terms_of
from repaid.contracts.rights import OPEN
from repaid.contracts.rules import Action
from repaid.kernel.refusal import Refusal, WrongInput, refuse_if
from repaid.parties.queries import party_named
from repaid.products.queries import TermsRequest, findings_of, offered_version, terms_for
from repaid.products.rules import FeeTaken, ProductFee, fees_of

TITLE_LENGTH: Final = 200


class NumberTaken(Refusal):
    code = "number_taken"
    sentence = _("There is a contract with the number {number} already. Leave the number empty to get the next one.")


class AccountTaken(Refusal):
    code = "account_taken"
    sentence = _("The account {account} belongs to another contract already. Leave it empty to get a new one.")


class BorrowerMissing(Refusal):
    code = "borrower_missing"
    sentence = _("A contract needs a borrower. Choose one.")
    status = 422


@dataclass(frozen=True, slots=True)
class ContractOpened:
    subject_id: int
    number: str
    account: str


@dataclass(frozen=True, slots=True)
class ContractCancelled:
    subject_id: int
    number: str


@command("contracts.open_contract", right=OPEN)
def open_contract(
    *, by: Actor, product: str, request: TermsRequest, borrowers: Sequence[str], guarantors: Sequence[str] = (),
    branch: str = "", account: str = "", number: str = "", terms: LoanTerms | None = None,
) -> ContractOpened:  # fmt: skip
    """Open a contract of a product: request fitting the version in force, parties by their numbers.

    `terms` replaces what the version makes of the request (a claim with its typed due dates); limits hold all the
    same. Without `account` and `number` new ones are made.
    """
    version = offered_version(by, product, request.start)
    refuse_if(findings_of(version, request))
    if not borrowers:
        raise BorrowerMissing(field="borrowers")
    agreed = terms or terms_for(version, request)
    draft = Contract(
        organisation_id=by.organisation_id, branch=branch_named(by, branch), version=version, kind=version.product.kind,
        currency=agreed.currency, terms=terms_to_data(agreed), amount=agreed.amount,
        charges=charges_of(fees_of(version), request), opened_on=today(by.organisation_id),
    )  # fmt: skip
    contract = _saved(by, draft, number, account)
    take_part(by, contract, borrowers, PartyRole.BORROWER)
    take_part(by, contract, guarantors, PartyRole.GUARANTOR)
    name_subject(contract)
    return ContractOpened(contract.subject_id, contract.number, contract.account)


@command("contracts.cancel_contract", right=OPEN)
def cancel_contract(*, by: Actor, number: str, reason: str) -> ContractCancelled:
    """Cancel a contract that was never paid out; the reason stands in the audit record."""
    contract = locked(by, number, Action.CANCEL)
    reason_given(reason)
    enter_state(contract, State.CANCELLED, since=today(contract.organisation_id), by=by)
    contract.save(update_fields=["state"])
    return ContractCancelled(contract.subject_id, number)


def charges_of(fees: Iterable[ProductFee], request: TermsRequest) -> list[dict[str, Any]]:
    """Those of a version's fees that a request brings due with the first disbursement, as a contract keeps them."""
    return [
        {
            "code": fee.code,
            "amount": fee.portion.of(request.amount.minor),
            "kept_back": fee.taken is FeeTaken.DEDUCTED,
        }
        for fee in fees
        if fee.taken in (FeeTaken.UPFRONT, FeeTaken.DEDUCTED) and (request.fees is None or fee.code in request.fees)
    ]


def _saved(by: Actor, draft: Contract, given_number: str, given_account: str) -> Contract:
    """Save a contract that lacks its subject and its account yet."""
    draft.subject = _subject(by, draft.branch, given_number)
    draft.account = _account(by, draft.subject, given_account)
    draft.save()
    enter_state(draft, State.TO_BE_LAUNCHED, since=draft.opened_on, by=by)
    Balance.objects.create(contract=draft, **empty_balance(terms_of(draft)))
    return draft


def _subject(by: Actor, branch: Branch | None, number: str) -> Subject:
    taken = Subject.objects.filter(organisation=by.organisation_id, kind=KIND)
    if number and taken.filter(number=number).exists():
        raise NumberTaken(number=number, field="number")
    while not number or taken.filter(number=number).exists():
        number = next_number(by.organisation_id, KIND)
    subject = build_subject(
        organisation_id=by.organisation_id, branch_id=branch.pk if branch else None, kind=KIND, number=number, title=""
    )
    subject.save()
    return subject


def _account(by: Actor, subject: Subject, given: str) -> str:
    organisation = Organisation.objects.get(pk=by.organisation_id)
    if not given:
        return next_account(country=organisation.country, bank_code=organisation.bank_code, subject_id=subject.pk)
    account = checked_account(given, country=organisation.country)
    if Contract.objects.filter(account=account).exists():
        raise AccountTaken(account=given, field="account")
    return account


def branch_named(by: Actor, code: str) -> Branch | None:
    """The branch with this code; None for no code."""
    found = branches(by).filter(code=code).first() if code else None
    if code and found is None:
        raise WrongInput(reason=_("There is no such branch."), field="branch")
    return found


def name_subject(contract: Contract) -> None:
    """Let the contract be found and listed by its present borrowers' names, its number and its account."""
    names = " · ".join(each.party.name for each in borrowers_of(contract))
    reindex(contract.subject, names[:TITLE_LENGTH], [contract.account])


def take_part(by: Actor, contract: Contract, numbers: Sequence[str], role: PartyRole) -> None:
    """Let parties take part in a contract; a borrower sees it in the client zone from now on."""
    for number in numbers:
        party = party_named(by, number)
        ContractParty.objects.create(contract=contract, party=party, role=role)
        connect(contract.subject, party.subject, role.value)
