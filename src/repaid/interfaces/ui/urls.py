"""Mounted by both doors: `path("", include("repaid.interfaces.ui.urls"))` in their own `urls`."""

from django.urls import path

from repaid.interfaces.ui import views

app_name = "ui"
urlpatterns = [
    path("look", views.look, name="look"),
    path("lists/columns", views.columns, name="columns"),
    path("lists/views", views.views, name="views"),
    path("typed", views.typed_figure, name="typed"),
]
