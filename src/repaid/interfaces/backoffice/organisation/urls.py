"""Addresses of settings."""

from django.urls import path

from repaid.interfaces.backoffice.organisation import coming, holidays, look, views

urlpatterns = [
    path("", views.index, name="settings"),
    path("/organisation", views.facts, name="facts"),
    path("/coming/<int:key>", coming.change, name="coming_change"),
    path("/look", look.edit, name="look_edit"),
    path("/look/preview.css", look.preview_styles, name="look_preview"),
    path("/numbers", views.series, name="series"),
    path("/numbers/<slug:kind>", views.edit_series, name="series_edit"),
    path("/holidays", holidays.year, name="holidays"),
    path("/holidays/add", holidays.add, name="holiday_add"),
    path("/holidays/remove", holidays.remove, name="holiday_remove"),
]
