"""The activities app."""

from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "repaid.activities"
    label = "activities"
    append_only = ("activities_activitystep",)

    def ready(self) -> None:
        from repaid.access.work import tell_work
        from repaid.activities.leaving import OPEN_ACTIVITIES

        tell_work(OPEN_ACTIVITIES)
