"""Addresses of the daily close."""

from datetime import date

from django.urls import path, register_converter

from repaid.interfaces.backoffice.daily_close import views


class DayInAddress:
    """A day as 2026-01-31."""

    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()


register_converter(DayInAddress, "day")

urlpatterns = [
    path("/today", views.board, name="daily_close"),
    path("/runs", views.begin, name="daily_close_runs"),
    path("/days", views.days, name="daily_close_days"),
    path("/days/<day:on>", views.day, name="daily_close_day"),
    path("/days/<day:on>/work", views.work, name="daily_close_work"),
    path("/books", views.books, name="check_books"),
    path("/books/<int:check_id>", views.check_progress, name="check_progress"),
]
