"""Rows of several queries as one list: each query is paged by its own index, and what they give is merged.

Every part has the key of the order as a field of that name, never missing. Among equal keys the parts follow each
other by their marks. A row is known in addresses by the mark of its part and its own key: p17.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from heapq import merge
from typing import Any

from django.db.models import Q, QuerySet, Sum

from loanmath.money import Money
from repaid.interfaces.ui.paging import COUNT_MAX, Keyset, Page, counted

Place = tuple[Any, str, int]
"""Where a row stands: its key, the mark of its part, its own key."""


@dataclass(frozen=True, slots=True)
class Part:
    """One of the queries. `own` names its unique key; `row_of` makes of its row what the columns show."""

    mark: str
    rows: QuerySet[Any]
    row_of: Callable[[Any], Any]
    own: str = "pk"
    currency: str = "currency"


@dataclass(frozen=True, slots=True)
class Shown:
    """A row of a part; `pk` is how addresses know it."""

    pk: str
    place: Place
    row: Any


@dataclass(frozen=True, slots=True)
class Joined:
    """The parts as one list; `scope` are the same before search and filters, where a named row is looked up."""

    parts: Sequence[Part]
    scope: Sequence[Part]
    order: Keyset

    def page(self, size: int, after: str = "", before: str = "") -> Page:
        """One page, as `Keyset.page` makes it of one query."""
        anchor = self._anchor(after or before)
        found = self._first(size + 1, anchor, forward=bool(after)) if anchor else []
        if not found or (before and len(found) <= size):
            found = self._first(size + 1, None, forward=True)
            return _paged(found[:size], previous=False, following=len(found) > size)
        kept = found[:size] if after else found[:size][::-1]
        return _paged(kept, previous=True, following=bool(before) or len(found) > size)

    def __iter__(self) -> Iterator[Any]:
        """All rows in order, as exports write them."""
        found = [self._walked(part) for part in self.parts]
        return (each.row for each in merge(*found, key=lambda each: each.place, reverse=self.order.descending))

    def __len__(self) -> int:
        """How many rows, to the last one."""
        return sum(part.rows.order_by().values(part.own).count() for part in self.parts)

    @property
    def count(self) -> int:
        """How many rows, exact up to `COUNT_MAX`; one more than that means "more"."""
        return min(sum(counted(part.rows.values(part.own)) for part in self.parts), COUNT_MAX + 1)

    def totals(self, minor: str) -> list[Money]:
        """The sums of the minor units in that field, one a currency."""
        sums: Counter[str] = Counter()
        for part in self.parts:
            rows = part.rows.order_by().values(part.currency).annotate(joined=Sum(minor))
            sums.update({unit: int(total) for unit, total in rows.values_list(part.currency, "joined")})
        return [Money(total, unit) for unit, total in sorted(sums.items())]

    def _walked(self, part: Part) -> Iterator[Shown]:
        rows = self._ordered(part, self.order.descending).iterator(chunk_size=1000)
        return (self._shown(part, row) for row in rows)

    def _first(self, count: int, anchor: Place | None, *, forward: bool) -> list[Shown]:
        """The first rows on one side of the anchor, walking away from it."""
        falls = self.order.descending == forward
        found = [
            self._shown(part, row)
            for part in self.parts
            for row in self._ordered(part, falls).filter(self._beyond(part, anchor, falls))[:count]
        ]
        return sorted(found, key=lambda each: each.place, reverse=falls)[:count]

    def _ordered(self, part: Part, falls: bool) -> QuerySet[Any]:
        sign = "-" if falls else ""
        return part.rows.order_by(f"{sign}{self.order.key}", f"{sign}{part.own}")

    def _beyond(self, part: Part, anchor: Place | None, falls: bool) -> Q:
        """The rows of a part on one side of the anchor; the bound on the key lets the database use its index."""
        if anchor is None:
            return Q()
        (value, mark, own), way = anchor, "lt" if falls else "gt"
        beyond = Q(**{f"{self.order.key}__{way}": value})
        if part.mark == mark:
            return Q(**{f"{self.order.key}__{way}e": value}) & (beyond | Q(**{f"{part.own}__{way}": own}))
        comes_after = (part.mark < mark) == falls
        return Q(**{f"{self.order.key}__{way}e": value}) if comes_after else beyond

    def _anchor(self, name: str) -> Place | None:
        """Where the named row stands; None when it is not there."""
        for part in self.scope:
            own = name.removeprefix(part.mark)
            if name.startswith(part.mark) and own.isdecimal() and own.isascii():
                keys = part.rows.order_by().filter(**{part.own: own}).values_list(self.order.key, flat=True)
                return (key, part.mark, int(own)) if (key := keys.first()) is not None else None
        return None

    def _shown(self, part: Part, row: Any) -> Shown:
        own = getattr(row, part.own)
        return Shown(f"{part.mark}{own}", (getattr(row, self.order.key), part.mark, own), part.row_of(row))


def _paged(found: list[Shown], *, previous: bool, following: bool) -> Page:
    rows = [each.row for each in found]
    if not found:
        return Page(rows)
    return Page(rows, previous=found[0].pk if previous else None, next=found[-1].pk if following else None)
