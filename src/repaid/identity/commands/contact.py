"""The own contact data: of a member of staff, and of a customer."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.access.models import Employment, User
from repaid.access.rights import OWN_ACCOUNT
from repaid.access.staffing import checked_email, search_text
from repaid.identity.queries.accounts import own_account
from repaid.identity.reaching import person_of, tell_of_contact_data
from repaid.kernel.refusal import NotFound, WrongInput
from repaid.parties.choices import ContactKind
from repaid.parties.commands.own import replace_own_contacts


@dataclass(frozen=True, slots=True)
class ContactDataCorrected:
    user_id: int


@command("identity.correct_contact_data", right=OWN_ACCOUNT, personal=("phone", "mobile", "email", "address"))
def correct_contact_data(*, by: Actor, phone: str, mobile: str, email: str, address: str) -> ContactDataCorrected:
    """Correct one's own telephones, e-mail and address; name, groups and place are not one's own to change (CC-09)."""
    rows = Employment.objects.select_related("user").select_for_update(of=("self",))
    row = rows.filter(user=by.account).first()
    if row is None:
        raise NotFound(kind=User.__name__, number=by.account)
    row.user.email = checked_email(email)
    row.user.save(update_fields=["email"])
    row.phone, row.mobile, row.address = phone.strip(), mobile.strip(), address.strip()
    row.search_text = search_text(row.user, row)
    row.save(update_fields=["phone", "mobile", "address", "search_text"])
    return ContactDataCorrected(by.account)


@dataclass(frozen=True, slots=True)
class OwnContactsCorrected:
    """`changed`: which kinds of contact have another value now."""

    user_id: int
    subject_id: int | None
    changed: tuple[str, ...]


@command("identity.correct_own_contacts", right=OWN_ACCOUNT, personal=("password", "mobile", "email", "address"))
def correct_own_contacts(
    *, by: Actor, password: str, mobile: str = "", email: str = "", address: str = ""
) -> OwnContactsCorrected:
    """Correct a customer's own mobile phone, e-mail and postal data, confirmed with the password; what is empty stays.

    The contact before is told of it, so that nobody is robbed of an account in silence.
    """
    user = own_account(by)
    if not user.check_password(password):
        raise WrongInput(reason=_("The current password is not right. Nothing was changed."), field="password")
    before = person_of(user)
    given = {ContactKind.MOBILE: mobile, ContactKind.EMAIL: email, ContactKind.ADDRESS: address}
    changed = replace_own_contacts(by, given)
    if changed:
        tell_of_contact_data(user, before)
    return OwnContactsCorrected(user.pk, user.person_id, tuple(kind.value for kind in changed))
