"""Lists: a view declares columns, what is searched, filters and order; the rest is here, and in the URL.

    class Contracts(Listing):
        identity = "contracts"
        columns = (
            Column("number", _("No."), kind="code", sort="number", link=lambda row: f"/contracts/{row.number}"),
            Column("overdue", _("Overdue"), kind="money", sort="overdue_minor"),
        )
        filters = (Filter("state", _("State"), (Choice("active", _("active"), Q(state="active")), ...)),)
        search_fields = ("number",)
        order = "-number"

    def contracts(request):
        return Contracts(request, contracts_for(request.actor)).response("backoffice/contracts/list.html")

The template holds `<c-list :of="listing" />`. In the URL: q, sort, rows, after, before, export, each filter and the two
ends of each range.
"""

import json
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet, Sum
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loanmath.money import Money
from repaid.access.rights import EXPORT_LISTS
from repaid.interfaces.ui.columns import Column, Filter, Line, Text, lines
from repaid.interfaces.ui.context import frame_of
from repaid.interfaces.ui.exports import exported
from repaid.interfaces.ui.formats import number_text
from repaid.interfaces.ui.marks import Chip, Head, SavedView
from repaid.interfaces.ui.paging import COUNT_MAX, Keyset, Page, counted
from repaid.interfaces.ui.ranges import Bounds, Range, Span
from repaid.kernel.text import latin_digits

ROWS = (25, 50, 100)
SEARCH_MIN = 2


