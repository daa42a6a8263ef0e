"""Ways to reach a party, and its bank accounts."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from repaid.access import business_day
from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.kernel.refusal import NotFound, Refusal, WrongInput
from repaid.parties.choices import ContactKind
from repaid.parties.commands.change import locked, renew_search
from repaid.parties.models import BankAccount, Contact, Party
from repaid.parties.rights import EDIT_PARTIES
from repaid.parties.rules import normal_account, normal_contact


class ContactExists(Refusal):
    code = "contact_exists"
    sentence = _("The party has this contact already.")


class AccountNamed(Refusal):
    code = "account_named"
    sentence = _("The party has this bank account already.")


@dataclass(frozen=True, slots=True)
class ContactChanged:
    contact_id: int
    subject_id: int


@dataclass(frozen=True, slots=True)
class BankAccountAdded:
    account_id: int
    subject_id: int


@command("parties.add_contact", right=EDIT_PARTIES, personal=("value",))
def add_contact(*, by: Actor, number: str, kind: ContactKind, value: str, preferred: bool = False) -> ContactChanged:
    """Add a way to reach a party; the first one of a kind is preferred."""
    if kind not in ContactKind.values:
        raise WrongInput(reason=_("Choose one of the kinds of contact."), field="kind")
    party = locked(by, number)
    code = normal_contact(ContactKind(kind), value, party.country)
    same_kind = party.contacts.filter(kind=kind)
    if same_kind.filter(value=code).exists():
        raise ContactExists(field="value")
    first = not same_kind.exists()
    if preferred:
        same_kind.update(preferred=False)
    contact = Contact.objects.create(party=party, kind=kind, value=code, preferred=preferred or first)
    renew_search(party)
    return ContactChanged(contact.pk, party.subject_id)


@command("parties.remove_contact", right=EDIT_PARTIES)
def remove_contact(*, by: Actor, number: str, contact: int) -> ContactChanged:
    """Take a contact away; the next one of its kind becomes the preferred one."""
    party = locked(by, number)
    row = _contact(party, contact)
    row.delete()
    heir = party.contacts.filter(kind=row.kind).order_by("id").first()
    if row.preferred and heir is not None:
        heir.preferred = True
        heir.save(update_fields=["preferred"])
    renew_search(party)
    return ContactChanged(contact, party.subject_id)


@command("parties.verify_contact", right=EDIT_PARTIES)
def verify_contact(*, by: Actor, number: str, contact: int, on: date) -> ContactChanged:
    """Record that a contact was tried and is the party's."""
    party = locked(by, number)
    if on > business_day.today(by.organisation_id):
        raise WrongInput(reason=_("The day lies in the future."), field="on")
    row = _contact(party, contact)
    row.verified_on = on
    row.save(update_fields=["verified_on"])
    return ContactChanged(row.pk, party.subject_id)


@command("parties.add_bank_account", right=EDIT_PARTIES, personal=("account",))
def add_bank_account(*, by: Actor, number: str, account: str, preferred: bool = False) -> BankAccountAdded:
    """Add a bank account of the party's own (IBAN, NRB or Sheba); the first one is preferred."""
    party = locked(by, number)
    iban = normal_account(account, party.country)
    if party.bank_accounts.filter(iban=iban).exists():
        raise AccountNamed(field="account")
    first = not party.bank_accounts.exists()
    if preferred:
        party.bank_accounts.update(preferred=False)
    row = BankAccount.objects.create(party=party, iban=iban, preferred=preferred or first)
    return BankAccountAdded(row.pk, party.subject_id)


def _contact(party: Party, contact: int) -> Contact:
    row = party.contacts.filter(pk=contact).first()
    if row is None:
        raise NotFound(kind=_("contact"), number=contact)
    return row
