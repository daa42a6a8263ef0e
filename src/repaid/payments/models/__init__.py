"""Tables of the payments app."""

from repaid.payments.models.order import OrderStep, PaymentOrder
from repaid.payments.models.order_file import OrderFile, OwnAccount
from repaid.payments.models.payment import Payment, PaymentWords
from repaid.payments.models.receipt import ReceiptBlock, VoidedReceipt
from repaid.payments.models.statement import BankFile, MappingKept, Statement

__all__ = [
    "BankFile",
    "MappingKept",
    "OrderFile",
    "OrderStep",
    "OwnAccount",
    "Payment",
    "PaymentOrder",
    "PaymentWords",
    "ReceiptBlock",
    "Statement",
    "VoidedReceipt",
]
