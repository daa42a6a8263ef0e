"""The activities app."""

from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "repaid.activities"
    label = "activities"
    append_only = ("activities_activitystep",)
