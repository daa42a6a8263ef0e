"""Rights over contracts."""

from django.utils.translation import gettext_lazy as _

from repaid.access.rights import declare

VIEW = declare("contracts.view", _("View contracts"))
OPEN = declare("contracts.open", _("Open and cancel contracts"))
DISBURSE = declare("contracts.disburse", _("Pay out"))
BOOK_PAYMENTS = declare("contracts.book_payments", _("Book payments"))
CHARGE = declare("contracts.charge", _("Charge fees and costs"))
WAIVE = declare("contracts.waive", _("Waive what is owed"), four_eyes=True)
RETURN_MONEY = declare("contracts.return_money", _("Book returned payments"))
REFUND = declare("contracts.refund", _("Pay back a credit balance"), four_eyes=True)
CHANGE_TERMS = declare("contracts.change_terms", _("Change the terms of a contract"))
SUSPEND = declare("contracts.suspend", _("Suspend and resume contracts"))
TERMINATE = declare("contracts.terminate", _("Terminate contracts"))
WRITE_OFF = declare("contracts.write_off", _("Write off contracts"), four_eyes=True)
RECOVER = declare("contracts.recover", _("Book recoveries after a write-off"))
SETTLE = declare("contracts.settle", _("Settle contracts early"))
SELL = declare("contracts.sell", _("Sell contracts"), four_eyes=True)
REVERSE = declare("contracts.reverse", _("Reverse what was recorded on a contract"))
BILL = declare("contracts.bill", _("Bill what falls due"))
TAKE_OVER = declare("contracts.take_over", _("Take over contracts from another system"))
