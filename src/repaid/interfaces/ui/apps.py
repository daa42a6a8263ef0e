"""The app of the look."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "repaid.interfaces.ui"
    label = "ui"
