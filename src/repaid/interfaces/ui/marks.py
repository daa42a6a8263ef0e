"""What stands around the rows of a list: filters that are on, column heads, views that were saved."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import Promise

from repaid.interfaces.ui.columns import Column, Filter


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter with what is ticked in it; `removal` is the address without it."""

    filter: Filter
    chosen: Sequence[str]
    removal: str

    @property
    def where(self) -> Q:
        return self.filter.where(self.chosen)

    @property
    def words(self) -> list[str | Promise]:
        return [choice.label for choice in self.filter.choices if choice.value in self.chosen]


@dataclass(frozen=True, slots=True)
class Head:
    """A column head: `sort` is what its button asks for, `direction` how the list is sorted by it now."""

    column: Column
    sort: str
    direction: str


@dataclass(frozen=True, slots=True)
class SavedView:
    """A view that a reader saved: a tab with its address."""

    name: str
    query: str
    address: str
    is_current: bool
    is_own: bool = True
