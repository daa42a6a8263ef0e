"""Number series: what stands before a number, how long it is, where it goes on."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.access.models import NumberSeries
from repaid.access.rights import ADMINISTER
from repaid.kernel.refusal import Refusal, WrongInput

PREFIX: Final = re.compile(r"[A-Za-z0-9-]{0,8}")
WIDTH_MAX: Final = 10


class NumbersWouldRepeat(Refusal):
    code = "numbers_would_repeat"
    sentence = _("The next number is {next} already. A lower one would be given twice. Choose {next} or more.")


@dataclass(frozen=True, slots=True)
class SeriesSet:
    """What was set and what had been."""

    kind: str
    before: Mapping[str, str]
    after: Mapping[str, str]


@command("access.set_series", right=ADMINISTER)
def set_series(*, by: Actor, kind: str, prefix: str, width: int, next_number: int) -> SeriesSet:
    """Say how numbers of a kind are written from now on, and with which one they go on; given numbers stay."""
    if not PREFIX.fullmatch(prefix):
        raise WrongInput(reason=_("Use at most 8 letters, digits and hyphens."), field="begins")
    if not 0 <= width <= WIDTH_MAX:
        raise WrongInput(reason=_("Enter at most 10 digits."), field="width")
    row, _new = NumberSeries.objects.select_for_update().get_or_create(organisation_id=by.organisation_id, kind=kind)
    if next_number < row.next:
        raise NumbersWouldRepeat(next=row.next, field="next_number")
    before = row.written(row.next)
    row.prefix, row.width, row.next = prefix, width, next_number
    row.save(update_fields=["prefix", "width", "next"])
    return SeriesSet(kind, {kind: before}, {kind: row.written(row.next)})
