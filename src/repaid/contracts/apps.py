"""The contracts app."""

from django.apps import AppConfig


class ContractsConfig(AppConfig):
    name = "repaid.contracts"
    label = "contracts"
    append_only = ("contracts_event", "contracts_statechange")

    def ready(self) -> None:
        from repaid.activities.ports import tell_payments
        from repaid.contracts.notices.tokens import CONTRACT_TOKENS
        from repaid.contracts.notices.veto import CONTRACT_VETO
        from repaid.contracts.queries.paid import paid_since
        from repaid.messages.ports import ask_before_sending, tell_templates

        tell_templates(CONTRACT_TOKENS)
        ask_before_sending(CONTRACT_VETO)
        tell_payments(paid_since)
