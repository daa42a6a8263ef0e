"""Lists in groups: how many rows each has, and its first ones; two queries whatever there is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext_lazy as _

from repaid.interfaces.backoffice.activities import words
from repaid.interfaces.ui.columns import Line, Text, lines
from repaid.interfaces.ui.formats import date_text

SHOWN: Final = 10
"""Rows of a group that are shown."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """A way to group: `path` in the query, the name of a group by one of its rows."""

    label: Text
    path: str
    name: Callable[[Any], str | None]


GROUPINGS: Final[Mapping[str, Grouping]] = {
    "type": Grouping(_("By type"), "type", words.kind_of),
    "subject": Grouping(_("By customer or contract"), "subject", words.title_of_subject),
    "owner": Grouping(_("By person"), "owner", lambda row: row.owner.name if row.owner else None),
    "day": Grouping(_("By day"), "day", lambda row: date_text(row.day) if row.day else None),
}


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that have something in common: what, how many there are, the first of them."""

    name: str
    count: int
    lines: Sequence[Line]

    @property
    def left(self) -> int:
        """How many are not shown."""
        return self.count - len(self.lines)


def groups_of(listing: Any, way: Grouping) -> list[Group]:
    """The groups of what a list found, the largest first; rows within a group stand in the order of the list."""
    rows = listing.queryset.order_by()
    counts = dict(rows.values_list(way.path).annotate(count=Count("pk")))
    key = F(listing.sort.removeprefix("-"))
    order = key.desc(nulls_last=True) if listing.sort.startswith("-") else key.asc(nulls_last=True)
    turn = Window(RowNumber(), partition_by=[F(way.path)], order_by=[order, F("pk").asc()])
    first = listing.queryset.annotate(turn=turn).filter(turn__lte=SHOWN).order_by(order, "pk")
    found: dict[Any, list[Any]] = {}
    for row in first:
        found.setdefault(_key(row, way.path), []).append(row)
    groups = [
        Group(way.name(members[0]) or str(_("none")), counts[key], lines(listing.shown_columns, members))
        for key, members in found.items()
    ]
    return sorted(groups, key=lambda group: (-group.count, group.name))


def _key(row: Any, path: str) -> Any:
    return getattr(row, f"{path}_id", None) if hasattr(row, f"{path}_id") else getattr(row, path)
