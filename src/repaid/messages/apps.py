"""The messages app."""

from django.apps import AppConfig


class MessagesConfig(AppConfig):
    name = "repaid.messages"
    label = "messaging"  # "messages" is taken by the notices of pages
    append_only = ("messaging_templateversion", "messaging_consent")
