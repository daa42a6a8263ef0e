"""Whose work is what: rooms above say what they hold for a member of staff, so that nobody leaves with it."""

from collections.abc import Collection
from typing import Final, Protocol

from django.db.models import Count
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.models import Subject


class WorkKind(Protocol):
    """A kind of open work: its name, how much of it users have, and giving it to another one (None: to nobody)."""

    label: str | Promise

    def count(self, users: Collection[int]) -> dict[int, int]:
        """How many things each of the users has at hand."""
        ...

    def hand_over(self, by: Actor, users: Collection[int], heir: int | None) -> int:
        """Give the things to `heir`; how many there were."""
        ...


class Handled:
    """Customers, contracts and other records that somebody handles."""

    label: str | Promise = _("Records in hand")

    def count(self, users: Collection[int]) -> dict[int, int]:
        rows = Subject.objects.filter(handler__in=users).order_by()
        return dict(rows.values_list("handler").annotate(count=Count("pk")))

    def hand_over(self, by: Actor, users: Collection[int], heir: int | None) -> int:  # noqa: ARG002 (said in the audit)
        return Subject.objects.filter(handler__in=users).update(handler=heir)


_KINDS: Final[list[WorkKind]] = [Handled()]


def tell_work(kind: WorkKind) -> None:
    """Make a kind of work known; in `AppConfig.ready()`."""
    _KINDS.append(kind)


def work_of(users: Collection[int]) -> dict[int, list[tuple[str, int]]]:
    """What each of the users has at hand: the name of the work and how much there is of it."""
    found: dict[int, list[tuple[str, int]]] = {user: [] for user in users}
    for kind in _KINDS:
        for user, count in kind.count(users).items():
            found[user].append((str(kind.label), count))
    return found


def hand_over_all(by: Actor, users: Collection[int], heir: int | None) -> int:
    """Give everything that the users have at hand to another one; returns how much that was."""
    return sum(kind.hand_over(by, users, heir) for kind in reversed(_KINDS))
