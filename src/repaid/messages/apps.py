"""The messages app."""

from importlib import import_module

from django.apps import AppConfig


class MessagesConfig(AppConfig):
    name = "repaid.messages"
    label = "messaging"  # "messages" is taken by the notices of pages
    append_only = ("messaging_templateversion", "messaging_consent")

    def ready(self) -> None:
        import_module("repaid.messages.staff")  # its kind is declared
