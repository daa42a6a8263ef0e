"""The activities app."""

from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "repaid.activities"
    label = "activities"
    append_only = ("activities_activitystep",)

    def ready(self) -> None:
        from repaid.access.work import holds_work
        from repaid.activities.work import OPEN_WORK

        holds_work(OPEN_WORK)