class Listing:
    """A list of rows of one query, in one place of the page. Subclasses are data; see the module."""

    identity = "list"
    title: Text = ""
    columns: Sequence[Column] = ()
    filters: Sequence[Filter] = ()
    ranges: Sequence[Range] = ()
    search_fields: Sequence[str] = ()
    search_label: Text = gettext_lazy("Search in this list")
    order = "pk"
    order_label: Text = ""
    sorts_of_any_length: frozenset[str] | None = None  # what an index sorts; None: the list is never long
    total_of: tuple[str, str] | None = None  # names of the minor units and the currency in the query
    picks = ""  # id of the form that takes the ticked rows (as `rows`), for lists where many are changed at once
    rows_template = "ui/list_rows.html"
    empty_kind = "nothing"
    empty_title: Text = gettext_lazy("There is nothing here yet.")
    empty_hint: Text = ""
    is_numbered = False  # whether the place of a row on its page stands before it
    sizes = ROWS
    rows_default = 50

    def __init__(
        self,
        request: HttpRequest,
        scope: QuerySet[Any] | None = None,
        selected: Callable[[Any], bool] | None = None,
    ) -> None:
        self.request = request
        self.scope: Any = scope
        self.asked = request.GET
        self.selected = selected

    def found(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        """The rows in which `text` is a part of a searched field; a list with an index of its own overrides this."""
        wanted = Q()
        for name in self.search_fields:
            wanted |= Q(**{f"{name}__icontains": text})
        return queryset.filter(wanted)

    def response(self, template: str, context: dict[str, Any] | None = None) -> HttpResponseBase:
        """The page; its rows alone for a part of the page; a file for an export."""
        file = exported(self.request, self.shown_columns, self.ordered, self.identity, self.title)
        if file:
            return file
        if self.request.headers.get("HX-Target") == f"{self.identity}-rows":
            answer = render(self.request, self.rows_template, {"listing": self})
            answer["HX-Push-Url"] = self.address()
            answer["HX-Trigger"] = json.dumps({"said": self.count_text})
            return answer
        return render(self.request, template, {"listing": self} | (context or {}))

    @cached_property
    def arrangement(self) -> dict[str, Any]:
        """What the reader said about this list: `hidden` columns, `views` by name."""
        lists: dict[str, dict[str, Any]] = getattr(self.request.user, "lists", None) or {}
        return lists.get(self.identity, {})

    @cached_property
    def choices(self) -> list[tuple[str, Column, bool]]:
        """The columns that may be hidden (never the first one nor amounts), and whether they are shown."""
        free = [column for column in self.columns[1:] if column.kind not in ("money", "amount")]
        hidden = self.arrangement.get("hidden", ())
        return [(column.key, column, column.key not in hidden) for column in free]

    @cached_property
    def shown_columns(self) -> list[Column]:
        """The columns of the screen and of files."""
        hidden = [column for _key, column, is_shown in self.choices if not is_shown]
        return [column for column in self.columns if column not in hidden]

    @property
    def query(self) -> str:
        """Search, filters and order as a view keeps them."""
        return self.address(rows=None).partition("?")[2]

    @property
    def views(self) -> list[SavedView]:
        """The views that the reader saved, after the list as it is without any."""
        saved = self.arrangement.get("views", {})
        if not saved:
            return []
        everything = SavedView(_("All"), "", self.request.path, not self.query, is_own=False)
        own = [
            SavedView(name, query, f"{self.request.path}?{query}", query == self.query) for name, query in saved.items()
        ]
        return [everything, *own]

    @cached_property
    def text(self) -> str:
        """What is searched for, as it was typed."""
        return self.asked.get("q", "").strip()

    @cached_property
    def sort(self) -> str:
        """The key of the order, with a minus when it falls; one that is too slow here is the default order."""
        wanted = self._sort_asked
        column = next((each for each in self.columns if each.sort == wanted.removeprefix("-")), None)
        return wanted if column is None or self._sorts_by(column) else self.order

    @property
    def _sort_asked(self) -> str:
        """What the address asks for; unknown keys are the default order."""
        wanted = self.asked.get("sort", "")
        known = {column.sort for column in self.columns if column.sort}
        return wanted if wanted.removeprefix("-") in known else self.order

    def _sorts_by(self, column: Column) -> str:
        """The key of a column by which a list of this length can be sorted while one waits; else ""."""
        quick = self.sorts_of_any_length
        return column.sort if quick is None or column.sort in quick or not self.is_long else ""

    @property
    def is_long(self) -> bool:
        """Whether there are more rows than are counted."""
        return self.count > COUNT_MAX

    @property
    def waits_to_be_sorted(self) -> bool:
        """Whether columns sort only when search or a filter leaves fewer rows."""
        return any(column.sort != self._sorts_by(column) for column in self.columns)

    @cached_property
    def size(self) -> int:
        """Rows a page."""
        wanted = self.asked.get("rows", "")
        return int(wanted) if wanted in map(str, self.sizes) else self.rows_default

    @cached_property
    def chips(self) -> list[Chip]:
        """Every filter with its ticks."""
        return [
            Chip(one, one.ticked(self.asked.getlist(one.name)), self.address(**{one.name: None}))
            for one in self.filters
        ]

    @cached_property
    def spans(self) -> list[Span]:
        """Every range with its bounds."""
        bounds = Bounds(self.request, self.ranges) if self.ranges else None
        return [Span(one, bounds, self.address(**dict.fromkeys(one.ends))) for one in self.ranges if bounds]

    @property
    def active_chips(self) -> list[Chip | Span]:
        every: list[Chip | Span] = [*self.chips, *self.spans]
        return [each for each in every if each.chosen]

    @cached_property
    def queryset(self) -> QuerySet[Any]:
        """The rows that search and filters let through."""
        rows = self.scope
        for each in self.active_chips:
            rows = rows.filter(each.where)
        return self.found(rows, latin_digits(self.text)) if len(self.text) >= SEARCH_MIN else rows

    @property
    def keyset(self) -> Keyset:
        return Keyset(self.sort.removeprefix("-"), descending=self.sort.startswith("-"))

    @property
    def ordered(self) -> QuerySet[Any]:
        """All rows in the order of the screen."""
        return self.keyset.ordered(self.queryset)

    @cached_property
    def page(self) -> Page:
        places = {name: self.asked.get(name, "") for name in ("after", "before")}
        return self.keyset.page(self.queryset, self.scope, self.size, **places)

    @cached_property
    def lines(self) -> list[Line]:
        return lines(self.shown_columns, self.page.rows, self.selected)

    @property
    def heads(self) -> list[Head]:
        """The column heads with the order each button asks for."""
        now, falls = self.sort.removeprefix("-"), self.sort.startswith("-")
        found = []
        for column in self.shown_columns:
            key = self._sorts_by(column)
            is_now = bool(key) and key == now
            direction = ("descending" if falls else "ascending") if is_now else ""
            found.append(Head(column, f"-{key}" if is_now and not falls else key, direction))
        return found

    @cached_property
    def count(self) -> int:
        return counted(self.queryset)

    @property
    def count_text(self) -> str:
        """The count in words."""
        if self.is_long:
            return _("more than {count} rows").format(count=number_text(COUNT_MAX))
        return _("rows: {count}").format(count=number_text(self.count))

    @cached_property
    def totals(self) -> list[Money]:
        """The sum of the list, one a currency."""
        if not self.total_of:
            return []
        minor, currency = self.total_of
        sums = self.queryset.order_by().values_list(currency).annotate(total=Sum(minor)).order_by(currency)
        return [Money(int(total), unit) for unit, total in sums if total is not None]

    @property
    def previous_address(self) -> str:
        return self.address(before=self.page.previous) if self.page.previous is not None else ""

    @property
    def next_address(self) -> str:
        return self.address(after=self.page.next) if self.page.next is not None else ""

    @property
    def clear_address(self) -> str:
        """The list without search and filters."""
        ends = [end for one in self.ranges for end in one.ends]
        return self.address(q=None, **dict.fromkeys([*ends, *(one.name for one in self.filters)]))

    @property
    def may_export(self) -> bool:
        """Whether the reader may take the list out as a file."""
        actor = frame_of(self.request).actor
        return actor is not None and actor.may(EXPORT_LISTS.code)

    @property
    def csv_address(self) -> str:
        return self.address(export="csv")

    @property
    def xlsx_address(self) -> str:
        return self.address(export="xlsx")

    def address(self, **changes: Any) -> str:
        """This list with some of its choices changed; None takes one away. A change leads to the first page."""
        query = self.asked.copy()
        for name in ("export", *(("after", "before") if changes else ())):
            query.pop(name, None)
        for name in [name for name, value in query.items() if not value]:
            del query[name]
        for name, value in {"sort": self._sort_asked, "q": self.asked.get("q", "").strip(), **changes}.items():
            query.pop(name, None)
            if value not in (None, "") and not (name == "sort" and value == self.order):
                query[name] = str(value)
        return f"{self.request.path}?{query.urlencode()}" if query else self.request.path
