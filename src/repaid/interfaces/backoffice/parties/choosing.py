"""Choosing a party in a box: by number, by a whole identifier, or by a name that only one has."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from repaid.access.actors import Actor
from repaid.interfaces.ui.formats import in_order
from repaid.kernel.text import latin_digits
from repaid.parties.queries import find_parties, parties

NAMED_AT_MOST = 3


def number_of(by: Actor, text: str) -> str:
    """The number of the party that was meant; ValidationError with a way out when it is none or several."""
    plain = latin_digits(text)
    exact = parties(by).filter(subject__number=plain).first()
    if exact is not None:
        return str(exact.number)
    found = list(find_parties(by, plain)[: NAMED_AT_MOST + 1])
    if len(found) == 1:
        return str(found[0].number)
    if not found:
        nobody = _("There is no customer “{text}”. Register the customer first.")
        raise ValidationError(nobody.format(text=in_order(text)))
    named = ", ".join(f"{party.name} ({party.number})" for party in found[:NAMED_AT_MOST])
    raise ValidationError(_("Several customers fit: {names}. Enter the number.").format(names=named))
