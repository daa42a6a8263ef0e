"""The messages app."""

from django.apps import AppConfig


class MessagesConfig(AppConfig):
    name = "repaid.messages"
    label = "messaging"  # "messages" is taken by the notices of pages
    append_only = ("messaging_templateversion", "messaging_consent", "messaging_letterhead")

    def ready(self) -> None:
        from repaid.activities.ports import carry_texts
        from repaid.messages.staff import text_to_staff

        carry_texts(text_to_staff)
