"""The daily close app."""

from django.apps import AppConfig


class DailyCloseConfig(AppConfig):
    name = "repaid.daily_close"
    label = "daily_close"
    append_only = ("daily_close_bucketchange", "daily_close_seal")

    def ready(self) -> None:
        from repaid.daily_close.queries import comparison_findings
        from repaid.ledger.ports import object_to_closing

        object_to_closing(comparison_findings)
