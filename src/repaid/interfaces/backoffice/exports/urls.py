"""Addresses of exports."""

from django.urls import path

from repaid.interfaces.backoffice.exports import views

urlpatterns = [
    path("", views.export_list, name="exports"),
    path("/<int:key>", views.export, name="export"),
    path("/<int:key>/file", views.file, name="export_file"),
]
