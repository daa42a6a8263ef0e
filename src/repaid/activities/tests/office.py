"""The Polish lender with a customer and its staff, for the stories of these tests; it is Friday, 20 November 2026."""

from dataclasses import dataclass
from datetime import date

from repaid.access.actors import Actor
from repaid.access.choices import ScopeLevel
from repaid.access.commands.organisations import move_business_day
from repaid.access.tests.people import krakowska, member
from repaid.activities.commands.ground import About
from repaid.activities.queries.activities import is_due, to_do
from repaid.activities.rights import ACT, ANNOUNCE, ASSIGN, SEE_OTHERS, SET_START
from repaid.parties.tests.people import anna, jan

FRIDAY = date(2026, 11, 20)
SATURDAY = date(2026, 11, 21)
MANAGER = tuple(right.code for right in (ACT, ASSIGN, SEE_OTHERS, ANNOUNCE, SET_START))


@dataclass(frozen=True)
class Office:
    """Ewa and Bogdan work in Kraków, Wanda in Warszawa; Maria leads Kraków. Anna is a customer there."""

    machine: Actor
    ewa: Actor
    bogdan: Actor
    maria: Actor
    anna: About
    jan: About

    def day_comes(self, day: date) -> None:
        """The business day moves."""
        move_business_day(by=self.machine, day=day)

    def wanda(self) -> Actor:
        """A colleague in Warszawa who sees her branch."""
        return member(self.machine, "Wanda Warszawska", MANAGER, scope=ScopeLevel.BRANCH, branch="WA")


def office() -> Office:
    machine = krakowska()
    return Office(
        machine,
        ewa=member(machine, "Ewa Pracowita", (ACT.code,)),
        bogdan=member(machine, "Bogdan Zajęty", (ACT.code,)),
        maria=member(machine, "Maria Kierownik", MANAGER, scope=ScopeLevel.BRANCH),
        anna=About("party", anna(machine).number),
        jan=About("party", jan(machine).number),
    )


def due_now(by: Actor, today: date = FRIDAY) -> list[str]:
    """What stands in somebody's to-do list on a day."""
    return [row.text for row in to_do(by, today).filter(is_due(today)).order_by("due", "pk")]
