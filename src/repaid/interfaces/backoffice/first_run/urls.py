"""Addresses of the first run."""

from django.urls import path

from repaid.interfaces.backoffice.first_run import views

urlpatterns = [
    path("", views.code, name="first_run"),
    path("/summary", views.summary, name="first_run_summary"),
    path("/<slug:step>", views.question, name="first_run_step"),
]
