"""The chart of another system, and what XML files say about the owner of the books."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.kernel.refusal import WrongInput
from repaid.ledger.journal.layout import layouts
from repaid.ledger.models import BookSettings, ExternalCode
from repaid.ledger.queries import closed_period_until, line_named
from repaid.ledger.rights import EDIT_CHART

EXTERNAL_MAX = 40
NAME_MAX = 120
TAX_NUMBER_MAX = 20


@dataclass(frozen=True, slots=True)
class ExternalMapped:
    line_id: int
    code: str
    external: str
    valid_from: date


@dataclass(frozen=True, slots=True)
class BookSettingsChanged:
    layout: str
    tax_number: str


@command("ledger.map_external", right=EDIT_CHART)
def map_external(*, by: Actor, code: str, external: str, valid_from: date, name: str = "") -> ExternalMapped:
    """Say what an account is called in the chart of another system from a day on; an empty code ends that.

    A day has one such row: saying it again corrects it. What holds on days of closed months stands.
    """
    line, external, name = line_named(by, code), external.strip(), name.strip()
    closed = closed_period_until(by.organisation_id)
    if closed is not None and valid_from <= closed:
        reason = _("The accounting periods up to {day} are closed. Choose a later day.").format(day=closed)
        raise WrongInput(reason=reason, field="valid_from")
    if len(external) > EXTERNAL_MAX or len(name) > NAME_MAX:
        raise WrongInput(reason=_("Enter a code of 40 characters at most."), field="external")
    ExternalCode.objects.update_or_create(line=line, valid_from=valid_from, defaults={"code": external, "name": name})
    return ExternalMapped(line.pk, code, external, valid_from)


@command("ledger.change_book_settings", right=EDIT_CHART)
def change_book_settings(*, by: Actor, layout: str, tax_number: str) -> BookSettingsChanged:
    """Choose the layout of XML files and the tax number that stands in them."""
    if layout not in layouts():
        raise WrongInput(reason=_("Choose one of the layouts."), field="layout")
    if len(tax_number.strip()) > TAX_NUMBER_MAX:
        raise WrongInput(reason=_("Enter a tax number of 20 characters at most."), field="tax_number")
    BookSettings.objects.update_or_create(
        organisation_id=by.organisation_id, defaults={"layout": layout, "tax_number": tax_number.strip()}
    )
    return BookSettingsChanged(layout, tax_number.strip())
