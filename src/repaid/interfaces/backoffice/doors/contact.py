"""The own contact data of a member of staff (CC-09)."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from repaid.identity.commands.contact import correct_contact_data
from repaid.identity.queries.accounts import employment_of
from repaid.interfaces.backoffice.doors.forms import ContactForm
from repaid.interfaces.backoffice.pages import FormPage, form_page
from repaid.interfaces.shared.doors import ActorRequest, staff_page


@staff_page()
def contact(request: ActorRequest) -> HttpResponse:
    """Correct the own telephones, e-mail and address; the rest is an administrator's."""
    row = employment_of(request.actor)
    now = {name: getattr(row, name, "") for name in ("phone", "mobile", "address")}
    form = ContactForm(request.POST or None, initial={**now, "email": row.user.email if row else ""})
    back, title = reverse("backoffice:account"), _("Contact data")
    trail = [(pgettext("own account", "Settings"), back), (title, "")]
    page = FormPage(title, trail, _("Save"), back, _("Saved."))
    return form_page(request, form, page, lambda: correct_contact_data(by=request.actor, **form.values()))
