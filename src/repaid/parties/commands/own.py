"""What a customer corrects of the own file; called by the command that made sure who it is, in its transaction."""

from collections.abc import Mapping

from repaid.access.actors import Actor
from repaid.kernel.refusal import WrongInput
from repaid.parties.choices import ContactKind
from repaid.parties.commands.change import renew_search
from repaid.parties.models import Contact, Party
from repaid.parties.queries import own_party
from repaid.parties.rules import normal_contact


def replace_own_contacts(by: Actor, values: Mapping[ContactKind, str]) -> list[ContactKind]:
    """Put new values in place of the contacts to use; which kinds changed. An empty value leaves a kind as it is.

    What is wrong names its kind as the field. The contact before stays in the history of the file.
    """
    party = Party.objects.select_for_update(of=("self",)).get(pk=own_party(by).pk)
    changed = [kind for kind, value in values.items() if value.strip() and _replace(party, kind, value)]
    if changed:
        renew_search(party)
    return changed


def _replace(party: Party, kind: ContactKind, value: str) -> bool:
    try:
        code = normal_contact(kind, value, party.country)
    except WrongInput as wrong:
        raise WrongInput(reason=wrong.facts["reason"], field=kind.value) from wrong
    before = party.contacts.filter(kind=kind).order_by("-preferred", "id").first()
    if before is not None and before.value == code:
        return False
    if before is not None:
        before.delete()
    party.contacts.filter(kind=kind, preferred=True).update(preferred=False)
    Contact.objects.update_or_create(party=party, kind=kind, value=code, defaults={"preferred": True})
    return True
