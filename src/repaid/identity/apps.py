"""The identity app."""

from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "repaid.identity"
    label = "identity"
    append_only = ("identity_attempt",)
