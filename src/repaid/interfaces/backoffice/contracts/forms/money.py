"""Forms of deeds that move money or what is owed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loanmath.components import Component
from loanmath.events import EarlyRepaid, Received, Repayment
from loanmath.money import Money
from repaid.contracts.queries.owed import settlement
from repaid.contracts.queries.timeline import timeline
from repaid.interfaces.backoffice.contracts.forms.base import DeedForm, payer, reason, receipt, value_date
from repaid.interfaces.backoffice.pages import offer
from repaid.interfaces.shared.wording import COMPONENTS
from repaid.interfaces.ui.controls import Cards
from repaid.interfaces.ui.fields import CountField, DateField, MoneyField
from repaid.interfaces.ui.formats import date_text, money_text


class DisbursementForm(DeedForm):
    """Paying out the loan or a part of it."""

    kind = "disbursed"
    amount = MoneyField(label=_("Amount"))
    value_date = value_date()

    def suggested(self, record: Any) -> dict[str, Any]:
        """What is not paid out yet."""
        return {"amount": record.money(record.contract.amount - record.contract.balance.disbursed)}


class PaymentForm(DeedForm):
    """Money of the customer."""

    kind = "payment"
    key_argument = "receipt"
    amount = MoneyField(label=_("Amount"))
    value_date = value_date()
    receipt = receipt()
    payer = payer()

    def suggested(self, record: Any) -> dict[str, Any]:
        """What is owed, else the next instalment."""
        due = record.owed.total_indebtedness or record.owed.next_amount
        return {"amount": record.money(due)} if due > 0 else {}


class EarlyRepaymentForm(DeedForm):
    """Money that lowers the principal before its time."""

    kind = "early"
    key_argument = "receipt"
    amount = MoneyField(label=_("Amount"))
    value_date = value_date()
    mode = forms.TypedChoiceField(
        label=_("What becomes smaller"),
        coerce=Repayment,
        choices=(
            (Repayment.SHORTER_TERM.value, _("Shorter term")),
            (Repayment.LOWER_INSTALMENT.value, _("Lower instalment")),
        ),
        initial=Repayment.LOWER_INSTALMENT.value,
        widget=Cards(
            notes={
                Repayment.SHORTER_TERM.value: _("The instalments keep their size; the last ones fall away."),
                Repayment.LOWER_INSTALMENT.value: _("The number of instalments stays; each is smaller."),
            }
        ),
    )  # fmt: skip
    receipt = receipt()
    payer = payer()


class SettlementForm(DeedForm):
    """The quote of a day, accepted and paid: its amount is not typed."""

    kind = "settled"
    key_argument = "receipt"
    value_date = value_date()
    receipt = receipt()
    payer = payer()

    def arguments(self) -> dict[str, Any]:
        """With the total of the quote of the value date."""
        day = self.cleaned_data["value_date"]
        total = settlement(self.record.at(day).life).total
        return super().arguments() | {"amount": self.record.money(total)}

    @property
    def named_amount(self) -> Money | None:
        """What the quote asks."""
        amount: Money = self.arguments()["amount"]
        return amount if amount.minor > 0 else None


class FeeForm(DeedForm):
    """A fee that falls due on a day."""

    kind = "fee"
    name = forms.CharField(label=_("What the fee is for"), max_length=60)
    amount = MoneyField(label=_("Amount"))
    value_date = value_date()
    due = DateField(label=_("Due date"))

    def suggested(self, record: Any) -> dict[str, Any]:
        """Due at once."""
        return {"due": record.today}


class CostForm(DeedForm):
    """Costs that a judgment awarded."""

    kind = "costs"
    name = forms.CharField(label=_("Judgment and kind of costs"), max_length=60)
    amount = MoneyField(label=_("Amount"))
    value_date = value_date()


class WaiverForm(DeedForm):
    """Something owed is given up."""

    kind = "waived"
    component = forms.TypedChoiceField(
        label=_("What is given up"), coerce=Component, initial=Component.PENALTY.value,
        choices=[(part.value, word) for part, word in COMPONENTS.items()],
    )  # fmt: skip
    amount = MoneyField(label=_("Amount"))
    value_date = value_date()
    instalment = CountField(
        label=_("Instalment"), required=False, at_least=1, help_text=_("Empty: the oldest ones first.")
    )
    reason = reason()

    def suggested(self, record: Any) -> dict[str, Any]:
        """Penalty interest, as far as it is owed."""
        penalty = record.owed.by_component.penalty
        return {"amount": record.money(penalty)} if penalty > 0 else {}


class ReturnForm(DeedForm):
    """A payment that was charged back or bounced."""

    kind = "returned"
    receipt = forms.ChoiceField(label=_("Payment"))
    amount = MoneyField(label=_("Amount"), required=False, help_text=_("Empty: the whole payment."))
    value_date = value_date()
    reason = reason()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "receipt", [(each.event.key, self._named(each)) for each in self._payments()])

    def _payments(self) -> list[Any]:
        rows = timeline(self.record.contract)
        return [row for row in rows if row.is_live and isinstance(row.event, Received | EarlyRepaid)]

    def _named(self, row: Any) -> str:
        amount = money_text(self.record.money(row.amount))
        return f"{date_text(row.event.value_date)} · {amount} · {row.event.key}"


class RefundForm(DeedForm):
    """The customer's credit balance, paid back."""

    kind = "refunded"
    amount = MoneyField(label=_("Amount"))
    value_date = value_date()

    def suggested(self, record: Any) -> dict[str, Any]:
        """All of the credit."""
        return {"amount": record.credit} if record.credit else {}


class RecoveryForm(DeedForm):
    """Money that came after a write-off."""

    kind = "recovered"
    key_argument = "receipt"
    amount = MoneyField(label=_("Amount"))
    value_date = value_date()
    receipt = receipt()
    payer = payer()
