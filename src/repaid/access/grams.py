"""Parts of words in an index: the 3-grams of a column, counted by the database (ADR 0012).

The index of a table holds `TextGrams("column")`; nothing is stored beside the column. What is looked for is folded
as the column was.
"""

from collections.abc import Callable, Iterable
from functools import reduce
from operator import or_
from typing import Any, Final

from django.contrib.postgres.fields import ArrayField
from django.db.models import F, Func, Q, QuerySet, TextField
from django.db.models.functions import Lower

from repaid.kernel.text import grams


class TextGrams(Func):
    """The 3-grams of a text, in no order, some of them more than once; of fewer than three characters none."""

    function = "text_grams"
    arity = 1
    output_field = ArrayField(TextField())


MANY: Final = 10_000
"""So many finds may be looked up one by one; more of them are met soon enough on a walk through the rows."""


def found_in(rows: QuerySet[Any], own: str, places: Callable[[bool], Iterable[Q]]) -> Q:
    """What stands in one of the places, each looked up by its own index; one query. `own` is a unique key of the rows.

    `places` says where to look, with the help of the index of 3-grams or without it. What is found nearly everywhere
    is left to a walk in the order of the list, which meets a page of it at once.
    """
    first, *more = [rows.filter(place).order_by().values_list(own, flat=True) for place in places(True)]
    found = list(first.union(*more, all=True)[: MANY + 1])
    return Q(**{f"{own}__in": set(found)}) if len(found) <= MANY else reduce(or_, places(False))


def contains_words(path: str, words: list[str], *, by_index: bool = True, is_folded: bool = True) -> Q:
    """What has every one of these folded words somewhere in a column; the index narrows, the text decides.

    A column of codes that is not folded is compared without case; its index is of `Lower(path)`.
    """
    needed, lookup = grams(*words), "contains" if is_folded else "icontains"
    indexed = TextGrams(F(path) if is_folded else Lower(path))
    contains = indexed.get_lookup("contains")
    assert contains is not None, "grams are an array"
    found = Q(contains(indexed, needed)) if needed and by_index else Q()
    for word in words:
        found &= Q(**{f"{path}__{lookup}": word})
    return found
