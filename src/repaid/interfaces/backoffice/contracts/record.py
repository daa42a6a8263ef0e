"""What every tab of a contract shares: the contract, its life on a day, the figures of its head, what may be done."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from loanmath.life import Life
from loanmath.money import Money
from loanmath.trace import Line
from repaid.access.actors import Actor
from repaid.access.plain import from_plain
from repaid.contracts.choices import PartyRole
from repaid.contracts.queries.contracts import contract_named, parties_of
from repaid.contracts.queries.life import life_of
from repaid.contracts.queries.owed import Owed, owed, settlement
from repaid.contracts.queries.schedule import ScheduleRow, schedule_rows
from repaid.interfaces.backoffice.contracts.deeds import OfferedDeed, offered
from repaid.interfaces.backoffice.pages import Text
from repaid.interfaces.shared.schedule import ribbon_of
from repaid.interfaces.shared.why import owed_lines, quote_lines
from repaid.interfaces.ui.formats import isolated
from repaid.interfaces.ui.parts import WhyLine
from repaid.interfaces.ui.ribbon import Ribbon
from repaid.kernel.names import in_language


@dataclass(frozen=True)
class Record:
    """A contract as a member of staff sees it on the day `on`; each part is computed when a template asks for it."""

    contract: Any
    by: Actor
    on: date
    today: date
    asked_event: str = ""

    @classmethod
    def of(cls, by: Actor, number: str, on: date, today: date, asked_event: str = "") -> "Record":
        """NotFound for a contract outside the actor's scope. `asked_event` is the key of the event in question."""
        return cls(contract_named(by, number), by, on, today, asked_event)

    def at(self, day: date) -> "Record":
        """The same contract on another day."""
        return replace(self, on=day)

    @cached_property
    def trace(self) -> list[Line]:
        """Every computation behind the figures."""
        return []

    @cached_property
    def life(self) -> Life:
        return life_of(self.contract, self.on, self.trace)

    @cached_property
    def owed(self) -> Owed:
        return owed(self.life)

    @cached_property
    def rows(self) -> list[ScheduleRow]:
        return schedule_rows(self.life)

    @cached_property
    def ribbon(self) -> Ribbon:
        return ribbon_of(self.rows, self.contract.currency)

    @cached_property
    def deeds(self) -> list[OfferedDeed]:
        """Every action with its address, or with the reason why it is not possible."""
        return offered(self.by, self.contract)

    @property
    def chief_deed(self) -> OfferedDeed | None:
        """The one that the page offers first."""
        return next((deed for deed in self.deeds if deed.is_possible and deed.deed.is_chief), None)

    @property
    def groups_of_deeds(self) -> list[tuple[Text, list[OfferedDeed]]]:
        """Every action under the heading of its group."""
        return [(group, list(deeds)) for group, deeds in groupby(self.deeds, key=lambda offer: offer.deed.group)]

    @cached_property
    def parties(self) -> list[Any]:
        return list(parties_of(self.contract))

    @property
    def has_deceased_borrower(self) -> bool:
        """Whether somebody who owes died (CZ-35)."""
        owing = (each.party for each in self.parties if each.role == PartyRole.BORROWER and each.until is None)
        return any(party.deceased_on is not None for party in owing)

    @property
    def has_begun(self) -> bool:
        """Whether money was paid out."""
        return self.contract.launched_on is not None

    @property
    def is_other_day(self) -> bool:
        return self.on != self.today

    def money(self, minor: int) -> Money:
        """Minor units in the contract's currency."""
        return Money(minor, self.contract.currency)

    @property
    def owed_today(self) -> Money:
        return self.money(self.owed.total_indebtedness)

    @property
    def next_instalment(self) -> Money | None:
        return self.money(self.owed.next_amount) if self.owed.next_due_on else None

    @property
    def everything(self) -> Money:
        return self.money(self.owed.to_repay_everything)

    @property
    def credit(self) -> Money | None:
        return self.money(self.owed.credit) if self.owed.credit else None

    @property
    def why_owed(self) -> list[WhyLine]:
        return owed_lines(self.life, self.trace)

    @property
    def why_everything(self) -> list[WhyLine]:
        return quote_lines(settlement(self.life), self.contract.currency)

    @property
    def origin(self) -> list[tuple[Text, Any]]:
        """Where a contract that was taken over came from, name by name; nothing for one that began here."""
        found = getattr(self.contract, "origin", None)
        if found is None:
            return []
        told = {name: from_plain(value) for name, value in found.facts.items()}
        last = self.money(told["last_paid"]) if "last_paid" in told else None
        facts = [
            (_("Taken over from"), found.source),
            (_("Number there"), found.number),
            (_("Instalments agreed"), told.get("instalments")),
            (_("First due date"), told.get("first_due")),
            (_("Last payment there"), last),
            (_("Last payment there on"), told.get("last_paid_on")),
        ]
        return [(name, value) for name, value in facts if value]

    @property
    def product(self) -> str:
        return in_language(self.contract.version.product.names)

    @property
    def address(self) -> str:
        return reverse("backoffice:contract", args=[self.contract.number])

    @property
    def trail(self) -> list[tuple[str, str]]:
        return [(_("Contracts"), reverse("backoffice:contracts")), (self.contract.number, "")]

    @property
    def title(self) -> str:
        return _("Contract {number}").format(number=isolated(self.contract.number))
