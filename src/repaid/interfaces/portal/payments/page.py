"""What the pages of an online payment show: the loan, the provider, proposed amounts, banks, the state."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from loanmath.money import Money, format_minor
from repaid.access.business_day import today
from repaid.interfaces.portal.loans.page import LoanPage
from repaid.interfaces.portal.payments.forms import PaymentForm
from repaid.interfaces.ui.states import Tone
from repaid.kernel.refusal import refuse_if
from repaid.kernel.text import latin_digits
from repaid.payments.choices import OnlineState
from repaid.payments.providers.known import PROVIDERS
from repaid.payments.queries.online import provider_for
from repaid.settling.commands.online import NoProvider
from repaid.settling.rules import paying_findings

TILE_COLOURS: Final = 6
"""How many looks a tile of a bank may have."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A bank on the form: its name, one or two letters, one of a few looks. No logo of the bank is copied."""

    name: str
    letters: str
    look: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """An amount that one press fills in."""

    label: str
    amount: Money
    query: str


@dataclass(frozen=True, slots=True)
class Result:
    """What became of an online payment, in words for the customer."""

    tone: Tone
    icon: str
    title: str | Promise
    text: str | Promise = ""


FAILED: Final = gettext_lazy("The payment did not go through. Nothing was booked. Please try again.")
RESULTS: Final = {
    OnlineState.PAID: Result(
        "good", "circle-check", gettext_lazy("Your payment is received."),
        gettext_lazy("It is booked on your loan. The tab Repayments shows what it paid."),
    ),
    OnlineState.PENDING: Result(
        "info", "hourglass", gettext_lazy("Your payment is pending."),
        gettext_lazy("We wait for the provider to confirm it. You need not stay here, and you need not pay again."),
    ),
    OnlineState.HELD: Result(
        "info", "hourglass", gettext_lazy("Your payment is pending."),
        gettext_lazy("The money has come, and somebody at the lender looks at it. You need not pay again."),
    ),
    OnlineState.FAILED: Result("bad", "circle-x", FAILED),
    OnlineState.EXPIRED: Result("bad", "circle-x", FAILED),
    OnlineState.CANCELLED: Result("warn", "ban", gettext_lazy("The payment was cancelled. Nothing was booked.")),
    OnlineState.RETURNED: Result(
        "info", "arrow-back-up", gettext_lazy("The money was sent back to you. Nothing was booked.")
    ),
}  # fmt: skip


@dataclass(frozen=True)
class PaymentPage:
    """The payment of a loan. `borrower` is as much of the name as may be shown."""

    loan: LoanPage
    borrower: str

    @classmethod
    def of_client(cls, loan: LoanPage) -> "PaymentPage":
        """For the client who is signed in."""
        return cls(loan, loan.borrower)

    @classmethod
    def of_link(cls, loan: LoanPage) -> "PaymentPage":
        """For whoever has the letter: initials alone."""
        names = (name.split() for name in loan.borrower.split(", "))
        return cls(loan, ", ".join(" ".join(f"{part[0]}." for part in name) for name in names))

    @cached_property
    def provider(self) -> Any:
        """Who takes the payment; refuses where nobody does, or there is nothing to pay (decision 9)."""
        contract = self.loan.contract
        refuse_if(paying_findings(contract, today(contract.organisation_id)))
        found = provider_for(contract.organisation_id, contract.currency)
        if found is None:
            raise NoProvider()
        return found

    @property
    def title(self) -> str:
        return _("Payment for loan number {number}").format(number=self.loan.number)

    @property
    def handled_by(self) -> str:
        """Who handles the payment (CZ-49)."""
        return _("{provider} handles payments automatically").format(provider=self.provider.name)

    @property
    def trail(self) -> list[tuple[str, str]]:
        """loans / details / the provider (CZ-49)."""
        loans, (details, _here) = self.loan.trail
        return [loans, (details, self.loan.address), (self.provider.name, "")]

    @property
    def proposals(self) -> list[Proposal]:
        """What is due now and what repays everything, as far as there is any."""
        offered = (
            (pgettext("amount to pay", "What is due now"), self.loan.to_pay),
            (pgettext("amount to pay", "Everything today"), self.loan.to_repay_everything),
        )
        return [
            Proposal(label, amount, f"?amount={format_minor(amount.minor, amount.currency)}")
            for label, amount in offered
            if amount.minor > 0
        ]

    @property
    def tiles(self) -> list[Tile]:
        """The banks and ways to pay, as the provider is set up (CZ-51)."""
        return [Tile(name, _letters(name), place % TILE_COLOURS) for place, name in enumerate(self.provider.banks)]

    def form(self, data: Any = None, asked: str = "") -> PaymentForm:
        """The form, empty but for the borrower and an amount that was asked for."""
        needs_email = PROVIDERS[self.provider.kind].needs_email
        initial: dict[str, Any] = {"borrower": self.borrower}
        chosen = {each.query.partition("=")[2]: each.amount for each in self.proposals} if asked else {}
        if asked in chosen:
            initial["amount"] = chosen[asked]
        return PaymentForm(data, quote=self.loan.to_repay_everything, needs_email=needs_email, initial=initial)


def _letters(name: str) -> str:
    """One or two letters for a name.

    >>> _letters("Bank Rzemiosła"), _letters("BLIK")
    ('BR', 'BL')
    """
    words = [word for word in latin_digits(name).split() if word[0].isalnum()]
    return (words[0][0] + words[1][0] if len(words) > 1 else name[:2]).upper()
