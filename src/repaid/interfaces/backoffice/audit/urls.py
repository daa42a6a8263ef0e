"""Addresses of the audit trail."""

from django.urls import path

from repaid.interfaces.backoffice.audit import views

urlpatterns = [
    path("", views.audit_trail, name="audit"),
    path("/<int:key>", views.line, name="audit_line"),
]
