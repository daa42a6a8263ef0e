"""The ledger app."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "repaid.ledger"
    label = "ledger"
    append_only = ("ledger_transfer", "ledger_manualentry")
