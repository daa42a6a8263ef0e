"""Addresses of the first run, and of founding one more organisation."""

from django.urls import path

from repaid.interfaces.backoffice.first_run import further, views

urlpatterns = [
    path("", views.code, name="first_run"),
    path("/summary", views.summary, name="first_run_summary"),
    path("/<slug:step>", views.question, name="first_run_step"),
]

further_patterns = [
    path("", further.begin, name="further"),
    path("/summary", further.summary, name="further_summary"),
    path("/<slug:step>", further.question, name="further_step"),
]
