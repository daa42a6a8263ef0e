"""The workflow app."""

from django.apps import AppConfig


class WorkflowConfig(AppConfig):
    name = "repaid.workflow"
    label = "workflow"
    append_only = ("workflow_run",)
