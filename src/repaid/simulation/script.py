"""The steps of an organisation's stories in the order of their days, with the business day moving along."""

import heapq
from collections.abc import Callable
from datetime import date
from itertools import count

from repaid.access.actors import Actor
from repaid.access.business_day import today
from repaid.access.commands.organisations import move_business_day
from repaid.contracts.commands.billing import bill_due


class Script:
    """Steps to come; a step may add further ones, of its own day or later."""

    def __init__(self, by: Actor) -> None:
        self._by = by
        self._steps: list[tuple[date, int, Callable[[], None]]] = []
        self._place = count()

    def add(self, day: date, step: Callable[[], None]) -> None:
        """Let `step` happen on a day; steps of one day happen in the order in which they were added."""
        heapq.heappush(self._steps, (day, next(self._place), step))

    def play(self, until: date) -> int:
        """Let everything up to a day happen, and the day come; returns the number of steps."""
        played = 0
        while self._steps and self._steps[0][0] <= until:
            day, _place, step = heapq.heappop(self._steps)
            self._come(day)
            step()
            played += 1
        self._come(until)
        return played

    def _come(self, day: date) -> None:
        if day > today(self._by.organisation_id):
            move_business_day(by=self._by, day=day)
            bill_due(by=self._by)
