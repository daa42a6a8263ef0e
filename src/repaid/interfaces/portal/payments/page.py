"""What the pages of a payment show: the loan, the provider, proposed amounts, banks, a transfer in place of it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from loanmath.money import Money, format_minor
from repaid.access.business_day import today
from repaid.interfaces.portal.loans.page import LoanPage
from repaid.interfaces.portal.payments.forms import PaymentForm
from repaid.interfaces.ui.formats import amount_text, date_text
from repaid.kernel.formats import isolated
from repaid.kernel.qr import qr_svg
from repaid.kernel.refusal import refuse_if
from repaid.kernel.text import latin_digits
from repaid.kernel.transfer_code import Transfer, transfer_code
from repaid.payments.providers.known import PROVIDERS
from repaid.payments.queries.online import provider_for
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
    """An amount that one press fills in; `query` does it where no script runs."""

    label: str
    amount: Money
    query: str

    @property
    def typed(self) -> str:
        """The amount as the reader would type it."""
        return amount_text(self.amount)


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
        """Who takes the payment, None where nobody does (CZ-48); refuses where there is nothing to pay (decision 9)."""
        contract = self.loan.contract
        refuse_if(paying_findings(contract, today(contract.organisation_id)))
        return provider_for(contract.organisation_id, contract.currency)

    @property
    def title(self) -> str:
        return _("Payment for loan number {number}").format(number=isolated(self.loan.number))

    @property
    def handled_by(self) -> str:
        """Who handles the payment (CZ-49)."""
        return _("{provider} handles payments automatically").format(provider=self.provider.name)

    @property
    def trail(self) -> list[tuple[str, str]]:
        """loans / details / the provider (CZ-49)."""
        loans, (details, _here) = self.loan.trail
        here = self.provider.name if self.provider else pgettext("breadcrumb", "bank transfer")
        return [loans, (details, self.loan.address), (here, "")]

    @property
    def proposals(self) -> list[Proposal]:
        """What is due now, that with the next instalment, and what repays everything; each amount once."""
        due, everything = self.loan.to_pay, self.loan.to_repay_everything
        offered = [(pgettext("amount to pay", "What is due now"), due)]
        if next_one := self._with_next_instalment(due, everything):
            offered.append(next_one)
        if everything != due:
            offered.append((pgettext("amount to pay", "Everything today"), everything))
        return [_proposal(label, amount) for label, amount in offered if amount.minor > 0]

    def _with_next_instalment(self, due: Money, everything: Money) -> tuple[str, Money] | None:
        """None where there is none, it is paid by the deposit, or it would cost more than to repay everything."""
        owed = self.loan.owed
        amount = due + self.loan.left_of_next
        if owed.next_due_on is None or amount == due or not amount < everything:
            return None
        words = _("What is due now and the instalment of {day}") if due.minor else _("The instalment of {day}")
        return words.format(day=date_text(owed.next_due_on)), amount

    @cached_property
    def transfer(self) -> Transfer | None:
        """The same payment as a bank transfer: to whom, where, how much, with which title; None without an account.

        The amount is what is due now, else the next instalment: what repays everything changes with the day.
        """
        contract, owed = self.loan.contract, self.loan.owed
        minor = owed.total_indebtedness or self.loan.left_of_next.minor or owed.to_repay_everything
        if not contract.account or not minor:
            return None
        title = _("Loan {number}").format(number=isolated(contract.number))
        return Transfer(contract.organisation.name, contract.account, self.loan.money(minor), title)

    @property
    def transfer_picture(self) -> str:
        """The transfer as a code that banking applications scan; "" where there is no standard for it."""
        code = transfer_code(self.transfer) if self.transfer else ""
        return mark_safe(qr_svg(code)) if code else ""  # nosec B308 B703: there are only numbers in its markup

    @property
    def tiles(self) -> list[Tile]:
        """The banks and ways to pay, as the provider is set up (CZ-51)."""
        return [Tile(name, _letters(name), place % TILE_COLOURS) for place, name in enumerate(self.provider.banks)]

    def form(self, data: Any = None, asked: str = "", before: Any = None) -> PaymentForm:
        """The form, empty but for the borrower and an amount that was asked for, or what stood in it `before`."""
        needs_email = PROVIDERS[self.provider.kind].needs_email
        initial: dict[str, Any] = {"borrower": self.borrower}
        chosen = [each.amount for each in self.proposals if asked and each.query.endswith(f"={asked}")]
        if chosen:
            initial["amount"] = chosen[0]
        if before is not None:
            initial |= {"amount": Money(before.amount, before.currency), "description": before.description}
        return PaymentForm(data, quote=self.loan.to_repay_everything, needs_email=needs_email, initial=initial)


def _proposal(label: str, amount: Money) -> Proposal:
    return Proposal(label, amount, f"?amount={format_minor(amount.minor, amount.currency)}")


def _letters(name: str) -> str:
    """One or two letters for a name.

    >>> _letters("Bank Rzemiosła"), _letters("BLIK")
    ('BR', 'BL')
    """
    words = [word for word in latin_digits(name).split() if word[0].isalnum()]
    return (words[0][0] + words[1][0] if len(words) > 1 else name[:2]).upper()
