"""The access app."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "repaid.access"
    label = "access"
    append_only = ("access_auditrecord",)
