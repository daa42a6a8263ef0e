"""The app of the customers' pages."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "repaid.interfaces.portal"
    label = "portal"
