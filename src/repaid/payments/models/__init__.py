"""Tables of the payments app."""

from repaid.payments.models.online import OnlineNotice, OnlinePayment, PaymentProvider, ProviderPayout
from repaid.payments.models.order import OrderStep, PaymentOrder
from repaid.payments.models.order_file import OrderFile, OwnAccount
from repaid.payments.models.payment import Payment, PaymentWords
from repaid.payments.models.receipt import ReceiptBlock, VoidedReceipt
from repaid.payments.models.statement import BankFile, MappingKept, Statement

__all__ = [
    "BankFile",
    "MappingKept",
    "OnlineNotice",
    "OnlinePayment",
    "OrderFile",
    "OrderStep",
    "OwnAccount",
    "Payment",
    "PaymentOrder",
    "PaymentProvider",
    "PaymentWords",
    "ProviderPayout",
    "ReceiptBlock",
    "Statement",
    "VoidedReceipt",
]
