"""The access app."""

from django.apps import AppConfig

from repaid.access.discovery import know_rights_and_commands


class AccessConfig(AppConfig):
    name = "repaid.access"
    label = "access"
    append_only = ("access_auditrecord",)

    def ready(self) -> None:
        know_rights_and_commands()
