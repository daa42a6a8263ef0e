"""Addresses of the daily close."""

from django.urls import path

from repaid.interfaces.backoffice.daily_close import views

urlpatterns = [
    path("/today", views.board, name="daily_close"),
    path("/runs", views.begin, name="daily_close_runs"),
    path("/days", views.days, name="daily_close_days"),
    path("/days/<day:on>", views.day, name="daily_close_day"),
    path("/days/<day:on>/work", views.work, name="daily_close_work"),
    path("/days/<day:on>/moves", views.moves, name="daily_close_moves"),
    path("/books", views.books, name="check_books"),
    path("/books/<int:check_id>", views.check_progress, name="check_progress"),
]
