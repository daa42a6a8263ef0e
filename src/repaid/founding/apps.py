"""The founding app."""

from django.apps import AppConfig


class FoundingConfig(AppConfig):
    name = "repaid.founding"
    label = "founding"
