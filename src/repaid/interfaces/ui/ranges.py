"""Filters between two bounds, of days or of amounts: two boxes of a list, both bounds included."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Literal

from django import forms
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from loanmath.money import Money
from repaid.interfaces.ui.context import frame_of
from repaid.interfaces.ui.fields import DateField, MoneyField
from repaid.interfaces.ui.formats import date_text, money_text

Text = str | Promise
LOW, HIGH = pgettext_lazy("lower bound", "From"), pgettext_lazy("upper bound", "To")


@dataclass(frozen=True, slots=True)
class Range:
    """A filter of a field of the query: days, moments by their day, or amounts in the currency of the
    organisation.

    `name` is its name in the address, and `path` that in the query where it is another one.
    """

    name: str
    label: Text
    kind: Literal["date", "moment", "amount"]
    path: str = ""

    @property
    def ends(self) -> tuple[str, str]:
        """What its boxes are called in the address."""
        return f"{self.name}_from", f"{self.name}_to"


class Bounds(forms.Form):
    """The boxes of all ranges of a list; a box that cannot be read narrows nothing, and says so."""

    def __init__(self, request: HttpRequest, ranges: Sequence[Range]) -> None:
        super().__init__(request.GET, auto_id="bound-%s")
        frame = frame_of(request)
        for each in ranges:
            for end, label in zip(each.ends, (LOW, HIGH), strict=True):
                box: forms.Field = DateField(label=label, required=False, on=frame.day)
                if each.kind == "amount":
                    box = MoneyField(label=label, required=False, zero=True, currency=frame.organisation.currency)
                self.fields[end] = box
        self.full_clean()


@dataclass(frozen=True, slots=True)
class Span:
    """A range with what was typed in it; `removal` is the address without it. Stands among the chips of a list."""

    filter: Range
    bounds: Bounds
    removal: str

    @property
    def boxes(self) -> list[Any]:
        return [self.bounds[end] for end in self.filter.ends]

    @property
    def values(self) -> tuple[Any, Any]:
        low, high = (self.bounds.cleaned_data.get(end) for end in self.filter.ends)
        return low, high

    @property
    def chosen(self) -> bool:
        return self.values != (None, None)

    @property
    def sentences(self) -> list[str]:
        """What is wrong with what was typed."""
        return [str(sentence) for end in self.filter.ends for sentence in self.bounds.errors.get(end, [])]

    @property
    def plain(self) -> tuple[Any, Any]:
        """The bounds as a query takes them: amounts in minor units, days of moments from midnight to midnight."""
        low, high = self.values
        if self.filter.kind == "moment":
            return low and _midnight(low), high and _midnight(high + timedelta(days=1)) - timedelta(microseconds=1)
        return _plain(low), _plain(high)

    @property
    def where(self) -> Q:
        """What lies between the bounds."""
        bounds = zip(("gte", "lte"), self.plain, strict=True)
        path = self.filter.path or self.filter.name
        return Q(**{f"{path}__{sign}": value for sign, value in bounds if value is not None})

    @property
    def words(self) -> list[str]:
        """The range in words."""
        low, high = self.values
        if high is None:
            return [_("from {low}").format(low=_shown(low))]
        if low is None:
            return [_("up to {high}").format(high=_shown(high))]
        return [pgettext("range", "{low} to {high}").format(low=_shown(low), high=_shown(high))]


def _midnight(day: date) -> datetime:
    """When a day begins where the organisation is."""
    return timezone.make_aware(datetime.combine(day, time.min))


def _plain(value: Any) -> Any:
    return value.minor if isinstance(value, Money) else value


def _shown(value: Any) -> str:
    return money_text(value) if isinstance(value, Money) else date_text(value)
