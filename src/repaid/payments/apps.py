"""The payments app."""

from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    name = "repaid.payments"
    label = "payments"
    append_only = ("payments_onlinenotice", "payments_orderfile", "payments_orderstep")
