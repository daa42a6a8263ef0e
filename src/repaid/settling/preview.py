"""Trying a settlement without lasting effect: who would get what, and what it would change."""

from collections.abc import Sequence
from dataclasses import dataclass

from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.contracts.preview import Preview, preview_of
from repaid.settling.commands.settling import Line, PaymentSettled, settle_payment


@dataclass(frozen=True, slots=True)
class Tried:
    """What a settlement would do: the fact of its command, and before and after of each contract by its number."""

    done: PaymentSettled
    contracts: dict[str, Preview]


def try_settling(*, by: Actor, number: str, lines: Sequence[Line | tuple[str, Money]], scheme: str = "") -> Tried:
    """What `settle_payment` would do; raises what it raises: the page shows the sentence."""
    done: list[PaymentSettled] = []
    numbers = dict.fromkeys(contract for contract, *_rest in lines)

    def settle(actor: Actor) -> None:
        done.append(settle_payment(by=actor, number=number, lines=lines, scheme=scheme))

    contracts = preview_of(settle, by=by, numbers=numbers)
    return Tried(done[0], contracts)
