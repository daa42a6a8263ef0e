"""Addresses of the customer's documents."""

from django.urls import path

from repaid.interfaces.portal.documents import views

urlpatterns = [
    path("documents", views.documents, name="documents"),
    path("documents/<int:number>/file", views.file, name="document_file"),
]
