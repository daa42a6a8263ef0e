"""The shared interfaces app."""

from django.apps import AppConfig


class SharedConfig(AppConfig):
    name = "repaid.interfaces.shared"
    label = "shared"
