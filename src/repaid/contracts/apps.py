"""The contracts app."""

from django.apps import AppConfig


class ContractsConfig(AppConfig):
    name = "repaid.contracts"
    label = "contracts"
    append_only = ("contracts_event", "contracts_statechange")
