"""The choices that rows of the ledger are made of."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AccountClass(models.TextChoices):
    """On which side of the books a line of the chart stands."""

    ASSET = "asset", pgettext_lazy("class of account", "asset")
    LIABILITY = "liability", pgettext_lazy("class of account", "liability")
    INCOME = "income", pgettext_lazy("class of account", "income")
    EXPENSE = "expense", pgettext_lazy("class of account", "expense")


class PeriodState(models.TextChoices):
    """Whether a month of the books takes postings."""

    OPEN = "open", pgettext_lazy("period", "open")
    CLOSED = "closed", pgettext_lazy("period", "closed")


class StatementDay(models.TextChoices):
    """By which of its days a transfer stands in a statement."""

    BOOKED = "booked_on", _("Booked on")
    VALUE = "value_date", _("Value date")


class Role(models.TextChoices):
    """What an account is for. Postings speak of roles; an administrator says which code plays each."""

    LOANS_PRINCIPAL = "loans_principal", _("Loans, principal")
    INTEREST_RECEIVABLE = "interest_receivable", _("Interest receivable")
    PENALTY_RECEIVABLE = "penalty_receivable", _("Penalty interest receivable")
    FEES_RECEIVABLE = "fees_receivable", _("Fees receivable")
    TAX_RECEIVABLE = "tax_receivable", _("Tax receivable")
    BANK_CLEARING = "bank_clearing", _("Bank clearing")
    PROVIDER_CLEARING = "provider_clearing", _("Payment provider clearing")
    CASH_CLEARING = "cash_clearing", _("Field cash clearing")
    SALE_CLEARING = "sale_clearing", _("Sale of contracts, clearing")
    TAKEOVER_CLEARING = "takeover_clearing", _("Take-over of contracts, clearing")
    ALLOWANCE = "allowance", _("Allowance for losses")
    UNALLOCATED_RECEIPTS = "unallocated_receipts", _("Unallocated receipts")
    CREDIT_BALANCES = "credit_balances", _("Credit balances")
    DEFERRED_FEES = "deferred_fees", _("Deferred fees")
    VAT_PAYABLE = "vat_payable", _("VAT payable")
    INTEREST_INCOME = "interest_income", _("Interest income")
    PENALTY_INCOME = "penalty_income", _("Penalty interest income")
    FEE_INCOME = "fee_income", _("Fee income")
    RECOVERIES = "recoveries", _("Recoveries")
    WAIVER_EXPENSE = "waiver_expense", _("Waiver expense")
    LOAN_LOSSES = "loan_losses", _("Loss on write-off")
    IMPAIRMENT_EXPENSE = "impairment_expense", _("Impairment expense")
