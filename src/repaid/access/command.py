"""The frame of every change of state: one transaction, one right, one audit record.

    @command("contracts.receive_payment", right=BOOK_PAYMENTS)
    def receive_payment(*, by: Actor, number: str, amount: Money, ...) -> PaymentReceived: ...

A right with four eyes lets the machine's own actor and an approved actor through; everybody else proposes
(`access.commands.proposals`).
"""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, ParamSpec, TypeVar, cast

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from repaid.access import plain
from repaid.access.actors import Actor
from repaid.access.rights import Right
from repaid.access.trail import note_refusal, write_line
from repaid.kernel.refusal import MissingRight, Refusal

P = ParamSpec("P")
R = TypeVar("R")


class NeedsSecondPerson(Refusal):
    code = "needs_second_person"
    sentence = _("“{right}” needs a second person. Propose it; a colleague decides.")


class OnlyLooking(Refusal):
    code = "only_looking"
    sentence = _("You only look at the client zone as this customer. You cannot change, sign or pay anything here.")
    status = 403


@dataclass(frozen=True, slots=True)
class Command(Generic[R]):
    """A registered command: its name, its right, which arguments are personal and stay out of the audit record."""

    name: str
    right: Right
    run: Callable[..., R]
    personal: frozenset[str]


_COMMANDS: dict[str, Command[Any]] = {}


def all_commands() -> dict[str, Command[Any]]:
    """Every command of the system by its name."""
    return dict(_COMMANDS)


def command(name: str, *, right: Right, personal: tuple[str, ...] = ()) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Register a keyword-only function as the command `name` and put the frame around it."""

    def framed(function: Callable[P, R]) -> Callable[P, R]:
        assert name not in _COMMANDS, f"command {name} is declared twice"

        @functools.wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            by = cast(Actor, kwargs["by"])
            try:
                _permit(by, right)
                with transaction.atomic():
                    outcome = function(*args, **kwargs)
                    write_line(by, name, _shown(_COMMANDS[name], kwargs), outcome)
            except Refusal as refusal:
                note_refusal(refusal, by, name, _shown(_COMMANDS[name], kwargs))
                raise
            return outcome

        _COMMANDS[name] = Command(name, right, run, frozenset(personal))
        return run

    return framed


def _permit(by: Actor, right: Right) -> None:
    if by.only_reads:
        raise OnlyLooking()
    if not by.may(right.code):
        raise MissingRight(right=right.label)
    if right.four_eyes and by.user_id is not None and by.approved_by_id is None:
        raise NeedsSecondPerson(right=right.label)


def _shown(done: Command[Any], arguments: dict[str, Any]) -> dict[str, Any]:
    """The arguments as the audit trail keeps them."""
    return {
        key: "•" if key in done.personal else plain.to_plain(value) for key, value in arguments.items() if key != "by"
    }
