"""Keyset paging: a page begins after (or ends before) a named row, so that no page is skipped, doubled or slow.

The order is one key and, for ties, the row's own; rows without a key come last. The position of the named row is
read from the row, so addresses stay short and hold no personal text.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import F, Model, Q, QuerySet

COUNT_MAX = 10_000


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows; `previous` and `next` are the keys of the rows to page from, or None."""

    rows: Sequence[Any]
    previous: Any = None
    next: Any = None


@dataclass(frozen=True, slots=True)
class Keyset:
    """An order: `key` is a field path or an annotation of the query."""

    key: str
    descending: bool = False

    def page(self, queryset: QuerySet[Any], scope: QuerySet[Any], size: int, after: str = "", before: str = "") -> Page:
        """One page of `queryset`; `scope` is where the named row is looked up (before search and filters)."""
        anchor = self._anchor(scope, after or before)
        if anchor is None:
            return self._first(queryset, scope, size)
        wanted = self._beyond(queryset, anchor, forward=bool(after))
        rows = self._rows(queryset.filter(wanted), scope, size + 1, forward=bool(after))
        more = len(rows) > size
        if after:
            return _paged(rows[:size], previous=True, following=more) if rows else self._first(queryset, scope, size)
        return _paged(rows[:size][::-1], previous=True, following=True) if more else self._first(queryset, scope, size)

    def _first(self, queryset: QuerySet[Any], scope: QuerySet[Any], size: int) -> Page:
        rows = self._rows(queryset, scope, size + 1, forward=True)
        return _paged(rows[:size], previous=False, following=len(rows) > size)

    def _rows(self, queryset: QuerySet[Any], scope: QuerySet[Any], most: int, *, forward: bool) -> list[Any]:
        ordered = self.ordered(queryset, forward=forward)
        if queryset is scope or queryset.query.distinct or queryset.query.combinator:
            return list(ordered[:most])
        return list(first_rows(ordered, scope, most))

    def _anchor(self, scope: QuerySet[Any], key: str) -> tuple[Any, Any] | None:
        """Key and own key of the named row; None when it is not there."""
        if not key:
            return None
        try:
            return scope.order_by().filter(pk=key).values_list(self.key, "pk").first()
        except (ValueError, ValidationError):
            return None

    def ordered(self, queryset: QuerySet[Any], *, forward: bool = True) -> QuerySet[Any]:
        rising = self.descending != forward
        own = "pk" if rising else "-pk"
        if not is_nullable(queryset, self.key):
            return queryset.order_by(self.key if rising else f"-{self.key}", own)
        key = F(self.key)
        last = {"nulls_last": True} if forward else {"nulls_first": True}
        return queryset.order_by(key.asc(**last) if rising else key.desc(**last), own)

    def _beyond(self, queryset: QuerySet[Any], anchor: tuple[Any, Any], *, forward: bool) -> Q:
        """The rows on one side of the anchor. The redundant bound on the key lets the database use its index."""
        value, own = anchor
        beyond = "gt" if self.descending != forward else "lt"
        tie = Q(**{f"pk__{beyond}": own})
        is_null = Q(**{f"{self.key}__isnull": True})
        if value is None:
            return is_null & tie if forward else ~is_null | tie
        wanted = Q(**{f"{self.key}__{beyond}e": value}) & (Q(**{f"{self.key}__{beyond}": value}) | tie)
        return wanted | is_null if forward and is_nullable(queryset, self.key) else wanted


def is_nullable(queryset: QuerySet[Any], path: str) -> bool:
    """Whether the key may be missing; of an annotation we cannot know, so it may."""
    if path in queryset.query.annotations:
        return True
    model: type[Model] = queryset.model
    for name in path.split("__"):
        if name == "pk":
            return False
        try:
            field = model._meta.get_field(name)
        except FieldDoesNotExist:
            return True
        if getattr(field, "null", True):
            return True
        model = field.related_model or model
    return False


def first_rows(ordered: QuerySet[Any], scope: QuerySet[Any], most: int) -> QuerySet[Any]:
    """The first rows of an order, out of `scope`, which holds them and their figures before search and filters.

    What is let through is sorted by keys alone: many narrow rows first, then the few wide ones that are shown.
    """
    return scope.filter(pk__in=ordered.values("pk")[:most]).order_by(*ordered.query.order_by)


def counted(queryset: QuerySet[Any]) -> int:
    """How many rows, exact up to `COUNT_MAX`; one more than that means "more"."""
    return queryset.order_by().values("pk")[: COUNT_MAX + 1].count()  # without figures that nothing asks for


def _paged(rows: list[Any], *, previous: bool, following: bool) -> Page:
    if not rows:
        return Page(rows)
    return Page(rows, previous=rows[0].pk if previous else None, next=rows[-1].pk if following else None)
