"""Rights over payments."""

from django.utils.translation import gettext_lazy as _

from repaid.access.rights import declare

VIEW = declare("payments.view", _("View payments"))
ENTER = declare("payments.enter", _("Enter payments"))
TAKE_STATEMENTS = declare("payments.take_statements", _("Take in bank statements"))
RECEIVE_CASH = declare("payments.receive_cash", _("Receive cash in the field"))
CONTROL_CASH = declare("payments.control_cash", _("Control the receipts of all collectors"))
WITHDRAW = declare("payments.withdraw", _("Withdraw payments"))
ORDER = declare("payments.order", _("Propose payment orders"))
APPROVE_ORDERS = declare("payments.approve_orders", _("Approve payment orders of colleagues"))
SEND_ORDERS = declare("payments.send_orders", _("Make payment files and say what the bank did with them"))
OWN_ACCOUNTS = declare("payments.own_accounts", _("Name the accounts that money leaves from"))
PROVIDERS = declare("payments.providers", _("Set up payment providers"))
TAKE_ONLINE = declare("payments.take_online", _("Take in what payment providers report"))
