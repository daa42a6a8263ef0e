"""The branding app."""

from django.apps import AppConfig


class BrandingConfig(AppConfig):
    name = "repaid.branding"
    label = "branding"
