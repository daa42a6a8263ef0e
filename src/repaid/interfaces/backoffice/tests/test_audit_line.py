"""A line of the audit trail with what changed, each command in a transaction of its own."""

from datetime import date

import pytest
from django.urls import reverse

import repaid.urls  # noqa: F401 (loading the map declares every right)
from repaid.access.history import HIDDEN, changes_of
from repaid.access.models import AuditRecord
from repaid.access.rights import all_rights
from repaid.access.tests.people import krakowska, member
from repaid.interfaces.backoffice.tests.conftest import SignIn
from repaid.interfaces.ui.testing import page_text
from repaid.parties.choices import IdentifierKind
from repaid.parties.commands.change import change_party
from repaid.parties.commands.identifiers import add_identifier
from repaid.parties.commands.register import register_person


@pytest.mark.django_db(transaction=True)
def test_a_line_shows_what_changed_before_and_after(sign_in: SignIn) -> None:
    """Each command in a transaction of its own, as in life: the rows of that moment and the ones before."""
    by = krakowska()
    ewa = member(by, "Ewa Przykładowa", tuple(all_rights()))
    number = register_person(by=ewa, given_names="Anna", family_name="Nowak", born_on=date(1985, 1, 1)).number
    add_identifier(by=ewa, number=number, kind=IdentifierKind.PESEL, value="85010112345")
    change_party(by=ewa, number=number, given_names="Anna", family_name="Kowalska", born_on=date(1985, 1, 2))
    changed = AuditRecord.objects.get(command="parties.change_party")
    found = {change.field: (change.before, change.after) for change in changes_of(changed)}
    assert found["family_name"] == ("Nowak", "Kowalska")
    assert found["born_on"] == (date(1985, 1, 1), date(1985, 1, 2))
    assert "given_names" not in found
    hidden = {
        change.field: change.after for change in changes_of(AuditRecord.objects.get(command="parties.add_identifier"))
    }
    assert hidden["value"] == HIDDEN
    page = page_text(sign_in(ewa).get(reverse("backoffice:audit_line", args=[changed.pk])))
    assert "Last name Nowak Kowalska" in page
    assert "Date of birth 1 Jan 1985 2 Jan 1985" in page
