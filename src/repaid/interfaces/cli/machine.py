"""For which organisation a command works, where there may be several."""

from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.queries import machine_in, organisations
from repaid.kernel.refusal import Refusal


class SeveralOrganisations(Refusal):
    code = "several_organisations"
    sentence = _("There are several organisations: {codes}. Choose one with --organisation.")


def machine_of(code: str) -> Actor:
    """The machine's actor in the organisation that was named, or in the only one."""
    codes = [code] if code else [each.code for each in organisations()]
    if len(codes) != 1:
        raise SeveralOrganisations(codes=", ".join(codes))
    return machine_in(codes[0])
