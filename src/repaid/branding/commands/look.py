"""Choosing the look of the client zone: colours and address, welcome text, logo."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Final

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.access.models import Organisation
from repaid.access.plain import differences
from repaid.branding.models import Brand
from repaid.branding.rights import EDIT_LOOK
from repaid.branding.rules import colour_findings, path_findings
from repaid.kernel.pictures import redrawn
from repaid.kernel.refusal import WrongInput, refuse_if

LOGO_BYTES_MAX: Final = 512 * 1024
LOGO_BOX: Final = (640, 160)
WELCOME_LENGTH_MAX: Final = 600


@dataclass(frozen=True, slots=True)
class LookChosen:
    """What was chosen and what had been: field by field."""

    path: str
    before: Mapping[str, str]
    after: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Address, words of the header, colours; an empty colour is the product's own."""

    path: str
    title: str = ""
    accent: str = ""
    accent_dark: str = ""
    header: str = ""


@command("branding.choose_look", right=EDIT_LOOK)
def choose_look(*, by: Actor, choice: Choice) -> LookChosen:
    """Choose address, header and colours of the client zone; colours that people cannot read are refused."""
    told = {name: value.strip().lower() if name != "title" else value.strip() for name, value in asdict(choice).items()}
    refuse_if(colour_findings(accent=told["accent"], accent_dark=told["accent_dark"], header=told["header"]))
    refuse_if(path_findings(told["path"], by.organisation_id))
    return _kept(by, told)


@command("branding.welcome_customers", right=EDIT_LOOK)
def welcome_customers(*, by: Actor, welcomes: Mapping[str, str]) -> LookChosen:
    """Write the welcome text of the client zone, in the languages that are given."""
    told = {language: text.strip() for language, text in welcomes.items() if text.strip()}
    if not set(told) <= set(dict(settings.LANGUAGES)):
        raise WrongInput(reason=_("Choose one of the languages offered."), field="language")
    for language, text in told.items():
        if len(text) > WELCOME_LENGTH_MAX:
            sentence = _("The text is too long. At most {count} characters.").format(count=WELCOME_LENGTH_MAX)
            raise WrongInput(reason=sentence, field=f"welcome_{language}")
    brand = _brand(by)
    before, brand.welcomes = brand.welcomes, told
    _save(brand)
    return LookChosen(brand.path, before, told)


@command("branding.put_logo", right=EDIT_LOOK, personal=("content",))
def put_logo(*, by: Actor, content: bytes) -> LookChosen:
    """Put a logo into the header: a PNG or JPEG, which is drawn anew at the size that is shown."""
    return _with_logo(by, redrawn(content, field="logo", bytes_max=LOGO_BYTES_MAX, box=LOGO_BOX))


@command("branding.remove_logo", right=EDIT_LOOK)
def remove_logo(*, by: Actor) -> LookChosen:
    """Show the words of the header in the place of the logo."""
    return _with_logo(by, None)


def _with_logo(by: Actor, logo: bytes | None) -> LookChosen:
    brand = _brand(by)
    before, after = _digest(brand.logo), _digest(logo)
    brand.logo = logo
    _save(brand)
    return LookChosen(brand.path, {"logo": before}, {"logo": after})


def _kept(by: Actor, told: dict[str, str]) -> LookChosen:
    brand = _brand(by)
    if told["title"] == brand.organisation.name:
        told = {**told, "title": ""}
    before = {name: getattr(brand, name) for name in told}
    for name, value in told.items():
        setattr(brand, name, value)
    _save(brand)
    return LookChosen(brand.path, *differences(before, told))


def _brand(by: Actor) -> Brand:
    """The row of the organisation, locked; a new one has the organisation's code as its address."""
    organisation = Organisation.objects.select_for_update().get(pk=by.organisation_id)
    return Brand.objects.filter(pk=organisation.pk).first() or Brand(organisation=organisation, path=organisation.code)


def _save(brand: Brand) -> None:
    served = "\n".join((brand.accent, brand.accent_dark, brand.header, _digest(brand.logo)))
    brand.stamp = hashlib.sha256(served.encode()).hexdigest()[:16]
    brand.save()


def _digest(logo: bytes | memoryview | None) -> str:
    return hashlib.sha256(bytes(logo)).hexdigest()[:16] if logo else ""
