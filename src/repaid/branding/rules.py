"""Whether a look may be kept: colours that people can read, an address that is free."""

from django.utils.translation import gettext_lazy as _

from repaid.access.models import Organisation
from repaid.branding.colours import DARK_GROUND, LIGHT_GROUND, READABLE, is_colour, nearest
from repaid.branding.models import Brand
from repaid.kernel.refusal import Finding


def colour_findings(*, accent: str, accent_dark: str, header: str) -> list[Finding]:
    """What stands against the colours. A colour left out is no finding; any header is read in white or in black."""
    found = []
    for field, colour, ground in (
        ("accent", accent, LIGHT_GROUND),
        ("accent_dark", accent_dark, DARK_GROUND),
        ("header", header, ""),
    ):
        if colour and not is_colour(colour):
            sentence = _("Enter a colour as # and six digits or letters from a to f, for example #0b5d6e.")
            found.append(Finding("no_colour", sentence, facts={"field": field}))
        elif colour and ground and (better := nearest(colour, ground, READABLE)) != colour:
            sentence = _("This colour has too little contrast. Try {colour}.")
            found.append(Finding("low_contrast", sentence, facts={"field": field, "colour": better}))
    return found


def path_findings(path: str, organisation_id: int) -> list[Finding]:
    """What stands against an address below /clientzone/."""
    others = Organisation.objects.exclude(pk=organisation_id)
    is_chosen = Brand.objects.filter(path=path).exclude(organisation=organisation_id).exists()
    if is_chosen or others.filter(code=path, brand__isnull=True).exists():
        sentence = _("Another organisation has this address. Choose another one.")
        return [Finding("path_taken", sentence, facts={"field": "path"})]
    return []
