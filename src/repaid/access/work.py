"""Whose work is what: rooms above say what they hold for a member of staff, so that nobody leaves with it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.db.models import Count
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from repaid.access.models import Subject

HandOver = Callable[[Collection[int], int | None], int]


@dataclass(frozen=True, slots=True)
class WorkKind:
    """A kind of open work. `count` of some users by id; `hand_over` gives it to another one, or to nobody."""

    label: str | Promise
    count: Callable[[Collection[int]], dict[int, int]]
    hand_over: HandOver


_KINDS: list[WorkKind] = []


def holds_work(kind: WorkKind) -> WorkKind:
    """Make a kind of work known; for the start of an app."""
    _KINDS.append(kind)
    return kind


def work_of(users: Collection[int]) -> dict[int, int]:
    """How many things each of the users has at hand."""
    total = dict.fromkeys(users, 0)
    for kind in _KINDS:
        for user, count in kind.count(users).items():
            total[user] += count
    return total


def hand_over_all(users: Collection[int], heir: int | None) -> int:
    """Give everything that the users have at hand to another one; returns how much that was."""
    return sum(kind.hand_over(users, heir) for kind in _KINDS)


def _handled(users: Collection[int]) -> dict[int, int]:
    rows = Subject.objects.filter(handler__in=users).order_by().values_list("handler").annotate(count=Count("pk"))
    return dict(rows)


def _give_subjects(users: Collection[int], heir: int | None) -> int:
    return Subject.objects.filter(handler__in=users).update(handler=heir)


HANDLED = holds_work(WorkKind(_("Files in hand"), _handled, _give_subjects))
