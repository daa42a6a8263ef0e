"""What a member of staff sees first: own data, what waits, what was announced, how the day stands (CC-01, CC-06)."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from itertools import islice
from typing import Any, Final
from urllib.parse import urlencode

from django.urls import reverse

from repaid.access.actors import Actor
from repaid.access.choices import DayState
from repaid.access.queries import day_state, position_of
from repaid.activities.queries.activities import Waiting, is_due, to_do, waiting_for
from repaid.activities.queries.announcements import announcements_for
from repaid.activities.queries.messages import unread_messages
from repaid.activities.queries.start import start_figures
from repaid.contracts.queries.portfolio import overdue_count
from repaid.contracts.rights import BOOK_PAYMENTS, VIEW
from repaid.daily_close.rights import VIEW as VIEW_CLOSE
from repaid.interfaces.backoffice.activities import words
from repaid.interfaces.backoffice.day.limits import limits_in_address, limits_told
from repaid.interfaces.ui.formats import listed
from repaid.interfaces.ui.states import State, state_of
from repaid.kernel.names import in_language
from repaid.payments.queries import waiting_sums

FIRST: Final = 5
"""Tasks and messages that the start page shows."""


@dataclass(frozen=True, slots=True)
class Task:
    """A row of the to-do list, in short."""

    title: str
    address: str
    about: str
    icon: str
    due: date | None
    state: State


@dataclass(frozen=True)
class Morning:
    """The start page of one person; each part is asked when the page needs it, and once."""

    by: Actor
    user: Any
    today: date

    @property
    def groups(self) -> str:
        """The groups that the person is in."""
        return listed(in_language(group.names) or group.code for group in self.user.groups.order_by("code"))

    @cached_property
    def position(self) -> str:
        """What the person is here."""
        return position_of(self.by)

    @property
    def branch(self) -> str:
        """The branch where the person works."""
        return self.user.branch.title if self.user.branch else ""

    @property
    def last_login(self) -> datetime | None:
        return self.user.last_login  # type: ignore[no-any-return]

    @cached_property
    def waiting(self) -> Waiting:
        return waiting_for(self.by, self.today)

    @cached_property
    def tasks(self) -> list[Task]:
        """The first ones that are due."""
        rows = to_do(self.by, self.today).filter(is_due(self.today)).order_by("due", "priority", "pk")
        return [self._task(row) for row in rows[:FIRST]]

    def _task(self, row: Any) -> Task:
        shown = state_of("activity", words.waits_as(row, self.today))
        about = words.title_of_subject(row) or ""
        return Task(words.title_of(row), words.address(row), about, words.icon_of(row), row.due, shown)

    @cached_property
    def unread(self) -> list[Any]:
        """Messages that were not read yet."""
        return list(unread_messages(self.by)[: FIRST * 4])

    @property
    def newest_unread(self) -> list[Any]:
        return list(islice(self.unread, FIRST))

    @cached_property
    def announced(self) -> list[Any]:
        return list(announcements_for(self.by, self.today))

    @property
    def special(self) -> list[Any]:
        """Special messages, which stand on top."""
        return [row for row in self.announced if row.is_special]

    @property
    def announcements(self) -> list[Any]:
        return [row for row in self.announced if not row.is_special]

    @cached_property
    def desk(self) -> Any:
        """Money that waits at the desk, for who may book it."""
        return waiting_sums(self.by) if self.by.may(BOOK_PAYMENTS.code) else None

    @cached_property
    def limits(self) -> Any:
        """Which overdue contracts are counted, for who may see contracts; None when nothing was set."""
        return start_figures(self.by) if self.by.may(VIEW.code) else None

    @property
    def limits_told(self) -> str:
        """The limits in words."""
        return limits_told(self.limits, self.user.organisation.currency)

    @cached_property
    def overdue(self) -> int:
        """How many contracts lie within the limits."""
        days, amounts = (self.limits.days_from, self.limits.days_to), (self.limits.amount_min, self.limits.amount_max)
        return overdue_count(self.by, self.today, days=days, amounts=amounts)

    @property
    def overdue_address(self) -> str:
        """The list with just these contracts."""
        asked = limits_in_address(self.limits, self.today, self.user.organisation.currency)
        return f"{reverse('backoffice:contracts')}?{urlencode(asked)}"

    @cached_property
    def day(self) -> Any:
        """The state of the business day, for who may see closes."""
        return day_state(self.by) if self.by.may(VIEW_CLOSE.code) else None

    @property
    def is_closing(self) -> bool:
        return self.day is not None and self.day.state == DayState.CLOSING
