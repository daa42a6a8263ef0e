"""What an organisation says about itself: name, languages, time zone."""

from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import available_timezones

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.access.models import Organisation
from repaid.access.rights import ADMINISTER
from repaid.kernel.refusal import WrongInput


@dataclass(frozen=True, slots=True)
class OrganisationChanged:
    """What was changed and what had been: the fields that differ."""

    organisation_id: int
    before: Mapping[str, object]
    after: Mapping[str, object]


@command("access.change_organisation", right=ADMINISTER)
def change_organisation(
    *, by: Actor, name: str, language: str, languages: tuple[str, ...], time_zone: str, bank_code: str
) -> OrganisationChanged:
    """Change what an organisation is called, what it speaks, where its clocks stand, how its accounts are numbered.

    Country and currency stand, since books and contracts are made of them.
    """
    known = dict(settings.LANGUAGES)
    if language not in known or not set(languages) <= set(known):
        raise WrongInput(reason=_("Choose one of the languages offered."), field="language")
    if time_zone not in available_timezones():
        raise WrongInput(reason=_("Choose one of the time zones."), field="time_zone")
    if not name.strip():
        raise WrongInput(reason=_("Enter a name."), field="name")
    row = Organisation.objects.select_for_update().get(pk=by.organisation_id)
    spoken = list(dict.fromkeys((language, *languages))) if languages else []
    told = {
        "name": name.strip(), "language": language, "languages": spoken, "time_zone": time_zone, "bank_code": bank_code,
    }  # fmt: skip
    before = {field: getattr(row, field) for field, value in told.items() if getattr(row, field) != value}
    for field in before:
        setattr(row, field, told[field])
    row.save(update_fields=list(before))
    return OrganisationChanged(row.pk, before, {field: told[field] for field in before})
