"""An application is written down, and changed while it may be."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.access.business_day import today
from repaid.access.command import command
from repaid.access.models import Branch, Subject
from repaid.access.queries import branches
from repaid.access.subjects import build_subject, connect, next_number, reindex
from repaid.contracts.choices import PartyRole
from repaid.kernel.refusal import Refusal, WrongInput, refuse_if
from repaid.origination.choices import KIND
from repaid.origination.commands.ground import ApplicationMoved, locked, moved, said_now
from repaid.origination.commands.steps import enter_application
from repaid.origination.models import Application
from repaid.origination.queries import chosen_procedures
from repaid.origination.rights import ENTER
from repaid.origination.rules import change_findings, is_firm
from repaid.parties.choices import ContactKind
from repaid.parties.queries import party_named
from repaid.parties.rules import normal_contact
from repaid.products.queries import product_named
from repaid.workflow.commands.steps import begin


class NumberTaken(Refusal):
    code = "application_number_taken"
    sentence = _(
        "There is an application with the number {number} already. Leave the number empty to get the next one."
    )


class DecidedAlready(Refusal):
    code = "application_decided_already"
    sentence = _("There was a decision on application {number}: amount, term and people stay as they were decided on.")


class WrongCurrency(Refusal):
    code = "application_wrong_currency"
    sentence = _("This product is in {currency}.")
    status = 422


@dataclass(frozen=True, slots=True)
class ApplicationDrafted:
    subject_id: int
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is asked for. A draft may lack amount and count; `rate` None is the product's; people by their numbers."""

    borrower: str
    guarantors: tuple[str, ...] = ()
    amount: Money | None = None
    count: int | None = None
    rate: Decimal | None = None
    first_due: date | None = None
    telephone: str = ""


@command("origination.draft_application", right=ENTER, personal=("wish",))
def draft_application(*, by: Actor, product: str, wish: Wish, branch: str = "", number: str = "") -> ApplicationDrafted:
    """Keep an application as a draft, with the procedures that its product has now. Without a number it gets one."""
    offered = product_named(by, product)
    chosen = chosen_procedures(by, product)
    subject = _subject(by, _branch(by, branch), number)
    work = begin(by, subject, chosen.procedures, chosen.four_eyes)
    row = Application(
        subject=subject, organisation_id=by.organisation_id, branch_id=subject.branch_id, work=work, product=offered,
        currency=offered.currency, entered_on=today(by.organisation_id),
    )  # fmt: skip
    said_now(by, row, ["product", *(["branch"] if row.branch_id else []), *_written(by, row, wish)])
    row.save()
    _people(by, row, wish)
    return ApplicationDrafted(subject.pk, subject.number)


@command("origination.change_application", right=ENTER, personal=("wish",))
def change_application(*, by: Actor, number: str, wish: Wish) -> ApplicationMoved:
    """Change what an application says, as a draft or in correction; what was decided on stays."""
    row = locked(by, number)
    refuse_if(change_findings(row))
    if is_firm(row) and _touches_firm(row, wish):
        raise DecidedAlready(number=number)
    said_now(by, row, _written(by, row, wish))
    row.save()
    _people(by, row, wish)
    return moved(row)


def enter_new(
    by: Actor, product: str, wish: Wish, *, branch: str = "", number: str = "", is_draft: bool = False
) -> ApplicationDrafted:
    """Write an application down and, unless it stays a draft, enter it: both or nothing."""
    with transaction.atomic():
        drafted = draft_application(by=by, product=product, wish=wish, branch=branch, number=number)
        if not is_draft:
            enter_application(by=by, number=drafted.number)
    return drafted


def _written(by: Actor, row: Application, wish: Wish) -> list[str]:
    """Take over what is asked for; returns the fields that differ from before."""
    if wish.amount is not None and wish.amount.currency != row.currency:
        raise WrongCurrency(currency=row.currency, field="amount")
    borrower = party_named(by, wish.borrower)
    told: dict[str, Any] = {
        "borrower": borrower, "amount": wish.amount.minor if wish.amount else None, "count": wish.count,
        "rate": wish.rate, "first_due": wish.first_due, "telephone": normal_telephone(wish.telephone, borrower.country),
    }  # fmt: skip
    before = {name: getattr(row, name) for name in told} if row.pk else {}
    for name, value in told.items():
        setattr(row, name, value)
    changed = [name for name, value in told.items() if (value or None) != (before.get(name) or None)]
    return [*changed, "guarantors"] if set(wish.guarantors) != _guarantors(row) else changed


def normal_telephone(text: str, country: str) -> str:
    """A telephone as applications keep it; "" for none. Raises WrongInput at its box."""
    if not text.strip():
        return ""
    try:
        return normal_contact(ContactKind.MOBILE, text, country)
    except WrongInput as wrong:
        raise WrongInput(reason=wrong.facts["reason"], field="telephone") from wrong


def _people(by: Actor, row: Application, wish: Wish) -> None:
    """Connect borrower and guarantors, and let the application be found by the borrower's name."""
    guarantors = [party_named(by, number) for number in wish.guarantors]
    row.guarantors.set(guarantors)
    row.subject.people.all().delete()
    connect(row.subject, row.borrower.subject, PartyRole.BORROWER.value)
    for each in guarantors:
        connect(row.subject, each.subject, PartyRole.GUARANTOR.value)
    reindex(row.subject, row.borrower.name)


def _touches_firm(row: Application, wish: Wish) -> bool:
    amount = wish.amount.minor if wish.amount else None
    told = (amount, wish.count, wish.rate, wish.first_due, wish.borrower, set(wish.guarantors))
    return told != (row.amount, row.count, row.rate, row.first_due, row.borrower.number, _guarantors(row))


def _guarantors(row: Application) -> set[str]:
    """The numbers of the guarantors so far."""
    return {each.subject.number for each in row.guarantors.select_related("subject")} if row.pk else set()


def _branch(by: Actor, code: str) -> Branch | None:
    if not code:
        return branches(by).filter(pk=by.branch_id).first() if by.branch_id else None
    found = branches(by).filter(code=code).first()
    if found is None:
        raise WrongInput(reason=_("There is no such branch."), field="branch")
    return found


def _subject(by: Actor, branch: Branch | None, number: str) -> Subject:
    taken = Subject.objects.filter(organisation=by.organisation_id, kind=KIND)
    if number and taken.filter(number=number).exists():
        raise NumberTaken(number=number, field="number")
    while not number or taken.filter(number=number).exists():
        number = next_number(by.organisation_id, KIND)
    branch_id = branch.pk if branch else None
    subject = build_subject(
        organisation_id=by.organisation_id, branch_id=branch_id, kind=KIND, number=number, title=""
    )  # fmt: skip
    subject.save()
    return subject


def wish_of(row: Application) -> Wish:
    """What an application says now, as it would be asked for again."""
    return Wish(
        borrower=row.borrower.number,
        guarantors=tuple(each.subject.number for each in row.guarantors.select_related("subject").order_by("pk")),
        amount=Money(row.amount, row.currency) if row.amount is not None else None,
        count=row.count, rate=row.rate, first_due=row.first_due, telephone=row.telephone,
    )  # fmt: skip
