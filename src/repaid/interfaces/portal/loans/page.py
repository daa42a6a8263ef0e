"""What the three tabs of a loan share: the loan, its life today, the frame around it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from loanmath.life import Life
from loanmath.money import Money
from loanmath.trace import Line
from repaid.access.actors import Actor
from repaid.access.business_day import today
from repaid.contracts.queries.contracts import borrowers_of, contract_named
from repaid.contracts.queries.life import life_of
from repaid.contracts.queries.owed import Owed, owed, settlement
from repaid.contracts.queries.schedule import ScheduleRow
from repaid.interfaces.portal.loans.listing import pay_address, product_name
from repaid.interfaces.shared.schedule import asked_rows, ribbon_of
from repaid.interfaces.shared.why import owed_lines, quote_lines
from repaid.interfaces.ui import markup
from repaid.interfaces.ui.formats import listed
from repaid.interfaces.ui.parts import WhyLine
from repaid.interfaces.ui.ribbon import Ribbon
from repaid.kernel.formats import isolated
from repaid.payments.queries.online import currencies_taken, pending_of


@dataclass(frozen=True)
class LoanPage:
    """A loan of the signed-in customer on the business day; each part is computed when a template asks for it."""

    contract: Any
    actor: Actor

    @classmethod
    def of(cls, actor: Actor, number: str) -> "LoanPage":
        """NotFound for a loan that is not the customer's own (CZ-55, CZ-67)."""
        return cls(contract_named(actor, number), actor)

    @cached_property
    def trace(self) -> list[Line]:
        """Every computation behind the figures."""
        return []

    @cached_property
    def life(self) -> Life:
        return life_of(self.contract, today(self.actor.organisation_id), self.trace)

    @cached_property
    def owed(self) -> Owed:
        return owed(self.life)

    @cached_property
    def rows(self) -> list[ScheduleRow]:
        return asked_rows(self.life)

    @property
    def ribbon(self) -> Ribbon:
        return ribbon_of(self.rows, self.contract.currency)

    @property
    def number(self) -> str:
        return str(self.contract.number)

    @property
    def borrower(self) -> str:
        """The names of all borrowers."""
        return listed(each.party.subject.title for each in borrowers_of(self.contract))

    @property
    def product(self) -> str:
        return product_name(self.contract)

    @property
    def has_begun(self) -> bool:
        """Whether money was paid out."""
        return self.contract.launched_on is not None

    def money(self, minor: int) -> Money:
        """Minor units in the loan's currency."""
        return Money(minor, self.contract.currency)

    @property
    def to_pay(self) -> Money:
        return self.money(self.owed.total_indebtedness)

    @property
    def left_of_next(self) -> Money:
        """What of the next instalment the deposit does not pay."""
        return self.money(max(self.owed.next_amount - self.owed.credit, 0))

    @property
    def to_repay_everything(self) -> Money:
        return self.money(self.owed.to_repay_everything)

    @property
    def why_owed(self) -> list[WhyLine]:
        return owed_lines(self.life, self.trace)

    @property
    def why_everything(self) -> list[WhyLine]:
        return quote_lines(settlement(self.life), self.contract.currency)

    @property
    def address(self) -> str:
        """The page of the loan."""
        return reverse("portal:loan", args=[self.contract.number])

    @cached_property
    def pay_address(self) -> str:
        """Where the loan is paid online; "" where that is not offered (CZ-47, CZ-48)."""
        return pay_address(self.contract, currencies_taken(self.contract.organisation_id), self.owed.on)

    @cached_property
    def pending(self) -> list[Any]:
        """Online payments that the customer made and that are not booked yet."""
        return list(pending_of(self.actor, self.contract.subject))

    @property
    def trail(self) -> list[tuple[str, str]]:
        """loans / details (CZ-55)."""
        return [(pgettext("breadcrumb", "loans"), reverse("portal:loans")), (pgettext("breadcrumb", "details"), "")]

    @property
    def title(self) -> str:
        return _("Loan number {number} - {name}").format(number=isolated(self.number), name=self.borrower)

    @property
    def loan_data(self) -> list[tuple[str, Any]]:
        """CZ-56, in order; what is absent stays blank."""
        grace = self.life.terms.grace_principal
        return [
            (_("Loan number"), markup.code(self.contract.number)),
            (_("Date launched"), self.contract.launched_on),
            (pgettext("loan", "Product"), self.product),
            (_("Amount"), self.money(self.contract.amount)),
            (_("Number of instalments"), self.life.terms.count),
            (_("Contractual interest rate"), markup.rate(self.owed.rate)),
            (_("Grace period"), grace or markup.blank()),
        ]

    @property
    def arrears(self) -> list[tuple[str, Any]]:
        """CZ-58, decision 5."""
        return [
            (_("Total indebtedness"), self.to_pay),
            (_("Current arrears"), self.money(self.owed.current_arrears)),
            (_("Penalty interest rate"), markup.rate(self.owed.penalty_rate)),
        ]
