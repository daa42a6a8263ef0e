"""The origination app."""

from django.apps import AppConfig


class OriginationConfig(AppConfig):
    name = "repaid.origination"
    label = "origination"
    append_only = ("origination_comment", "origination_procedurelist")

    def ready(self) -> None:
        from repaid.contracts.ports import object_to_paying_out
        from repaid.origination.procedures import APPLICATION_STEPS
        from repaid.origination.rules import not_before_acceptance
        from repaid.workflow.ports import tell_flow

        tell_flow(APPLICATION_STEPS)
        object_to_paying_out(not_before_acceptance)
