"""A death that was recorded by mistake is taken back with what it did to applications."""

from dataclasses import dataclass

from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.origination.choices import KIND, Step
from repaid.origination.models import Application
from repaid.origination.queries import ended_by_death, is_beyond_return
from repaid.origination.remarks import taken_back
from repaid.parties.commands.change import take_back_death
from repaid.parties.queries import party_named
from repaid.parties.rights import EDIT_PARTIES
from repaid.workflow.commands.steps import take_back


@dataclass(frozen=True, slots=True)
class DeathUndone:
    """`reopened` and `closed` are numbers of applications: those that go on, and those that stay closed."""

    subject_id: int
    number: str
    accounts: int
    reopened: tuple[str, ...]
    closed: tuple[str, ...]


@command("origination.undo_death", right=EDIT_PARTIES, personal=("reason",))
def undo_death(*, by: Actor, number: str, reason: str) -> DeathUndone:
    """Take back a death that was recorded by mistake: of the person, and of every application that it was run on.

    An application whose contract was cancelled stays closed, since a cancelled contract is not opened again.
    """
    rows = list(ended_by_death(party_named(by, number).pk).select_for_update(of=("self", "work")))
    person = take_back_death(by=by, number=number, reason=reason)
    closed = [row for row in rows if is_beyond_return(row)]
    reopened = [row for row in rows if _goes_on(by, row, reason)]
    return DeathUndone(person.subject_id, number, person.accounts, _numbers(reopened), _numbers(closed))


def _goes_on(by: Actor, row: Application, reason: str) -> bool:
    """Take the run of the procedure back, where that can be; whether the application is open again by that."""
    if is_beyond_return(row):
        return False
    before = row.work.state
    take_back(by, KIND, row.work, Step.DEATH, reason, remarks=[taken_back()])
    return bool(row.work.state != before)


def _numbers(rows: list[Application]) -> tuple[str, ...]:
    return tuple(row.number for row in rows)
