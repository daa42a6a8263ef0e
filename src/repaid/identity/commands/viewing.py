"""Looking at the client zone as a customer sees it: asked for with a reason, begun once, each page on record, ended."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.access.models import Subject
from repaid.access.scope import fetch
from repaid.identity.models import Viewing
from repaid.identity.queries.accounts import account_of_person
from repaid.identity.rights import VIEW_AS_CUSTOMER
from repaid.kernel.refusal import Refusal, WrongInput


class NoClientZone(Refusal):
    code = "no_client_zone"
    sentence = _("The customer has no access to the client zone, so there is nothing to look at.")


class ViewingOver(Refusal):
    code = "viewing_over"
    sentence = _("This look at the client zone is over. Begin it again on the page of the customer.")


@dataclass(frozen=True, slots=True)
class ViewingChanged:
    viewing_id: int
    subject_id: int


@command("identity.ask_to_view", right=VIEW_AS_CUSTOMER)
def ask_to_view(*, by: Actor, number: str, reason: str) -> ViewingChanged:
    """Ask to see the client zone as the customer with this party number does, and say why."""
    person = fetch(Subject.objects.filter(kind="party"), by, kind=_("party"), number=number, subject="")
    user = account_of_person(person.pk)
    if user is None:
        raise NoClientZone()
    if not reason.strip():
        raise WrongInput(reason=_("Say why you look."), field="reason")
    row = Viewing.objects.create(
        organisation_id=by.organisation_id, staff_id=by.account, customer=user, reason=reason.strip()[:200]
    )
    return ViewingChanged(row.pk, person.pk)


@command("identity.begin_to_view", right=VIEW_AS_CUSTOMER)
def begin_to_view(*, by: Actor, viewing: int) -> ViewingChanged:
    """Begin a look that was asked for; it begins once."""
    row = _own(by, viewing)
    if row.begun_at is not None:
        raise ViewingOver()
    row.begun_at = timezone.now()
    row.save(update_fields=["begun_at"])
    return _fact(row)


@command("identity.look_at_page", right=VIEW_AS_CUSTOMER)
def look_at_page(*, by: Actor, viewing: int, page: str) -> ViewingChanged:  # noqa: ARG001 (for the audit record)
    """Look at a page of the client zone as the customer."""
    row = _own(by, viewing)
    if row.begun_at is None or row.ended_at is not None:
        raise ViewingOver()
    return _fact(row)


@command("identity.end_viewing", right=VIEW_AS_CUSTOMER)
def end_viewing(*, by: Actor, viewing: int) -> ViewingChanged:
    """Stop looking."""
    row = _own(by, viewing)
    if row.ended_at is None:
        row.ended_at = timezone.now()
        row.save(update_fields=["ended_at"])
    return _fact(row)


def _own(by: Actor, viewing: int) -> Viewing:
    row = Viewing.objects.select_related("customer").filter(pk=viewing, staff=by.account).first()
    if row is None:
        raise ViewingOver()
    return row


def _fact(row: Viewing) -> ViewingChanged:
    assert row.customer.person_id is not None, "a customer is a person"
    return ViewingChanged(row.pk, row.customer.person_id)
