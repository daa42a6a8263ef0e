"""Addresses of the customer's applications."""

from django.urls import path

from repaid.interfaces.portal.applications import views

urlpatterns = [
    path("applications", views.applications, name="applications"),
    path("applications/new", views.new, name="application_new"),
    path("applications/<str:number>", views.application, name="application"),
    path("applications/<str:number>/change", views.change, name="application_change"),
    path("applications/<str:number>/hand-in", views.hand_in, name="application_hand_in"),
]
