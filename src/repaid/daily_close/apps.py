"""The daily_close app."""

from django.apps import AppConfig


class DailyCloseConfig(AppConfig):
    name = "repaid.daily_close"
    label = "daily_close"
    append_only = ("daily_close_bucketchange", "daily_close_seal")
