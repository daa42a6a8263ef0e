"""The documents app."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "repaid.documents"
    label = "documents"
    append_only = ("documents_version",)
