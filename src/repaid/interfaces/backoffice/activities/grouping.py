"""Lists in groups: how many rows each has, and its first ones; two queries whatever there is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, F, Value, Window
from django.db.models.functions import Coalesce, NullIf, RowNumber
from django.utils.translation import gettext_lazy as _

from repaid.interfaces.backoffice.activities import words
from repaid.interfaces.ui.columns import Line, Text, lines
from repaid.interfaces.ui.formats import date_text

SHOWN: Final = 10
"""Rows of a group that are shown."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """A way to group: what the rows of a group have in common in the query, its name by one of its rows."""

    label: Text
    common: Any
    name: Callable[[Any], str | None]


GROUPINGS: Final[Mapping[str, Grouping]] = {
    "type": Grouping(_("By kind"), Coalesce("further__code", NullIf("type", Value("")), "kind"), words.kind_of),
    "subject": Grouping(_("By customer or contract"), F("subject_id"), words.title_of_subject),
    "owner": Grouping(_("By person"), F("owner_id"), lambda row: row.owner.name if row.owner else None),
    "day": Grouping(_("By day"), F("day"), lambda row: date_text(row.day) if row.day else None),
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
    rows = listing.queryset.annotate(common=way.common)
    counts = dict(rows.order_by().values_list("common").annotate(count=Count("pk")))
    key = F(listing.sort.removeprefix("-"))
    order = key.desc(nulls_last=True) if listing.sort.startswith("-") else key.asc(nulls_last=True)
    turn = Window(RowNumber(), partition_by=[F("common")], order_by=[order, F("pk").asc()])
    first = rows.annotate(turn=turn).filter(turn__lte=SHOWN).order_by(order, "pk")
    found: dict[Any, list[Any]] = {}
    for row in first:
        found.setdefault(row.common, []).append(row)
    groups = [
        Group(
            way.name(members[0]) or str(_("none")), counts[key], lines(listing.shown_columns, members, listing.selected)
        )
        for key, members in found.items()
    ]
    return sorted(groups, key=lambda group: (-group.count, group.name))
