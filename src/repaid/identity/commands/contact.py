"""The own contact data of a member of staff."""

from dataclasses import dataclass

from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.access.models import Employment, User
from repaid.access.rights import OWN_ACCOUNT
from repaid.access.staffing import checked_email, search_text
from repaid.kernel.refusal import NotFound


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
