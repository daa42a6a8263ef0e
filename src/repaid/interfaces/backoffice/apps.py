"""The app of the staff's pages."""

from django.apps import AppConfig


class BackofficeConfig(AppConfig):
    name = "repaid.interfaces.backoffice"
    label = "backoffice"
