"""Everything that is done to a contract: its address, its words, its form, its command, the rule that it asks."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.contracts.commands import (
    borrowers,
    charges,
    disbursement,
    losses,
    opening,
    payments,
    reversal,
    settlement,
    standing,
    terms,
)
from repaid.contracts.rules import Action, needs_second_person, possible_actions
from repaid.interfaces.backoffice.contracts.forms import agreement, endings, money
from repaid.interfaces.backoffice.contracts.forms.base import DeedForm
from repaid.interfaces.backoffice.pages import Text
from repaid.interfaces.ui.sentences import sentence_of
from repaid.kernel.refusal import NotFound

MONEY, AGREEMENT, END = _("Money"), _("Agreement"), _("End and losses")


@dataclass(frozen=True, slots=True)
class Deed:
    """An action as a page. `noun` is its place in the address; `said` tells that it is done.

    A deed that is not `listed` is reached from the event that it speaks of.
    """

    noun: str
    action: Action
    group: Text
    title: Text
    save: Text
    said: Text
    form: type[DeedForm]
    command: Callable[..., Any]
    icon: str
    is_chief: bool = False
    is_danger: bool = False
    listed: bool = True

    @property
    def name(self) -> str:
        """The name of the command."""
        return f"contracts.{self.command.__name__}"

    @property
    def is_proposed(self) -> bool:
        """Whether a colleague decides on it."""
        return needs_second_person(self.action)


_A = Action
DEEDS = (
    Deed(
        "payments", _A.RECEIVE, MONEY, _("Take a payment"), _("Book the payment"), _("Payment booked."),
        money.PaymentForm, payments.receive_payment, "cash", is_chief=True,
    ),
    Deed(
        "disbursements", _A.DISBURSE, MONEY, _("Pay out"), _("Pay out"), _("Paid out."),
        money.DisbursementForm, disbursement.disburse, "rocket", is_chief=True,
    ),
    Deed(
        "recoveries", _A.RECOVER, MONEY, _("Book a recovery"), _("Book the recovery"), _("Recovery booked."),
        money.RecoveryForm, losses.recover, "coins", is_chief=True,
    ),
    Deed(
        "early-repayments", _A.REPAY_EARLY, MONEY, _("Repay a part early"), _("Book the early repayment"),
        _("Early repayment booked."), money.EarlyRepaymentForm, payments.repay_early, "calendar-dollar",
    ),
    Deed(
        "settlements", _A.SETTLE, MONEY, _("Repay everything early"), _("Settle the contract"),
        _("The contract is settled."), money.SettlementForm, settlement.settle_early, "flag-check",
    ),
    Deed(
        "fees", _A.CHARGE, MONEY, _("Charge a fee"), _("Charge the fee"), _("Fee charged."),
        money.FeeForm, charges.charge_fee, "receipt-2",
    ),
    Deed(
        "costs", _A.AWARD, MONEY, _("Add awarded costs"), _("Add the costs"), _("Costs added."),
        money.CostForm, charges.award_costs, "gavel",
    ),
    Deed(
        "waivers", _A.WAIVE, MONEY, _("Waive what is owed"), _("Waive"), _("Waived."),
        money.WaiverForm, charges.waive, "receipt-off",
    ),
    Deed(
        "returns", _A.RETURN, MONEY, _("Book a returned payment"), _("Book the return"), _("Return booked."),
        money.ReturnForm, payments.return_money, "arrow-back-up",
    ),
    Deed(
        "refunds", _A.REFUND, MONEY, _("Pay back the credit balance"), _("Pay back"), _("Credit balance paid back."),
        money.RefundForm, payments.refund_credit, "receipt-refund",
    ),
    Deed(
        "rates", _A.CHANGE_RATE, AGREEMENT, _("Change the rate"), _("Change the rate"), _("Rate changed."),
        agreement.RateForm, terms.change_rate, "percentage",
    ),
    Deed(
        "due-days", _A.CHANGE_PLAN, AGREEMENT, _("Change the due day"), _("Change the due day"), _("Due day changed."),
        agreement.DueDayForm, terms.move_due_dates, "calendar-event",
    ),
    Deed(
        "holidays", _A.CHANGE_PLAN, AGREEMENT, _("Grant a payment holiday"), _("Grant the payment holiday"),
        _("Payment holiday granted."), agreement.HolidayForm, terms.postpone_instalments, "clock-pause",
    ),
    Deed(
        "terms", _A.CHANGE_PLAN, AGREEMENT, _("Change the number of instalments"), _("Change the number"),
        _("Number of instalments changed."), agreement.TermForm, terms.extend_term, "calendar-plus",
    ),
    Deed(
        "instalments", _A.CHANGE_PLAN, AGREEMENT, _("Change the size of the instalment"), _("Change the instalment"),
        _("Instalment changed."), agreement.InstalmentForm, terms.set_instalment, "adjustments-horizontal",
    ),
    Deed(
        "grace-periods", _A.CHANGE_PLAN, AGREEMENT, _("Grant a grace period"), _("Grant the grace period"),
        _("Grace period granted."), agreement.GraceForm, terms.grant_grace, "lifebuoy",
    ),
    Deed(
        "interest-pauses", _A.CHANGE_PLAN, AGREEMENT, _("Pause the interest"), _("Pause the interest"),
        _("Interest paused."), agreement.InterestPauseForm, terms.pause_interest, "hourglass",
    ),
    Deed(
        "arrears", _A.CHANGE_PLAN, AGREEMENT, _("Spread the arrears"), _("Spread the arrears"), _("Arrears spread."),
        agreement.SpreadForm, terms.reamortise, "columns-3",
    ),
    Deed(
        "restructurings", _A.RESTRUCTURE, AGREEMENT, _("Restructure"), _("Restructure"), _("Contract restructured."),
        agreement.RestructuringForm, terms.restructure, "refresh",
    ),
    Deed(
        "borrowers", _A.CHANGE_BORROWER, AGREEMENT, _("Change the borrower"), _("Change the borrower"),
        _("Borrower changed."), agreement.BorrowerForm, borrowers.change_borrower, "users",
    ),
    Deed(
        "suspensions", _A.SUSPEND, AGREEMENT, _("Suspend"), _("Suspend the contract"), _("Contract suspended."),
        agreement.SuspensionForm, standing.suspend, "player-pause",
    ),
    Deed(
        "resumptions", _A.RESUME, AGREEMENT, _("Resume"), _("Resume the contract"), _("Contract resumed."),
        agreement.ResumptionForm, standing.resume, "player-play",
    ),
    Deed(
        "cancellations", _A.CANCEL, END, _("Cancel the contract"), _("Cancel the contract"), _("Contract cancelled."),
        endings.CancellationForm, opening.cancel_contract, "ban", is_danger=True,
    ),
    Deed(
        "terminations", _A.TERMINATE, END, _("Terminate the contract"), _("Terminate the contract"),
        _("Contract terminated."), endings.TerminationForm, standing.terminate, "file-x", is_danger=True,
    ),
    Deed(
        "write-offs", _A.WRITE_OFF, END, _("Write off"), _("Write off"), _("Written off."),
        endings.WriteOffForm, losses.write_off, "archive", is_danger=True,
    ),
    Deed(
        "sales", _A.SELL, END, _("Sell the claim"), _("Sell the claim"), _("Claim sold."),
        endings.SaleForm, losses.sell, "arrows-exchange", is_danger=True,
    ),
    Deed(
        "reversals", _A.REVERSE, END, _("Reverse an event"), _("Reverse the event"), _("Event reversed."),
        endings.ReversalForm, reversal.reverse_event, "arrow-back-up", is_danger=True, listed=False,
    ),
)  # fmt: skip


def deed_named(noun: str) -> Deed:
    """The deed at a place in the address."""
    found = next((deed for deed in DEEDS if deed.noun == noun), None)
    if found is None:
        raise NotFound(kind=_("action"), number=noun)
    return found


def deed_of_command(name: str) -> Deed | None:
    """The deed that a command is, when it is one."""
    return next((deed for deed in DEEDS if deed.name == name), None)


@dataclass(frozen=True, slots=True)
class OfferedDeed:
    """A deed on one contract: its address, or the sentence that says why there is none."""

    deed: Deed
    address: str
    barred_by: str = ""

    @property
    def is_possible(self) -> bool:
        return not self.barred_by


def offered(by: Actor, contract: Any) -> list[OfferedDeed]:
    """Every listed deed as it stands on a contract; money first."""
    findings = possible_actions(by, contract)
    return [
        OfferedDeed(
            deed,
            reverse("backoffice:deed", args=[contract.number, deed.noun]),
            " ".join(sentence_of(finding) for finding in findings[deed.action]),
        )
        for deed in DEEDS
        if deed.listed
    ]
